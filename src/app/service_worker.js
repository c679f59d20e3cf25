// The service worker: pages that were read open again offline, and so does all of a small collection. `lectern build` writes it to
// `sw.js` at the root of the site, after a line that defines `site`: the base, the files of the shell (programs, styles, icon, all
// named by content hash), the files that are copied when the page is idle, the programs that every page of this site version names, the list of all files of its collection, the
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
// A page and the worker that serves it may be of different versions, so the names in their messages never change.
//
// A full disk, or a browser that refuses storage, never makes a response fail.
const [FILES, PAGES] = site.caches;
const shell = new Set(site.shell);

// Pages cached with the shell: the list, the fallback pages, and those that the program draws.
const SHELL_PAGES = ['', '404.html', 'offline.html', 'saved/', 'settings/'];

// The page that is cached when a page is idle, with the files of its program.
const LATER_PAGE = 'notebook/';

// Milliseconds without a network response after which a cached copy is served.
const NETWORK_TIMEOUT = 3000;

// Maximum number of cached pages; the oldest are removed beyond it.
const MAX_PAGES = 400;

// Transfer size in bytes up to which a whole collection is cached unasked: with all pictures if they fit, otherwise with those that
// were viewed. Of a larger collection, the files of lists and search, if they are no larger than the second number.
const MAX_COLLECTION_BYTES = 5000000;
const MAX_LIST_BYTES = 250000;

// Milliseconds after which a worker that replaces another activates, even if files are left to copy.
const PREPARE_TIMEOUT = 60000;

const urlOf = (path) => new URL(site.base + path, location).href;

// The path of a URL inside the site, without the query string; undefined for other URLs.
function sitePath(url) {
  const { origin, pathname } = new URL(url);
  return origin === location.origin && pathname.startsWith(site.base) ? pathname.slice(site.base.length) : undefined;
}

// Cache failures never reach the caller.
const ignoringErrors = async (task) => {
  try {
    return await task();
  } catch {
    return undefined;
  }
};
const cached = (cache, path) => ignoringErrors(async () => (await caches.open(cache)).match(urlOf(path)));
const cachedJson = async (path) => (await cached(FILES, path))?.json();
const putInCache = (cache, path, response) => ignoringErrors(async () => (await caches.open(cache)).put(urlOf(path), response));
const removeFromCache = (cache, path) => ignoringErrors(async () => (await caches.open(cache)).delete(urlOf(path)));

// Immutable files: those of the shell, packs and search files, also of other site versions, and pictures named on import. Other
// pictures, the manifest and the web app manifest may change under the same name.
const PACK = new RegExp(`^corpus/[\\w-]*-([0-9a-f]{${site.hashDigits},})\\.\\w+$`);
const HASHED = /^(?:[\w.]+-|images\/)[0-9a-f]{16}\.\w+$/;
const MUTABLE = /^(?:corpus\/manifest\.json|site\.webmanifest|images\/[^/]+)$/;
const isImmutable = (path) => shell.has(path) || PACK.test(path) || HASHED.test(path);

// True if a response is the file that its path names, as far as that can be checked.
async function isIntact(path, response) {
  if (!response.ok) return false;
  if (path === 'corpus/manifest.json') return response.json().then(() => true, () => false);
  const hash = PACK.exec(path)?.[1];
  if (!hash || !crypto.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('').startsWith(hash);
}

async function cacheIfIntact(path, response) {
  const copy = response.clone();
  if (await ignoringErrors(() => isIntact(path, response))) await putInCache(FILES, path, copy);
}

// Background copying never competes with the reader: it stops during a request, and for some time after that and after any
// interaction. Aborted copies are fetched again.
let pendingRequests = 0;
let idleFrom = 0;
let copyAbort = new AbortController();
let isErasing = false;
function pauseCopying() {
  idleFrom = Date.now() + site.idleDelay;
  copyAbort.abort();
  copyAbort = new AbortController();
}
async function trackRequest(response) {
  pendingRequests++;
  await ignoringErrors(() => response);
  pendingRequests--;
  idleFrom = Date.now() + site.idleDelay;
}
async function untilIdle() {
  while (!isErasing && (pendingRequests || Date.now() < idleFrom)) await new Promise((resolve) => setTimeout(resolve, 250));
  if (isErasing) throw new Error('the copies are removed');
}

// A reload request, sent when a copy was broken, goes to the network.
async function fileResponse(event, path) {
  const isReload = ['reload', 'no-store'].includes(event.request.cache);
  const copy = await cached(FILES, path);
  if (copy && !isReload && isImmutable(path)) return copy;
  const network = fetchAndCache(event, (response) => cacheIfIntact(path, response));
  return isImmutable(path) ? network.catch((error) => copy ?? reportMissing(event, error)) : networkFirst(event, network, async () => copy);
}

// Fetches from the network and caches a copy.
function fetchAndCache(event, cache) {
  // Requests of src/app/offline itself are in the background.
  const { mode, destination } = event.request;
  const isForeground = mode !== 'same-origin' || destination;
  if (isForeground) pauseCopying();
  let caching;
  const response = fetch(event.request).then((response) => {
    event.waitUntil((caching = cache(response.clone())));
    return response;
  });
  if (isForeground) event.waitUntil(trackRequest(response.then(() => caching)));
  return response;
}

// Tells the page that a file is neither reachable nor cached: src/app/offline.
async function reportMissing(event, error) {
  (await clients.get(event.clientId))?.postMessage({ unkept: true });
  throw error;
}

// The network response; the fallback, if there is one, when the network fails or takes too long: in the latter case the fallback
// must be known to work.
function networkFirst(event, network, fallback) {
  const response = network.then(
    async (found) => (found.status >= 500 && (await fallback())) || found,
    async (error) => (await fallback()) ?? Promise.reject(error),
  );
  event.waitUntil(ignoringErrors(() => response));
  const late = new Promise((resolve) => setTimeout(resolve, NETWORK_TIMEOUT)).then(() => fallback(true));
  return Promise.race([response, late.then((copy) => copy ?? response)]);
}

// Pages are cached by path: the query string changes what the program draws, not what the host sends.
async function pageResponse(event, requestPath) {
  const path = requestPath.replace(/index\.html$/, '');
  const network = fetchAndCache(event, async (response) => {
    if (isPage(response)) await cachePage(path, response);
    // A withdrawn page must not reappear offline.
    else if (isGone(response) && !SHELL_PAGES.includes(path)) await removeFromCache(PAGES, path);
  });
  // A response body is read once: the first caller gets the copy.
  const fallback = async (mustWork) => (await cached(PAGES, path)) ?? pageToDrawIn(path, mustWork);
  try {
    return await networkFirst(event, network, fallback);
  } catch (error) {
    const offlinePage = await cached(PAGES, 'offline.html');
    if (!offlinePage) throw error;
    return offlinePage;
  }
}

const isGone = ({ status }) => [404, 410].includes(status);

// The page in which the program draws an article whose pack is cached. If that is unknown, the program shows what it has, unless
// `mustWork` is set.
async function pageToDrawIn(path, mustWork) {
  const [, id] = /^article\/([^/]+)\/?$/.exec(path) ?? [];
  if (id && ((await ignoringErrors(() => isArticleCached(decodeURIComponent(id)))) ?? !mustWork)) return cached(PAGES, '404.html');
}

// True if an article can be drawn from a cached pack; undefined if unknown.
async function isArticleCached(id) {
  const manifest = await cachedJson('corpus/manifest.json');
  const [ids, list] = await Promise.all([manifest.ids, manifest.files].map((file) => cachedJson(`corpus/${file?.path}`)));
  const docId = ids?.indexOf(id) ?? -1;
  if (docId < 0 || !list?.articles) return undefined;
  let end = 0;
  const pack = manifest.articles.counts.findIndex((count) => docId < (end += count));
  return !!(await cached(FILES, `corpus/${list.articles[pack][0]}`));
}

const isPage = (response) => response.ok && !response.redirected && response.headers.get('Content-Type')?.startsWith('text/html');

async function cachePage(path, response) {
  await removeFromCache(PAGES, path);
  await putInCache(PAGES, path, response);
  await ignoringErrors(async () => {
    const cache = await caches.open(PAGES);
    const readPages = (await cache.keys()).filter(({ url }) => !SHELL_PAGES.includes(sitePath(url)));
    await Promise.all(readPages.slice(0, -MAX_PAGES).map((request) => cache.delete(request)));
  });
}

addEventListener('fetch', (event) => {
  const { method, mode, url, headers } = event.request;
  const path = sitePath(url);
  if (method !== 'GET' || path === undefined) return;
  // A file that is navigated to, such as a download, is no page.
  const isFile = mode !== 'navigate' ? isImmutable(path) || MUTABLE.test(path) : undefined;
  if (headers.has('Range') || isFile === false) pauseCopying();
  else if (isFile) event.respondWith(fileResponse(event, path));
  else if (/(?:^|\/)[^/.]*$|\.html$/.test(path)) event.respondWith(pageResponse(event, path));
  else pauseCopying();
});

const isOfThisVersion = (text) => site.programs.every((name) => text.includes(name));

// Caches the shell first, then the pages that name it: a page without its programs is useless.
async function install() {
  await copyAll(site.shell.map((path) => [path]));
  for (const path of site.shell) if (!(await cached(FILES, path))) throw new Error(path);
  await inParallel(SHELL_PAGES, async (path) => {
    const text = await whenIdle(async (options) => (await fetch(urlOf(path), { ...options, cache: 'no-cache' })).text());
    if (!text || !isOfThisVersion(text)) throw new Error(`${path}: of another site version`);
    // A new response: some hosts redirect to 404.html, and a navigation must not get a redirected response.
    const page = new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    await (await caches.open(PAGES)).put(urlOf(path), page);
  });
  if (registration.active) await Promise.race([ignoringErrors(prepare), new Promise((resolve) => setTimeout(resolve, PREPARE_TIMEOUT))]);
}

// A worker that replaces another copies its site version before it activates: after a single visit, even to an old page from the
// browser's HTTP cache, the new version is complete as well.
async function prepare() {
  if (navigator.connection?.saveData) return;
  idleFrom = Date.now() + site.idleDelay;
  await copyCollection(await loadFileList(`corpus/${site.files}`));
  await refreshPages();
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
let lastTask = Promise.resolve();
addEventListener('message', (event) => {
  isErasing ||= !!event.data.over;
  if (isErasing || event.data.stirred) return pauseCopying();
  event.waitUntil((lastTask = lastTask.then(() => ignoringErrors(() => onPageReport(event)))));
});

async function onPageReport({ source, data: { seen, read: onlyRead, sparing, tag, waits } }) {
  const [pageUrl] = seen;
  const readFiles = seen.map(sitePath).filter((path) => path !== undefined && (isImmutable(path) || MUTABLE.test(path)));
  await copyAll(readFiles.map((path) => [path]));
  const path = sitePath(pageUrl)?.replace(/index\.html$/, '');
  if (path !== undefined && !(await cached(PAGES, path))) await copyPage(path);
  if (onlyRead) return;
  if (!sparing) await ignoringErrors(copyLater);
  if (!sparing) await ignoringErrors(async () => copyCollection((await lastRead()).list));
  if (!sparing) await ignoringErrors(refreshPages);
  if (!waits || (isOfThisVersion(tag) && (await takeOver(source)))) await removeUnreferenced();
  source?.postMessage({ rested: true });
}

// Copies what is not needed before a reader asks for it: the notebook.
async function copyLater() {
  await copyAll(site.later.map((path) => [path]));
  if (!(await cached(PAGES, LATER_PAGE))) await copyPage(LATER_PAGE);
}

// A waiting worker takes over if the page that calls it is the only one open.
async function takeOver({ id }) {
  const open = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  if (!open.every((client) => client.id === id || sitePath(client.url) === undefined)) return false;
  await skipWaiting();
  return true;
}

// Copies missing files, given as pairs of path and size. A damaged file is left out; copying stops if there is no more room or the
// browser refuses storage.
const copyAll = (sizedFiles) =>
  inParallel(sizedFiles, async ([path]) => {
    if (!(await cached(FILES, path))) await whenIdle((options) => copyFile(path, options));
  });

// Runs some tasks at a time; the first failure ends it.
async function inParallel(items, task) {
  const remaining = items.values();
  let hasFailed = false;
  const runTasks = async () => {
    for (const item of remaining) {
      if (hasFailed) return;
      await task(item).catch((error) => ((hasFailed = true), Promise.reject(error)));
    }
  };
  await Promise.all(Array.from({ length: site.concurrency }, runTasks));
}

// Runs a task when no request is pending, and again if it was aborted.
async function whenIdle(task) {
  for (;;) {
    await untilIdle();
    const { signal } = copyAbort;
    const result = await task({ signal, priority: 'low' }).catch((error) => {
      if (!signal.aborted && error.name !== 'TypeError') throw error;
    });
    if (!signal.aborted) return result;
  }
}

async function copyFile(path, options) {
  const response = await fetch(urlOf(path), options);
  const copy = response.clone();
  if (await isIntact(path, response)) await (await caches.open(FILES)).put(urlOf(path), copy);
}

const copyPage = (path) =>
  whenIdle(async (options) => {
    const response = await fetch(urlOf(path), { ...options, cache: 'no-cache' });
    if (isPage(response)) await cachePage(path, response);
    else if (isGone(response) && !SHELL_PAGES.includes(path)) await removeFromCache(PAGES, path);
  });

// A list of files, of this or another site version: see `Files` in src/corpus/files.rs.
async function loadFileList(path) {
  await copyAll([[path]]);
  return cachedJson(path);
}

// The manifest that was read last, and its list of files.
async function lastRead() {
  const manifest = await cachedJson('corpus/manifest.json');
  return { manifest, list: manifest?.files && (await loadFileList(`corpus/${manifest.files.path}`)) };
}

async function copyCollection(list) {
  if (!list) return;
  const totalBytes = (sizedFiles) => sizedFiles.reduce((sum, [, bytes]) => sum + bytes, 0);
  const lists = inCorpus([...list.list, ...list.search]);
  const texts = [...lists, ...inCorpus(list.articles)];
  if (totalBytes(texts) > MAX_COLLECTION_BYTES) return totalBytes(lists) > MAX_LIST_BYTES ? undefined : copyAll(lists);
  await copyAll(texts);
  for (const path of list.pages ?? []) if (!(await cached(PAGES, path))) await copyPage(path);
  const all = [...texts, ...(list.pictures ?? [])];
  if (totalBytes(all) <= MAX_COLLECTION_BYTES) await copyAll(all);
}

const inCorpus = (sizedFiles) => (sizedFiles ?? []).map(([path, bytes]) => [`corpus/${path}`, bytes]);

// Refetches cached pages that name other programs, once for each worker.
async function refreshPages() {
  if (await hasRemovedUnreferenced()) return;
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    const text = await (await cache.match(request))?.text();
    if (text && !isOfThisVersion(text)) await copyPage(sitePath(request.url));
  }
}

const hasRemovedUnreferenced = async () => (await (await cached(FILES, 'sw.js'))?.text()) === site.mark;

// Once for each worker: removes copies that are named neither by its shell, nor by its site version, nor by the one read last, nor
// by any cached page. If that is unknown now, nothing is removed.
async function removeUnreferenced() {
  if (await hasRemovedUnreferenced()) return;
  const { manifest, list } = await lastRead();
  const ownList = site.files === manifest?.files?.path ? list : await loadFileList(`corpus/${site.files}`);
  if (!list || !ownList) return;
  const referenced = new Set(['sw.js', site.visit, 'corpus/manifest.json', 'site.webmanifest', ...site.shell, ...site.later].map(urlOf));
  for (const path of [...filesOf(manifest, list), `corpus/${site.files}`, ...filesOf(manifest, ownList)]) referenced.add(urlOf(path));
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const text = await (await pages.match(request)).text();
    for (const [, url] of text.matchAll(/(?:src|href|data-[\w-]+)="([^"]+)"/g)) referenced.add(new URL(url, request.url).href);
  }
  // Headlines of articles withdrawn since the last visit are read from the card packs of that site version.
  const hashes = (await cachedJson(site.visit))?.manifest.cards.hashes.match(new RegExp(`.{${site.hashDigits}}`, 'g')) ?? [];
  hashes.forEach((hash, pack) => referenced.add(urlOf(`corpus/cards-${pack}-${hash}.json`)));
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) if (!referenced.has(request.url)) await cache.delete(request);
  await putInCache(FILES, 'sw.js', new Response(site.mark));
}

// The paths of all files of a site version.
const filesOf = (manifest, { list, search, articles, pictures }) => [
  `corpus/${manifest.files.path}`,
  ...[list, search, articles].flatMap(inCorpus).map(([path]) => path),
  ...(pictures ?? []).map(([path]) => path),
];
