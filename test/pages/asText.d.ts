/* A file of a library, as text. */
declare module '*?text' {
  const text: string;
  // eslint-disable-next-line no-restricted-exports -- webpack gives the text as the default export.
  export default text;
}
