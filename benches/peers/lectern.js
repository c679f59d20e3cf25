// Lectern: sends queries through the function with which the program in the page sends them to its worker, src/app/start.js. The page
// is the reading room itself; its own requests have smaller ids.
let lastId = 1e6;

const search = (query) =>
  new Promise((resolve, reject) => {
    const id = ++lastId;
    const onMessage = ({ detail }) => {
      if (detail.error) reject(new Error(detail.error));
      if (detail.id !== id || !detail.isFinal) return;
      removeEventListener('lectern-search', onMessage);
      resolve();
    };
    addEventListener('lectern-search', onMessage);
    globalThis.lecternSearch({ id, query });
  });

// Milliseconds of each query, from the message to the final response.
window.timeQueries = async (queries) => {
  const times = [];
  for (const [, query] of queries) {
    const start = performance.now();
    await search(query);
    times.push(performance.now() - start);
  }
  return times;
};
