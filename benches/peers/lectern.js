// Lectern: the door through which the program in the page asks its worker, src/app/start.js. The page itself is the
// reading room; its own requests have smaller ids.
let lastId = 1e6;

const ask = (words) =>
  new Promise((answered, failed) => {
    const mine = ++lastId;
    const hear = ({ detail }) => {
      if (detail.failed) failed(new Error(detail.failed));
      if (detail.id !== mine || !detail.whole) return;
      removeEventListener('lectern-search', hear);
      answered();
    };
    addEventListener('lectern-search', hear);
    globalThis.lecternSearch({ id: mine, typed: words });
  });

// Milliseconds of each query, from the message to the whole answer.
window.times = async (queries) => {
  const times = [];
  for (const [, words] of queries) {
    const start = performance.now();
    await ask(words);
    times.push(performance.now() - start);
  }
  return times;
};
