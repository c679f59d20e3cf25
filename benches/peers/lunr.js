// Lunr: whole words; while typing, the last word also with a wildcard after it; a misspelt word with one typo.
const loadScript = (src) =>
  new Promise((resolve, reject) => document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject })));

async function load() {
  const [data] = await Promise.all([fetch('index.json').then((response) => response.json()), loadScript('engine.js')]);
  const index = lunr.Index.load(data.index);
  const typed = (query) => (query.endsWith(' ') ? query : `${query} ${query.split(' ').at(-1)}*`);
  const misspelt = (query) => query.split(' ').map((word) => `${word}~1`).join(' ');
  return (kind, query) => {
    const lunrQuery = { typed, misspelt }[kind]?.(query) ?? query;
    try {
      return data.titles[index.search(lunrQuery)[0]?.ref];
    } catch {
      // If words end in digits, Lunr 2.3.9 joins different parts of its dictionary, and throws at some wildcards.
      return undefined;
    }
  };
}
