// MiniSearch, with prefixes and two letters in ten wrong, as its documentation shows it.
async function load() {
  const [{ default: MiniSearch }, text] = await Promise.all([import('./engine.js'), fetch('index.json').then((answer) => answer.text())]);
  const index = MiniSearch.loadJSON(text, { fields: ['title', 'text'], storeFields: ['title'] });
  return (_, words) => index.search(words, { prefix: true, fuzzy: 0.2 })[0]?.title;
}
