// FlexSearch with whole words ("strict"), the smallest of its indexes; it knows neither prefixes nor slips.
async function load() {
  const [{ Document }, parts] = await Promise.all([import('./engine.js'), fetch('index.json').then((answer) => answer.json())]);
  const index = new Document({ document: { id: 'id', index: ['title', 'text'], store: ['title'] }, tokenize: 'strict' });
  for (const [key, data] of parts) index.import(key, data);
  return (_, words) => index.search(words, { limit: 10, merge: true, enrich: true })[0]?.doc?.title;
}
