// Lectern: the door through which the program in the page asks its worker, src/reader/start.js. The page itself is the
// reading room; its own questions have smaller numbers.
let turn = 1e6;

const ask = (words) =>
  new Promise((answered, failed) => {
    const mine = ++turn;
    const hear = ({ detail }) => {
      if (detail.failed) failed(new Error(detail.failed));
      if (detail.turn !== mine || !detail.whole) return;
      removeEventListener('lectern-search', hear);
      answered();
    };
    addEventListener('lectern-search', hear);
    globalThis.lecternSearch({ turn: mine, typed: words });
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
