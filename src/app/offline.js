// The service worker: pages that were read open again offline, and so does all of a small collection. `lectern build` writes it to
// `sw.js` at the root of the site, after a line that defines `site`: the base, the files of the shell (programs, styles, icon, all
// named by content hash), the programs that every page of this site version names, the list of all files of its collection, the
// constants shared with `src/app/offline` (cache names, path of the visit record, numbers), and a mark that changes with its pages.
//
// Site versions never mix, because:
// - A file named by its content hash is the same in every site version that names it, so its cached copy is as good as the file.
// - Pages name programs and styles by content hash, and are fetched network-first. A page of any site version gets its own
//   programs, from the cache or the host, so cached pages of several versions may coexist.
// - The manifest is fetched network-first, and the page reads it once: src/app/loading.rs. Offline, its copy is the last one that
//   was read, whose packs are the cached ones.
// - A new worker waits until no page with other programs is open: it takes over if the only open page names its own programs. Only
//   then are unreferenced copies removed, so that none is removed under an open page. A page opened later reads a manifest no older
//   than the copy that the removal goes by. Until then the old worker serves pages of the new version as well: it only looks at
//   names. While it waits, the new one already copies files. A first worker need not wait, and claims the page that registered it.
// - Cached pages that name other programs are refetched, so that no old program reads data of another version. The card packs of
//   the version recorded at the last visit stay until another is recorded.
// - A response that replaces a deleted file is not cached: a pack is cached only if its hash matches its name, a page of the shell
//   only if it names its start script, anything else only if the response is ok.
//
// A full disk, or a browser that refuses storage, never makes a response fail.
const [files, pages] = site.caches;
const shell = new Set(site.shell);

// Pages cached with the shell: the list, the fallback pages, and those that the program draws.
const own = ['', '404.html', 'offline.html', 'saved/', 'settings/'];

// Milliseconds without a network response after which a cached copy is served.
const PATIENCE = 3000;

// Maximum number of cached pages; the oldest are removed beyond it.
const MOST_PAGES = 400;

// Transfer size in bytes up to which a whole collection is cached unasked: with all pictures if they fit, otherwise with those that
// were viewed. Of a larger collection, the files of lists and search, if they are no larger than the second number.
const UNASKED = 5000000;
const UNASKED_LISTS = 250000;

// Milliseconds after which a worker that replaces another activates, even if files are left to copy.
const PREPARING = 60000;

const at = (path) => new URL(site.base + path, location).href;

// The path of a URL inside the site, without the query string; undefined for other URLs.
function inside(address) {
  const { origin, pathname } = new URL(address);
  return origin === location.origin && pathname.startsWith(site.base) ? pathname.slice(site.base.length) : undefined;
}

// Cache failures never reach the caller.
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

// Immutable files: those of the shell, packs and search files, also of other site versions, and pictures named on import. Other
// pictures, the manifest and the web app manifest may change under the same name.
const PACK = new RegExp(`^corpus/[\\w-]*-([0-9a-f]{${site.digits},})\\.\\w+$`);
const NAMED = /^(?:[\w.]+-|images\/)[0-9a-f]{16}\.\w+$/;
const CHANGING = /^(?:corpus\/manifest\.json|site\.webmanifest|images\/[^/]+)$/;
const steady = (path) => shell.has(path) || PACK.test(path) || NAMED.test(path);

// True if a response is the file that its path names, as far as that can be checked.
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

// Background copying never competes with the reader: it stops during a request, and for some time after that and after any
// interaction. Aborted copies are fetched again.
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

// A reload request, sent when a copy was broken, goes to the network.
async function file(event, path) {
  const anew = ['reload', 'no-store'].includes(event.request.cache);
  const copy = await copyOf(files, path);
  if (copy && !anew && steady(path)) return copy;
  const asked = ask(event, (answer) => keepWhole(path, answer));
  return steady(path) ? asked.catch((error) => copy ?? unkept(event, error)) : first(event, asked, async () => copy);
}

// Fetches from the network and caches a copy.
function ask(event, take) {
  // Requests of src/app/offline itself are in the background.
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

// Tells the page that a file is neither reachable nor cached: src/app/offline.
async function unkept(event, error) {
  (await clients.get(event.clientId))?.postMessage({ unkept: true });
  throw error;
}

// The network response; the fallback, if there is one, when the network fails or takes too long: in the latter case the fallback
// must be known to work.
function first(event, asked, standIn) {
  const answer = asked.then(
    async (found) => (found.status >= 500 && (await standIn())) || found,
    async (error) => (await standIn()) ?? Promise.reject(error),
  );
  event.waitUntil(quietly(() => answer));
  const late = new Promise((go) => setTimeout(go, PATIENCE)).then(() => standIn(true));
  return Promise.race([answer, late.then((copy) => copy ?? answer)]);
}

// Pages are cached by path: the query string changes what the program draws, not what the host sends.
async function page(event, address) {
  const path = address.replace(/index\.html$/, '');
  const asked = ask(event, async (answer) => {
    if (isPage(answer)) await keepPage(path, answer);
    // A withdrawn page must not reappear offline.
    else if (isGone(answer) && !own.includes(path)) await forget(pages, path);
  });
  // A response body is read once: the first caller gets the copy.
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

// The page in which the program draws an article whose pack is cached. If that is unknown, the program shows what it has, unless
// `sure` is required.
async function drawn(path, sure) {
  const [, id] = /^article\/([^/]+)\/?$/.exec(path) ?? [];
  if (id && ((await quietly(() => isHeld(decodeURIComponent(id)))) ?? !sure)) return copyOf(pages, '404.html');
}

// True if an article can be drawn from a cached pack; undefined if unknown.
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
  // A file that is navigated to, such as a download, is no page.
  const isFile = mode !== 'navigate' ? steady(path) || CHANGING.test(path) : undefined;
  if (headers.has('Range') || isFile === false) stir();
  else if (isFile) event.respondWith(file(event, path));
  else if (/(?:^|\/)[^/.]*$|\.html$/.test(path)) event.respondWith(page(event, path));
  else stir();
});

const isOwn = (text) => site.programs.every((name) => text.includes(name));

// Caches the shell first, then the pages that name it: a page without its programs is useless.
async function install() {
  await copyAll(site.shell.map((path) => [path]));
  for (const path of site.shell) if (!(await copyOf(files, path))) throw new Error(path);
  await abreast(own, async (path) => {
    const text = await calmly(async (options) => (await fetch(at(path), { ...options, cache: 'no-cache' })).text());
    if (!text || !isOwn(text)) throw new Error(`${path}: of another edition`);
    // A new response: some hosts redirect to 404.html, and a navigation must not get a redirected response.
    const page = new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    await (await caches.open(pages)).put(at(path), page);
  });
  if (registration.active) await Promise.race([quietly(prepare), new Promise((go) => setTimeout(go, PREPARING))]);
}

// A worker that replaces another copies its site version before it activates: after a single visit, even to an old page from the
// browser's HTTP cache, the new version is complete as well.
async function prepare() {
  if (navigator.connection?.saveData) return;
  calmFrom = Date.now() + site.calm;
  await keepSmall(await listed(`corpus/${site.files}`));
  await renew();
}

// A first worker claims the page that registered it. A replacing one gets the pages of its predecessor without a claim, which could
// wait for a page that is opening, which in turn waits for this worker.
let isFirst = false;
addEventListener('install', (event) => {
  isFirst = !registration.active;
  event.waitUntil(install());
});
addEventListener('activate', (event) => {
  if (isFirst) event.waitUntil(clients.claim());
});

// Pages report interactions, and that the copies are to be removed. A page loaded before this worker reports at once what it read,
// and an idle page does so too: then the rest is copied. Requests of pages run one after the other.
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

// A waiting worker takes over if the page that calls it is the only one open.
async function takeOver({ id }) {
  const open = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (!open.every((client) => client.id === id || inside(client.url) === undefined)) return false;
  await skipWaiting();
  return true;
}

// Copies missing files. A damaged file is left out; copying stops if there is no more room or the browser refuses storage.
const copyAll = (weighed) =>
  abreast(weighed, async ([path]) => {
    if (!(await copyOf(files, path))) await calmly((options) => copyFile(path, options));
  });

// Runs some tasks at a time; the first failure ends it.
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

// Runs a task when no request is pending, and again if it was aborted.
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

// A list of files, of this or another site version: see `Files` in src/corpus/files.rs.
async function listed(path) {
  await copyAll([[path]]);
  return jsonOf(path);
}

// The manifest that was read last, and its list of files.
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

// Refetches cached pages that name other programs, once for each worker.
async function renew() {
  if (await isTidy()) return;
  const cache = await caches.open(pages);
  for (const request of await cache.keys()) {
    const text = await (await cache.match(request))?.text();
    if (text && !isOwn(text)) await copyPage(inside(request.url));
  }
}

const isTidy = async () => (await (await copyOf(files, 'sw.js'))?.text()) === site.mark;

// Once for each worker: removes copies that are named neither by its shell, nor by its site version, nor by the one read last, nor
// by any cached page. If that is unknown now, nothing is removed.
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
  // Headlines of articles withdrawn since the last visit are read from the card packs of that site version.
  const noted = (await jsonOf(site.visit))?.manifest.cards.hashes.match(new RegExp(`.{${site.digits}}`, 'g')) ?? [];
  noted.forEach((hash, pack) => named.add(at(`corpus/cards-${pack}-${hash}.json`)));
  const cache = await caches.open(files);
  for (const request of await cache.keys()) if (!named.has(request.url)) await cache.delete(request);
  await keep(files, 'sw.js', new Response(site.mark));
}

// The paths of all files of a site version.
const names = (manifest, { list, search, articles, pictures }) => [
  `corpus/${manifest.files.path}`,
  ...[list, search, articles].flatMap(inCorpus).map(([path]) => path),
  ...(pictures ?? []).map(([path]) => path),
];
