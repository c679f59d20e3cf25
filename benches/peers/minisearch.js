// MiniSearch, with prefixes and two letters in ten wrong, as its documentation shows it.
async function load() {
  const [{ default: MiniSearch }, json] = await Promise.all([import('./engine.js'), fetch('index.json').then((response) => response.text())]);
  const index = MiniSearch.loadJSON(json, { fields: ['title', 'text'], storeFields: ['title'] });
  return (_, query) => index.search(query, { prefix: true, fuzzy: 0.2 })[0]?.title;
}
