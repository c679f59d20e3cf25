// Stands before what a page and its worker run, while memory is measured: the browser's own count leaves out the memory
// of WebAssembly. It keeps every such memory in sight, and says how large they are to whoever asks.
{
  const memories = new Set();
  const seen = (instance) => {
    for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
    return instance;
  };
  const { instantiate, instantiateStreaming, Instance } = WebAssembly;
  const through = (way) => (...given) => way.apply(WebAssembly, given).then((made) => (seen(made.instance ?? made), made));
  WebAssembly.instantiate = through(instantiate);
  WebAssembly.instantiateStreaming = through(instantiateStreaming);
  WebAssembly.Instance = new Proxy(Instance, { construct: (target, given) => seen(new target(...given)) });

  const held = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const channel = new BroadcastChannel('memory-of-webassembly');
  if (globalThis.document) {
    // The page asks its worker and itself; a page without a worker gets no answer, and waits for none for long.
    globalThis.memoryOfWebAssembly = () =>
      new Promise((done) => {
        let sum = held();
        channel.onmessage = ({ data }) => (sum += data.bytes ?? 0);
        channel.postMessage('how much?');
        setTimeout(() => done(sum), 500);
      });
  } else {
    channel.onmessage = ({ data }) => data === 'how much?' && channel.postMessage({ bytes: held() });
  }
}
