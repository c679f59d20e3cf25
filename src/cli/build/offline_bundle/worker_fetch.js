// Runs before the programs in the worker of a reading room that is opened from a disk: it passes their requests to the page, which
// reads the files from the bundle, see bundle.js.
{
  const requests = [];
  globalThis.fetch = (url) =>
    new Promise((resolve, reject) => {
      requests.push({ url, resolve, reject });
      postMessage({ fetchId: requests.length - 1, url });
    });
  addEventListener('message', (event) => {
    const { fetchId, bytes, fetchError } = event.data;
    if (fetchId === undefined) return;
    event.stopImmediatePropagation();
    const { url, resolve, reject } = requests[fetchId];
    const type = url.endsWith('.wasm') ? 'application/wasm' : '';
    fetchError === undefined ? resolve(new Response(bytes, { headers: { 'Content-Type': type } })) : reject(new TypeError(fetchError));
  });
}
