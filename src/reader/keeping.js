// What reads without a line: begins the service worker (src/reader/offline.js) once the page rests, says what is kept, keeps on
// purpose, and says what has changed since the last visit. src/reader/start.js brings it. The places that it draws into stand in
// every page, outside of what the program replaces; its words come with the site: src/view/wording/offline.rs.
const root = document.documentElement;
const { base } = root.dataset;
const slot = (name) => document.querySelector(`[data-slot="${name}"]`);
const [above, below] = ['since', 'offline'].map(slot);
const lang = document.getElementById('app').lang;
const files = `lectern:${base}:files`;
const pages = `lectern:${base}:pages`;
const corpus = `${base}corpus/`;
const worker = navigator.serviceWorker;

// So many files are fetched at a time, and so many articles are named of those that have changed.
const ABREAST = 4;
const NAMED = 5;

// So many digits mark what an article says: src/corpus/files.rs.
const MARK = 6;

// Nobody waits for what is asked for here: the worker knows it by its mode, and goes on copying meanwhile.
const ASIDE = { mode: 'same-origin', priority: 'low' };

// Where the edition of the last visit is noted: an address without a file.
const VISIT = `${corpus}visit`;

const mine = new Set([import.meta.url]);
const json = async (address) => {
  mine.add(new URL(address, location).href);
  const answer = await fetch(address, ASIDE);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};
const once = (make) => {
  let made;
  return () => (made ??= make().catch((error) => ((made = undefined), Promise.reject(error))));
};
const wording = once(() => json(above.dataset.words));
const manifest = once(() => json(`${corpus}manifest.json`));
const list = once(async () => json(corpus + (await manifest()).files.path));
const ids = once(async () => json(corpus + (await manifest()).ids.path));

const number = new Intl.NumberFormat(lang);
const size = (bytes) => {
  const [unit, part] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, maximumFractionDigits: bytes < 1e7 && bytes >= 1e6 ? 1 : 0 }).format(
    bytes && Math.max(bytes / part, 1),
  );
};
const say = (words, places = {}) => words.replace(/\{(\w+)\}/g, (all, name) => places[name] ?? all);
const counted = ([one, other], n) => say(n === 1 ? one : other, { n: number.format(n) });

// Elements; what stands in them is text, never markup.
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const button = (label, press) => {
  const made = el('button', { class: 'button', type: 'button' }, label);
  made.addEventListener('click', press);
  return made;
};
const buttons = (...made) => el('div', { class: 'buttons' }, ...made);

// What somebody may want to keep: paths inside the site, and what each weighs.
const inCorpus = (weighed) => weighed?.map(([path, bytes]) => [`corpus/${path}`, bytes]) ?? [];
const ofList = ({ list: needed }) => inCorpus([['manifest.json', 0], ...(needed ?? [])]);
function everything(all) {
  const other = (all.pages ?? []).map((path) => [path, 0]);
  return [...ofList(all), ...inCorpus(all.search), ...inCorpus(all.articles), ...(all.pictures ?? []), ...other];
}

// The number of the pack of an ordinal.
function packOf({ each, counts = [] }, ordinal) {
  if (each) return Math.floor(ordinal / each);
  let end = 0;
  return counts.findIndex((count) => ordinal < (end += count));
}

function ofArticles(all, { articles }, ordinals) {
  const packs = new Set();
  const pictures = new Set();
  for (const ordinal of ordinals) {
    packs.add(packOf(articles, ordinal));
    for (const picture of all.shown?.[ordinal] ?? []) pictures.add(picture);
  }
  const some = (from, places) => [...places].map((place) => from[place]).filter(Boolean);
  return [...ofList(all), ...some(inCorpus(all.articles), packs), ...some(all.pictures ?? [], pictures)];
}

const isPage = (path) => path === '' || path.endsWith('/');
const weight = (weighed) => weighed.reduce((sum, [, bytes]) => sum + bytes, 0);

// The addresses of all copies.
async function copies() {
  const kept = await Promise.all([files, pages].map(async (name) => (await caches.open(name)).keys()));
  return new Set(kept.flat().map(({ url }) => new URL(url).pathname));
}

async function missing(weighed) {
  const kept = await copies();
  return weighed.filter(([path]) => !kept.has(base + path));
}

// How many articles are kept, in their packs or as pages, of how many, and about what all copies of this edition weigh; whether
// the whole search and all pictures are kept. An article in a pack is only found there by the list of ids.
async function kept() {
  const [all, { articles, ids: { path } }, names, there] = await Promise.all([list(), manifest(), ids(), copies()]);
  const has = ([path]) => there.has(base + path);
  const found = there.has(corpus + path);
  const inPack = (ordinal) => found && there.has(corpus + all.articles?.[packOf(articles, ordinal)]?.[0]);
  const n = names.filter((id, ordinal) => inPack(ordinal) || there.has(`${base}article/${id}/`)).length;
  const bytes = weight(everything(all).filter(has));
  const [searched, pictured] = [inCorpus(all.search), all.pictures ?? []].map((weighed) => weighed.every(has));
  return { n: number.format(n), of: number.format(names.length), size: size(bytes), searched, pictured };
}

// What is not kept besides articles, a sentence each.
const lacking = (words, { searched, pictured }) => [...(searched ? [] : [words.unsearched]), ...(pictured ? [] : [words.unpictured])];

// An article that came as a page is read again by way of the list as well, which takes its pack.
async function keepPack() {
  const [, id] = /\/article\/([^/]+)/.exec(location.pathname) ?? [];
  if (!id) return;
  const [all, { articles }, names] = await Promise.all([list(), manifest(), ids()]);
  const pack = all.articles?.[packOf(articles, names.indexOf(decodeURIComponent(id)))];
  if (pack) await fetch(corpus + pack[0], ASIDE);
}

// True for an answer that is the file that its path names, as far as that can be told: the hash of one of the corpus is in its name.
async function isWhole(path, answer) {
  const hash = /^corpus\/.*-([0-9a-f]{8,})\.\w+$/.exec(path)?.[1];
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || !hash || !crypto.subtle) return answer.ok;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(hash);
}

// The worker; without it no copy would ever be read.
let trusted;
const registered = once(async () => {
  const registration = await worker.register(trusted(`${base}sw.js`), { scope: base, updateViaCache: 'none' });
  await worker.ready;
  return registration;
});

// Fetches files and keeps them. A disk that is full, or a browser that refuses, ends it by an error of its own.
async function keepFiles(weighed, step, signal) {
  const bytes = weight(weighed);
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  if (quota !== undefined && bytes > quota - usage) throw new DOMException('no room', 'QuotaExceededError');
  // Not waited for: a browser may ask whether this may stay, and nobody need answer.
  navigator.storage?.persist?.().catch(() => {});
  const [ofFiles, ofPages] = await Promise.all([files, pages].map((name) => caches.open(name)));
  await registered();
  let done = 0;
  const left = weighed.values();
  const one = async () => {
    for (const [path] of left) {
      signal.throwIfAborted();
      const answer = await fetch(base + path, { signal });
      const copy = answer.clone();
      if (!(await isWhole(path, answer))) throw new TypeError(path);
      await (isPage(path) ? ofPages : ofFiles).put(base + path, copy);
      step(++done, weighed.length);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, one));
}

// Draws the way of keeping some files into a place, until it ends; what it ends with stands there then.
async function keeping(place, weighed) {
  const words = await wording();
  const control = new AbortController();
  const bar = el('progress', { max: weighed.length || 1, value: 0, 'aria-label': words.keep });
  const line = el('p', { role: 'status' });
  place.replaceChildren(bar, line, buttons(button(words.cancel, () => control.abort())));
  const step = (n, of) => {
    bar.value = n;
    line.textContent = say(words.progress, { n: number.format(n), of: number.format(of) });
  };
  step(0, weighed.length);
  try {
    await keepFiles(weighed, step, control.signal);
    return words.done;
  } catch ({ name }) {
    const aborted = control.signal.aborted;
    control.abort();
    if (aborted) return words.cancelled;
    // Whatever a browser calls its refusal: only files that do not come are a TypeError.
    return name === 'TypeError' || name === 'AbortError' ? words.failed : words.full;
  }
}

// In the settings: what is kept, and the ways to more and to nothing.
async function drawSettings(said) {
  const words = await wording();
  const parts = [el('h2', {}, words.title), el('p', {}, words.why)];
  const place = el('div', {});
  try {
    const [now, more] = await Promise.all([kept(), list().then((all) => missing(everything(all)))]);
    parts.push(el('p', {}, say(words.kept, now)));
    parts.push(...(more.length ? lacking(words, now) : [words.whole]).map((sentence) => el('p', {}, sentence)));
    const keep = button(say(words.everything, { size: size(weight(more)) }), async () => drawSettings(await keeping(place, more)));
    const remove = button(words.remove, async () => {
      await forget();
      drawSettings(words.removed);
    });
    keep.dataset.do = 'keep-everything';
    remove.dataset.do = 'keep-nothing';
    place.append(el('p', { role: 'status' }, said ?? ''), buttons(...(more.length ? [keep] : []), remove));
  } catch {
    place.append(el('p', { role: 'status' }, said ?? words.failed));
  }
  show(below, words, 'kept', ...parts, place);
}

// The copies go, the shell with them, and so does the worker: it comes again with the next visit.
async function forget() {
  for (const { active, waiting } of (await worker?.getRegistrations()) ?? []) {
    for (const copying of [active, waiting]) copying?.postMessage({ over: true });
  }
  await Promise.all([files, pages].map((name) => caches.delete(name)));
  for (const registration of (await worker?.getRegistrations()) ?? []) {
    if (registration.scope === new URL(base, location).href) await registration.unregister();
  }
}

// Erasing everything, which the program does, is erasing the copies too.
globalThis.lecternForget = async () => {
  await forget();
  if (root.dataset.page === 'settings') drawSettings((await wording()).removed);
};

// Under the list: what was found can be kept. The program is asked for its ordinals as the button is pressed.
async function drawResult(said) {
  const words = await wording();
  if (!isFound()) return;
  const begin = button(words.result, () => {});
  begin.dataset.do = 'keep';
  show(below, words, 'result', el('p', { role: 'status' }, said ?? ''), buttons(begin));
}

globalThis.lecternKeep = async (ordinals) => {
  const words = await wording();
  try {
    const [all, current] = await Promise.all([list(), manifest()]);
    const more = await missing(ofArticles(all, current, ordinals));
    const line = el('p', { role: 'status' }, say(counted(words.result_size, ordinals.length), { size: size(weight(more)) }));
    const keep = button(words.keep, async () => drawResult(await keeping(below.firstElementChild, more)));
    const choices = buttons(keep, button(words.cancel, () => drawResult()));
    show(below, words, 'result', line, choices);
    keep.focus();
  } catch {
    drawResult(words.failed);
  }
};

function show(place, words, kind, ...parts) {
  place.setAttribute('aria-label', place === above ? words.news : words.title);
  place.replaceChildren(el('div', { class: kind }, ...parts));
  place.hidden = false;
}

// The region under the page follows the program from page to page. Under a list that is still on its way it would be pushed
// aside: it waits until the whole answer stands and nothing more has been drawn for a while. Where nothing was found there is
// nothing to keep.
const QUIET = 600;
const drawn = new MutationObserver(later);
let waiting;
function draw() {
  const { page } = root.dataset;
  below.hidden = true;
  drawn.disconnect();
  clearTimeout(waiting);
  if (page === 'settings') drawSettings();
  else if (page === 'list') {
    drawn.observe(document.getElementById('app'), { subtree: true, childList: true, attributeFilter: ['aria-busy'] });
    later();
  }
}
// What follows the heading of what matches in part was not found.
const isFound = () => !!document.querySelector('main .results article:not(.partly ~ *)');
function later() {
  clearTimeout(waiting);
  if (!isFound()) below.hidden = true;
  waiting = setTimeout(() => {
    const whole = document.querySelector('[data-living] .results:not([aria-busy])');
    if (whole && isFound() && below.hidden) drawResult();
  }, QUIET);
}

async function drawAway() {
  const words = await wording();
  const now = await kept().catch(() => undefined);
  if (now) show(above, words, 'away', el('p', { role: 'status' }, [say(words.away, now), ...lacking(words, now)].join(words.space)));
}

// What has changed since the edition that was noted at the last visit.
async function since() {
  const cache = await caches.open(files);
  const current = await manifest();
  const before = await (await cache.match(VISIT))?.json();
  if (before?.manifest.edition === current.edition) return;
  const [all, names] = await Promise.all([list(), ids()]);
  if (before) await tellSince(before, current, all, names);
  // Only now: the worker keeps the headlines of the edition that is noted, which those of withdrawn articles are read from.
  await cache.put(VISIT, new Response(JSON.stringify({ manifest: current, ids: names, marks: all.marks })));
}

async function tellSince(before, current, all, names) {
  const marks = (all, names) => new Map(names.map((id, at) => [id, all.marks.slice(at * MARK, (at + 1) * MARK)]));
  const [old, now] = [marks(before, before.ids), marks(all, names)];
  const fresh = names.filter((id) => !old.has(id));
  const corrected = names.filter((id) => old.has(id) && old.get(id) !== now.get(id));
  const withdrawn = before.ids.filter((id) => !now.has(id));
  const kinds = [
    ['new', fresh, current, names],
    ['corrected', corrected, current, names],
    ['withdrawn', withdrawn, before.manifest, before.ids],
  ].filter(([, some]) => some.length);
  if (kinds.length) await drawSince(kinds);
}

async function drawSince(kinds) {
  const words = await wording();
  const parts = kinds.map(([kind, some]) => counted(words[kind], some.length));
  const lists = await Promise.all(
    kinds.map(async ([kind, some, edition, names]) => {
      const items = await Promise.all(some.slice(0, NAMED).map(async (id) => link(id, await titleOf(edition, names.indexOf(id)))));
      if (some.length > NAMED) items.push(el('li', {}, say(words.more, { n: number.format(some.length - NAMED) })));
      return [el('p', {}, counted(words[kind], some.length)), el('ul', {}, ...items)];
    }),
  );
  const details = el('details', {}, el('summary', {}, words.since + parts.join(words.comma)), ...lists.flat());
  show(above, words, 'changes', details);
}

const link = (id, title) => el('li', {}, el('a', { href: `${base}article/${id}/`, dir: 'auto' }, title ?? id));

// The headline of an article of an edition, from its pack of cards, where that can be had.
async function titleOf({ cards }, ordinal) {
  const pack = packOf(cards, ordinal);
  const hash = cards.hashes.slice(pack * 8, pack * 8 + 8);
  const { first = 0, cards: some } = await json(`${corpus}cards-${pack}-${hash}.json`).catch(() => ({ cards: [] }));
  return some[ordinal - first]?.title;
}

// The page rests: it is loaded, waits for nothing, and for so long nothing has come and its reader has done nothing.
const RESTED = 4000;
async function rested() {
  const others = (entries) => entries.filter(({ name }) => !mine.has(name));
  const came = ['navigation', 'resource'].flatMap((kind) => others(performance.getEntriesByType(kind)));
  let last = Math.max(0, ...came.map(({ responseEnd }) => responseEnd));
  const stirred = () => (last = performance.now());
  const coming = new PerformanceObserver((list) => others(list.getEntries()).length && stirred());
  coming.observe({ type: 'resource' });
  stirs.add(stirred);
  const isBusy = () => document.readyState !== 'complete' || !!document.querySelector('main [aria-busy=true]');
  for (;;) {
    if (isBusy()) stirred();
    const left = last + RESTED - performance.now();
    if (left <= 0) break;
    await new Promise((go) => setTimeout(go, Math.max(left, 100)));
  }
  coming.disconnect();
  stirs.delete(stirred);
}

// Whatever a reader does may need the line: what is done meanwhile waits.
const stirs = new Set();
for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, () => stirs.forEach((stirred) => stirred()), { capture: true, passive: true });

// The newest worker, once it is installed: one that waits for the pages of another to close can copy already.
async function newestOf(registration) {
  const { installing } = registration;
  if (installing) {
    await new Promise((go) => {
      const look = () => installing.state !== 'installing' && go();
      installing.addEventListener('statechange', look);
      look();
    });
  }
  return registration.waiting ?? registration.active;
}

const seen = () => [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)];

// What this page has read came before there was a worker that keeps what passes: it is kept at once, mostly out of the browser's own
// cache, so that a short visit is not in vain.
async function keepRead() {
  const { active } = await registered();
  active.postMessage({ seen: seen(), read: true });
}

async function copy() {
  const registration = await registered();
  // Told before it is known which worker copies.
  const tell = () => [registration.installing, registration.waiting, registration.active].forEach((one) => one?.postMessage({ stirred: true }));
  stirs.add(tell);
  worker.addEventListener('message', ({ data }) => data.rested && stirs.delete(tell));
  await since().catch(() => {});
  const sparing = !!navigator.connection?.saveData;
  if (!sparing) await keepPack().catch(() => {});
  const newest = await newestOf(registration);
  const tag = document.querySelector('script[data-wasm]').outerHTML;
  newest.postMessage({ seen: seen(), sparing, tag, waits: newest === registration.waiting });
}

async function live() {
  const { controller } = worker;
  await caches.keys();
  draw();
  new MutationObserver(() => draw()).observe(root, { attributeFilter: ['data-page'] });
  addEventListener('offline', drawAway);
  addEventListener('online', () => above.querySelector('.away') && (above.hidden = true));
  worker.addEventListener('message', ({ data }) => {
    // An article that cannot be had, and is not kept: the page that says so stands at its address.
    if (data.unkept && location.pathname.startsWith(`${base}article/`) && !document.querySelector('main .text')) location.reload();
    // More is kept than was said.
    if (data.rested && root.dataset.page === 'settings' && !below.querySelector('progress, :focus, [role=status]:not(:empty)')) drawSettings();
  });
  // The worker answers no such question: either the host does, or the line is cut.
  if (controller) fetch(`${corpus}manifest.json`, { method: 'HEAD', cache: 'no-store' }).catch(drawAway);
  if (!controller) await keepRead();
  await rested();
  await copy();
}

// Begins; start.js says which address of a program is trusted. A browser that refuses, as in a private window, reads with a
// line like any other; only the settings say so.
export const begin = (policy) => {
  trusted = policy;
  return live().catch(async () => {
    if (root.dataset.page !== 'settings' || worker?.controller) return;
    const words = await wording();
    show(below, words, 'kept', el('h2', {}, words.title), el('p', {}, words.unable));
  });
};
