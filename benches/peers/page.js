// What every peer's page does with its engine: `load` of the adapter above gives a function (kind, words) => title of the first result.
let engine;
window.ask = async (kind, words) => (await (engine ??= load()))(kind, words);

// Milliseconds of each query, one after the other.
window.times = async (queries) => {
  await (engine ??= load());
  const times = [];
  for (const [kind, words] of queries) {
    const start = performance.now();
    await window.ask(kind, words);
    times.push(performance.now() - start);
  }
  return times;
};

const asked = new URLSearchParams(location.search).get('q');
if (asked !== null) {
  document.body.append((await window.ask('first', asked)) ?? 'nothing was found');
  window.first = performance.now();
}
