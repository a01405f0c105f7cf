/** A webpack loader that makes a TypeScript file of ours count what runs. */
module.exports = async function instrument(source) {
  const { instrumentSource } = await import('./instrumentSource.js');
  return instrumentSource(source, this.resourcePath).code;
};
