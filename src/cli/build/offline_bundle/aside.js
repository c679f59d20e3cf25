// Stands before the programs in the worker of a reading room that is opened from a disk: what they fetch is asked of the
// page, which takes it from its shelf, see bundle.js.
{
  const waiting = [];
  globalThis.fetch = (address) =>
    new Promise((resolve, reject) => {
      waiting.push({ address, resolve, reject });
      postMessage({ fetching: waiting.length - 1, address });
    });
  addEventListener('message', (event) => {
    const { fetching, bytes, failed } = event.data;
    if (fetching === undefined) return;
    event.stopImmediatePropagation();
    const { address, resolve, reject } = waiting[fetching];
    const kind = address.endsWith('.wasm') ? 'application/wasm' : '';
    failed === undefined ? resolve(new Response(bytes, { headers: { 'Content-Type': kind } })) : reject(new TypeError(failed));
  });
}
