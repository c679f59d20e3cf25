// Runs before the scripts of a page and its worker while memory is measured: the browser's own count leaves out the memory of
// WebAssembly. It tracks every such memory, and reports their size on request.
{
  const memories = new Set();
  const track = (instance) => {
    for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
    return instance;
  };
  const { instantiate, instantiateStreaming, Instance } = WebAssembly;
  const tracked = (method) => (...args) => method.apply(WebAssembly, args).then((result) => (track(result.instance ?? result), result));
  WebAssembly.instantiate = tracked(instantiate);
  WebAssembly.instantiateStreaming = tracked(instantiateStreaming);
  WebAssembly.Instance = new Proxy(Instance, { construct: (target, args) => track(new target(...args)) });

  const totalBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const channel = new BroadcastChannel('memory-of-webassembly');
  if (globalThis.document) {
    // The page asks its worker and itself; a page without a worker gets no answer, and does not wait long.
    globalThis.memoryOfWebAssembly = () =>
      new Promise((resolve) => {
        let sum = totalBytes();
        channel.onmessage = ({ data }) => (sum += data.bytes ?? 0);
        channel.postMessage('request');
        setTimeout(() => resolve(sum), 500);
      });
  } else {
    channel.onmessage = ({ data }) => data === 'request' && channel.postMessage({ bytes: totalBytes() });
  }
}
