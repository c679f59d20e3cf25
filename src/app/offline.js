// The service worker: what was read of the site opens again without a line, and so does all of a small collection. `lectern build`
// writes it to `sw.js` at the top of the site, behind one line that says what `site` is: its base, the files of its shell (programs,
// styles, icon, all named by their content), the programs that every page of this edition names, the list of all files of its
// collection, what `src/app/offline` has to know as well (names of caches, where the last visit is noted, numbers), and a mark that
// changes with its pages.
//
// Nothing of two editions mixes, for these reasons:
// - A file that is named by its content is the same in every edition that names it. A copy of it is as good as the file.
// - Pages name programs and styles by content, and come from the network first. Whichever edition a page is of, it gets its own
//   programs, from the copies or from the host. So copies of pages of several editions may lie side by side.
// - The manifest comes from the network first, and the page reads it once: src/app/loading.rs. Without a line its copy is
//   the last one that was read, whose packs are the ones that were kept.
// - A new worker waits until no page of another program is open: it takes over where the one page that is open names its own
//   programs. Only then are copies removed that nothing names any more, so that none is taken from under an open page. A page
//   that was opened later reads a manifest no older than the copy that the removal goes by. Until then the old worker serves
//   pages of the new edition as well: it looks at names alone. While it waits, the new one already copies what is to be kept.
//   A first worker has nobody to wait for, and takes over the page that brought it.
// - Copies of pages that name other programs are fetched anew, so that no old program meets data of another version.
//   The packs of headlines of the edition that was noted at the last visit stay until another is noted.
// - What a host sends in place of a file that is gone is not kept: of a pack only what has the hash in its name, of a shell
//   only pages that name its start script, of anything else only what was answered well.
//
// A full disk, or a browser that refuses to keep anything, never fails an answer.
const [files, pages] = site.caches;
const shell = new Set(site.shell);

// Pages that are kept with the shell: the list, what stands in for pages, and those that the program draws.
const own = ['', '404.html', 'offline.html', 'saved/', 'settings/'];

// Milliseconds after which a copy is taken where the network has not answered.
const PATIENCE = 3000;

// So many copies of pages are kept; the oldest go when there are more.
const MOST_PAGES = 400;

// A whole collection is kept unasked where it weighs no more than this on the line, in bytes: with its pictures where these fit,
// else without those that nobody has looked at. Of a larger one what lists and the search need, where that is no more than the
// second number.
const UNASKED = 5000000;
const UNASKED_LISTS = 250000;

// Milliseconds after which a worker that follows another begins, whatever it has still to copy.
const PREPARING = 60000;

const at = (path) => new URL(site.base + path, location).href;

// The path of an address inside the site, without a query; nothing for what is elsewhere.
function inside(address) {
  const { origin, pathname } = new URL(address);
  return origin === location.origin && pathname.startsWith(site.base) ? pathname.slice(site.base.length) : undefined;
}

// Nothing that goes wrong with copies is the affair of who asks for a file.
const quietly = async (task) => {
  try {
    return await task();
  } catch {
    return undefined;
  }
};
const copyOf = (name, path) => quietly(async () => (await caches.open(name)).match(at(path)));
const jsonOf = async (path) => (await copyOf(files, path))?.json();
const keep = (name, path, answer) => quietly(async () => (await caches.open(name)).put(at(path), answer));
const forget = (name, path) => quietly(async () => (await caches.open(name)).delete(at(path)));

// Files that never change: those of the shell, packs and files of the search, and the like of another edition; pictures that
// import has named. Other pictures, the manifest and the description of the site may change under their names.
const PACK = new RegExp(`^corpus/[\\w-]*-([0-9a-f]{${site.digits},})\\.\\w+$`);
const NAMED = /^(?:[\w.]+-|images\/)[0-9a-f]{16}\.\w+$/;
const CHANGING = /^(?:corpus\/manifest\.json|site\.webmanifest|images\/[^/]+)$/;
const steady = (path) => shell.has(path) || PACK.test(path) || NAMED.test(path);

// True for an answer that is the file that its path names, as far as that can be told.
async function isWhole(path, answer) {
  if (!answer.ok) return false;
  if (path === 'corpus/manifest.json') return answer.json().then(() => true, () => false);
  const hash = PACK.exec(path)?.[1];
  if (!hash || !crypto.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(hash);
}

async function keepWhole(path, answer) {
  const copy = answer.clone();
  if (await quietly(() => isWhole(path, answer))) await keep(files, path, copy);
}

// Copying is never in the way of what a reader waits for: it stops while an answer is under way, and for some time after that
// and after anything else that the reader does. What was half copied then is fetched anew.
let underWay = 0;
let calmFrom = 0;
let copying = new AbortController();
let over = false;
function stir() {
  calmFrom = Date.now() + site.calm;
  copying.abort();
  copying = new AbortController();
}
async function waitedFor(answer) {
  underWay++;
  await quietly(() => answer);
  underWay--;
  calmFrom = Date.now() + site.calm;
}
async function calm() {
  while (!over && (underWay || Date.now() < calmFrom)) await new Promise((go) => setTimeout(go, 250));
  if (over) throw new Error('the copies are removed');
}

// What somebody asks for anew, since the copy was broken, comes from the network.
async function file(event, path) {
  const anew = ['reload', 'no-store'].includes(event.request.cache);
  const copy = await copyOf(files, path);
  if (copy && !anew && steady(path)) return copy;
  const asked = ask(event, (answer) => keepWhole(path, answer));
  return steady(path) ? asked.catch((error) => copy ?? unkept(event, error)) : first(event, asked, async () => copy);
}

// The answer of the network, of which a copy is taken as well.
function ask(event, take) {
  // What src/app/offline asks for itself nobody waits for.
  const { mode, destination } = event.request;
  const awaited = mode !== 'same-origin' || destination;
  if (awaited) stir();
  let taken;
  const asked = fetch(event.request).then((answer) => {
    event.waitUntil((taken = take(answer.clone())));
    return answer;
  });
  if (awaited) event.waitUntil(waitedFor(asked.then(() => taken)));
  return asked;
}

// Whoever asked is told that there is neither a line nor a copy: src/app/offline.
async function unkept(event, error) {
  (await clients.get(event.clientId))?.postMessage({ unkept: true });
  throw error;
}

// The answer of the network; what stands in for it, where anything does and the network fails, or takes its time: then it has to be
// sure that it is of use.
function first(event, asked, standIn) {
  const answer = asked.then(
    async (found) => (found.status >= 500 && (await standIn())) || found,
    async (error) => (await standIn()) ?? Promise.reject(error),
  );
  event.waitUntil(quietly(() => answer));
  const late = new Promise((go) => setTimeout(go, PATIENCE)).then(() => standIn(true));
  return Promise.race([answer, late.then((copy) => copy ?? answer)]);
}

// A page is kept by its path: a query changes what the program makes of it, not what the host sends.
async function page(event, address) {
  const path = address.replace(/index\.html$/, '');
  const asked = ask(event, async (answer) => {
    if (isPage(answer)) await keepPage(path, answer);
    // A page that was withdrawn is not to come back when the line is cut.
    else if (isGone(answer) && !own.includes(path)) await forget(pages, path);
  });
  // A copy is used once: whoever stands in first gets it.
  const standIn = async (sure) => (await copyOf(pages, path)) ?? drawn(path, sure);
  try {
    return await first(event, asked, standIn);
  } catch (error) {
    const other = await copyOf(pages, 'offline.html');
    if (!other) throw error;
    return other;
  }
}

const isGone = ({ status }) => [404, 410].includes(status);

// The page in which the program draws an article whose pack is kept. Where that cannot be told, the program says what it has, unless
// it has to be sure.
async function drawn(path, sure) {
  const [, id] = /^article\/([^/]+)\/?$/.exec(path) ?? [];
  if (id && ((await quietly(() => isHeld(decodeURIComponent(id)))) ?? !sure)) return copyOf(pages, '404.html');
}

// True for an article that can be drawn from a pack that is kept; nothing where that cannot be told.
async function isHeld(id) {
  const manifest = await jsonOf('corpus/manifest.json');
  const [names, list] = await Promise.all([manifest.ids, manifest.files].map((file) => jsonOf(`corpus/${file?.path}`)));
  const ordinal = names?.indexOf(id) ?? -1;
  if (ordinal < 0 || !list?.articles) return undefined;
  let end = 0;
  const pack = manifest.articles.counts.findIndex((count) => ordinal < (end += count));
  return !!(await copyOf(files, `corpus/${list.articles[pack][0]}`));
}

const isPage = (answer) => answer.ok && !answer.redirected && answer.headers.get('Content-Type')?.startsWith('text/html');

async function keepPage(path, answer) {
  await forget(pages, path);
  await keep(pages, path, answer);
  await quietly(async () => {
    const cache = await caches.open(pages);
    const kept = (await cache.keys()).filter(({ url }) => !own.includes(inside(url)));
    await Promise.all(kept.slice(0, -MOST_PAGES).map((request) => cache.delete(request)));
  });
}

addEventListener('fetch', (event) => {
  const { method, mode, url, headers } = event.request;
  const path = inside(url);
  if (method !== 'GET' || path === undefined) return;
  // A file that is opened by itself, a download say, is no page.
  const isFile = mode !== 'navigate' ? steady(path) || CHANGING.test(path) : undefined;
  if (headers.has('Range') || isFile === false) stir();
  else if (isFile) event.respondWith(file(event, path));
  else if (/(?:^|\/)[^/.]*$|\.html$/.test(path)) event.respondWith(page(event, path));
  else stir();
});

const isOwn = (text) => site.programs.every((name) => text.includes(name));

// The shell first, then the pages that name it: a page without its programs would be of no use.
async function install() {
  await copyAll(site.shell.map((path) => [path]));
  for (const path of site.shell) if (!(await copyOf(files, path))) throw new Error(path);
  await abreast(own, async (path) => {
    const text = await calmly(async (options) => (await fetch(at(path), { ...options, cache: 'no-cache' })).text());
    if (!text || !isOwn(text)) throw new Error(`${path}: of another edition`);
    // A new answer: some hosts lead to 404.html by another address, and a page may not come by a detour.
    const page = new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    await (await caches.open(pages)).put(at(path), page);
  });
  if (registration.active) await Promise.race([quietly(prepare), new Promise((go) => setTimeout(go, PREPARING))]);
}

// A worker that follows another copies its edition before it begins: whoever is here once, at a page of the edition before it that
// the browser had still in its own cache, has the new one whole as well.
async function prepare() {
  if (navigator.connection?.saveData) return;
  calmFrom = Date.now() + site.calm;
  await keepSmall(await listed(`corpus/${site.files}`));
  await renew();
}

// A first worker takes over the page that brought it. One that follows another has the pages of that one without a claim, which could
// wait for a page that is just being opened, and that in turn for this worker.
let isFirst = false;
addEventListener('install', (event) => {
  isFirst = !registration.active;
  event.waitUntil(install());
});
addEventListener('activate', (event) => {
  if (isFirst) event.waitUntil(clients.claim());
});

// A page says when its reader does something, and when copies are to go. One that came before this worker says at once what it has
// read, and one that has come to rest says it, too: then the rest is copied. What pages ask for is done in turn.
let turn = Promise.resolve();
addEventListener('message', (event) => {
  over ||= !!event.data.over;
  if (over || event.data.stirred) return stir();
  event.waitUntil((turn = turn.then(() => quietly(() => rest(event)))));
});

async function rest({ source, data: { seen, read: only, sparing, tag, waits } }) {
  const [address] = seen;
  const read = seen.map(inside).filter((path) => path !== undefined && (steady(path) || CHANGING.test(path)));
  await copyAll(read.map((path) => [path]));
  const path = inside(address)?.replace(/index\.html$/, '');
  if (path !== undefined && !(await copyOf(pages, path))) await copyPage(path);
  if (only) return;
  if (!sparing) await quietly(async () => keepSmall((await newest()).list));
  if (!sparing) await quietly(renew);
  if (!waits || (isOwn(tag) && (await takeOver(source)))) await tidy();
  source?.postMessage({ rested: true });
}

// A worker that waits takes over where the page that calls it is the only one that is open.
async function takeOver({ id }) {
  const open = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (!open.every((client) => client.id === id || inside(client.url) === undefined)) return false;
  await skipWaiting();
  return true;
}

// Copies files that are not there. One that does not come whole is left out; where there is no more room, or the browser allows no
// more, all of it ends.
const copyAll = (weighed) =>
  abreast(weighed, async ([path]) => {
    if (!(await copyOf(files, path))) await calmly((options) => copyFile(path, options));
  });

// Some at a time; what goes wrong with one ends it.
async function abreast(items, task) {
  const left = items.values();
  let failed = false;
  const one = async () => {
    for (const item of left) {
      if (failed) return;
      await task(item).catch((error) => ((failed = true), Promise.reject(error)));
    }
  };
  await Promise.all(Array.from({ length: site.abreast }, one));
}

// Does something once nobody waits for anything else, again where that was broken off.
async function calmly(task) {
  for (;;) {
    await calm();
    const { signal } = copying;
    const done = await task({ signal, priority: 'low' }).catch((error) => {
      if (!signal.aborted && error.name !== 'TypeError') throw error;
    });
    if (!signal.aborted) return done;
  }
}

async function copyFile(path, options) {
  const answer = await fetch(at(path), options);
  const copy = answer.clone();
  if (await isWhole(path, answer)) await (await caches.open(files)).put(at(path), copy);
}

const copyPage = (path) =>
  calmly(async (options) => {
    const answer = await fetch(at(path), { ...options, cache: 'no-cache' });
    if (isPage(answer)) await keepPage(path, answer);
    else if (isGone(answer) && !own.includes(path)) await forget(pages, path);
  });

// A list of files, of this edition or another: see `Files` in src/corpus/files.rs.
async function listed(path) {
  await copyAll([[path]]);
  return jsonOf(path);
}

// Of the edition that was read last.
async function newest() {
  const manifest = await jsonOf('corpus/manifest.json');
  return { manifest, list: manifest?.files && (await listed(`corpus/${manifest.files.path}`)) };
}

async function keepSmall(list) {
  if (!list) return;
  const weight = (weighed) => weighed.reduce((sum, [, bytes]) => sum + bytes, 0);
  const lists = inCorpus([...list.list, ...list.search]);
  const texts = [...lists, ...inCorpus(list.articles)];
  if (weight(texts) > UNASKED) return weight(lists) > UNASKED_LISTS ? undefined : copyAll(lists);
  await copyAll(texts);
  for (const path of list.pages ?? []) if (!(await copyOf(pages, path))) await copyPage(path);
  const whole = [...texts, ...(list.pictures ?? [])];
  if (weight(whole) <= UNASKED) await copyAll(whole);
}

const inCorpus = (weighed) => (weighed ?? []).map(([path, bytes]) => [`corpus/${path}`, bytes]);

// Copies of pages that name other programs come anew, once for each worker.
async function renew() {
  if (await isTidy()) return;
  const cache = await caches.open(pages);
  for (const request of await cache.keys()) {
    const text = await (await cache.match(request))?.text();
    if (text && !isOwn(text)) await copyPage(inside(request.url));
  }
}

const isTidy = async () => (await (await copyOf(files, 'sw.js'))?.text()) === site.mark;

// Once for each worker: copies go that neither its shell, nor its edition, nor the one that was read last, nor any copy of a
// page names. Where that cannot be told now, nothing goes.
async function tidy() {
  if (await isTidy()) return;
  const { manifest, list } = await newest();
  const before = site.files === manifest?.files?.path ? list : await listed(`corpus/${site.files}`);
  if (!list || !before) return;
  const named = new Set(['sw.js', site.visit, 'corpus/manifest.json', 'site.webmanifest', ...site.shell].map(at));
  for (const path of [...names(manifest, list), `corpus/${site.files}`, ...names(manifest, before)]) named.add(at(path));
  const kept = await caches.open(pages);
  for (const request of await kept.keys()) {
    const text = await (await kept.match(request)).text();
    for (const [, address] of text.matchAll(/(?:src|href|data-\w+)="([^"]+)"/g)) named.add(new URL(address, request.url).href);
  }
  // The headlines of what was withdrawn since the last visit are read from its edition.
  const noted = (await jsonOf(site.visit))?.manifest.cards.hashes.match(new RegExp(`.{${site.digits}}`, 'g')) ?? [];
  noted.forEach((hash, pack) => named.add(at(`corpus/cards-${pack}-${hash}.json`)));
  const cache = await caches.open(files);
  for (const request of await cache.keys()) if (!named.has(request.url)) await cache.delete(request);
  await keep(files, 'sw.js', new Response(site.mark));
}

// The paths of all files of an edition.
const names = (manifest, { list, search, articles, pictures }) => [
  `corpus/${manifest.files.path}`,
  ...[list, search, articles].flatMap(inCorpus).map(([path]) => path),
  ...(pictures ?? []).map(([path]) => path),
];
