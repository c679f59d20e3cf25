// FlexSearch with whole words ("strict"), the smallest of its indexes; it supports neither prefixes nor typos.
async function load() {
  const [{ Document }, parts] = await Promise.all([import('./engine.js'), fetch('index.json').then((response) => response.json())]);
  const index = new Document({ document: { id: 'id', index: ['title', 'text'], store: ['title'] }, tokenize: 'strict' });
  for (const [key, data] of parts) index.import(key, data);
  return (_, query) => index.search(query, { limit: 10, merge: true, enrich: true })[0]?.doc?.title;
}
