// The list in plain JavaScript, without a library: an array filtered at each keystroke, sixty rows built anew. The same cards and
// texts, folded the same way; no facets, no excerpts, no state in the URL.
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const fetchJson = (path) => fetch('/corpus/' + path).then((response) => response.json());

function textOf(value) {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return value && typeof value === 'object' ? textOf(Object.values(value)) : '';
}

const element = (name, className, ...children) => {
  const created = document.createElement(name);
  if (className) created.className = className;
  created.append(...children);
  return created;
};

function row(card) {
  const link = element('a', '', card.title);
  link.href = `/article/${card.id}/`;
  return element('article', 'row', element('h3', 'headline', link), element('p', '', card.deck ?? ''), element('p', '', card.published ?? ''));
}

const manifest = await fetchJson('manifest.json');
const items = (pack) => Object.values(pack).find(Array.isArray);
// Packs are numbered, and named by their content: src/corpus/manifest.rs.
const fetchPacks = (kind) => manifest[kind].hashes.match(/.{8}/g).map((hash, pack) => fetchJson(`${kind}-${pack}-${hash}.json`));
const fetchItems = (kind) => Promise.all(fetchPacks(kind)).then((packs) => packs.flatMap(items));
const [cards, articles] = await Promise.all([fetchItems('cards'), fetchItems('articles')]);
const texts = cards.map((card, docId) => fold(`${card.title} ${textOf(card.tags)} ${textOf(card.authors)} ${card.source} ${textOf(articles[docId].body)}`));

const searchBox = document.querySelector('input');
function draw() {
  const words = fold(searchBox.value).split(/\s+/).filter(Boolean);
  const matches = cards.filter((_, docId) => words.every((word) => texts[docId].includes(word)));
  document.querySelector('#count').textContent = `${matches.length} articles`;
  document.querySelector('#rows').replaceChildren(...matches.slice(0, 60).map(row));
}
searchBox.addEventListener('input', draw);
searchBox.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    searchBox.value = '';
    draw();
  }
});
draw();
document.body.dataset.ready = 'yes';
