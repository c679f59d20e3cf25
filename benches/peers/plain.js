// What a careful hand would write without a library: an array filtered at each keystroke, sixty rows built anew.
// The same cards and texts, folded the same way; no facets, no passages, no state in the address.
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const json = (path) => fetch('/corpus/' + path).then((answer) => answer.json());

function words(value) {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(words).join(' ');
  return value && typeof value === 'object' ? words(Object.values(value)) : '';
}

const element = (name, className, ...inside) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
};

function row(card) {
  const link = element('a', '', card.title);
  link.href = `/article/${card.id}/`;
  return element('article', 'row', element('h3', 'headline', link), element('p', '', card.deck ?? ''), element('p', '', card.published ?? ''));
}

const manifest = await json('manifest.json');
const items = (pack) => Object.values(pack).find(Array.isArray);
// Packs are numbered, and named by their content: src/corpus/manifest.rs.
const packs = (kind) => manifest[kind].hashes.match(/.{8}/g).map((hash, at) => json(`${kind}-${at}-${hash}.json`));
const read = (kind) => Promise.all(packs(kind)).then((read) => read.flatMap(items));
const [cards, articles] = await Promise.all([read('cards'), read('articles')]);
const texts = cards.map((card, at) => fold(`${card.title} ${words(card.tags)} ${words(card.authors)} ${card.source} ${words(articles[at].body)}`));

const box = document.querySelector('input');
function draw() {
  const needles = fold(box.value).split(/\s+/).filter(Boolean);
  const found = cards.filter((_, at) => needles.every((needle) => texts[at].includes(needle)));
  document.querySelector('#count').textContent = `${found.length} articles`;
  document.querySelector('#rows').replaceChildren(...found.slice(0, 60).map(row));
}
box.addEventListener('input', draw);
box.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    box.value = '';
    draw();
  }
});
draw();
document.body.dataset.ready = 'yes';
