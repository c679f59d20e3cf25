// Lunr: whole words; as is typed, the last word also with a wildcard behind it; a misspelt word with one slip.
const script = (source) =>
  new Promise((loaded, failed) => document.head.append(Object.assign(document.createElement('script'), { src: source, onload: loaded, onerror: failed })));

async function load() {
  const [data] = await Promise.all([fetch('index.json').then((answer) => answer.json()), script('engine.js')]);
  const index = lunr.Index.load(data.index);
  const typed = (words) => (words.endsWith(' ') ? words : `${words} ${words.split(' ').at(-1)}*`);
  const slipped = (words) => words.split(' ').map((word) => `${word}~1`).join(' ');
  return (kind, words) => {
    const query = { typed, misspelt: slipped }[kind]?.(words) ?? words;
    try {
      return data.titles[index.search(query)[0]?.ref];
    } catch {
      // Where words end in digits Lunr 2.3.9 joins parts of its dictionary that differ, and throws at some wildcards.
      return undefined;
    }
  };
}
