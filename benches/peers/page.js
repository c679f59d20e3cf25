// The page of every peer: `load` of the adapter above returns a function (kind, query) => title of the first result.
let engine;
const search = async (kind, query) => (await (engine ??= load()))(kind, query);

// Milliseconds of each query, one after the other.
window.timeQueries = async (queries) => {
  await (engine ??= load());
  const times = [];
  for (const [kind, query] of queries) {
    const start = performance.now();
    await search(kind, query);
    times.push(performance.now() - start);
  }
  return times;
};

const query = new URLSearchParams(location.search).get('q');
if (query !== null) {
  document.body.append((await search('first', query)) ?? 'nothing was found');
  window.firstResultAt = performance.now();
}
