/**
 * A page that is nobody's friend. It posts what it is told to: to the page at the top and to all frames in it, from
 * itself and from a frame within it.
 */
export const HOSTILE_PAGE = `<!doctype html><html lang="en"><title>Hostile</title><body><script>
  const targets = () => [top, ...Array.from({ length: top.length }, (none, index) => top[index])].filter((target) => target !== self);
  addEventListener('message', ({ data, source }) => {
    if (!data?.hostile || (source !== top && source !== parent)) return;
    for (const message of data.hostile) for (const target of targets()) target.postMessage(message, '*');
    self[0]?.postMessage(data, '*');
  });
  if (parent === top) document.body.append(
    Object.assign(document.createElement('iframe'), {
      src: location.href,
      onload: () => parent.postMessage('hostile page is ready', '*'),
    }),
  );
</script></body></html>`;
