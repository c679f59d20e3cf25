// The service worker of version 0.1, as `lectern build` published it behind a line that says what `site` is.
const files = `lectern:${site.base}:files`;
const pages = `lectern:${site.base}:pages`;
const shell = new Set(site.shell);

// Pages that are kept with the shell: the list, what stands in for pages, and those that the program draws.
const own = ['', '404.html', 'offline.html', 'saved/', 'settings/'];

// Milliseconds after which a copy is taken where the network has not answered.
const PATIENCE = 3000;

// So many copies of pages are kept; the oldest go when there are more.
const MOST_PAGES = 400;

// Whatever lists and the search of a collection need is kept unasked where it weighs no more than this on the line, in bytes.
const UNASKED = 250000;

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
const keep = (name, path, answer) => quietly(async () => (await caches.open(name)).put(at(path), answer));
const forget = (name, path) => quietly(async () => (await caches.open(name)).delete(at(path)));

// Files that never change: those of the shell, packs and files of the search, and the like of another edition; pictures that
// import has named. Other pictures, the manifest and the description of the site may change under their names.
const PACK = /^corpus\/[\w-]*-([0-9a-f]{8,})\.\w+$/;
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

// What somebody asks for anew, since the copy was broken, comes from the network.
async function file(event, path) {
  const anew = ['reload', 'no-store'].includes(event.request.cache);
  const copy = await copyOf(files, path);
  if (copy && !anew && steady(path)) return copy;
  const asked = fetch(event.request).then((answer) => {
    event.waitUntil(keepWhole(path, answer.clone()));
    return answer;
  });
  return steady(path) ? asked.catch((error) => copy ?? unkept(event, error)) : first(event, asked, copy);
}

// Whoever asked is told that there is neither a line nor a copy: src/reader/keeping.js.
async function unkept(event, error) {
  (await clients.get(event.clientId))?.postMessage({ unkept: true });
  throw error;
}

// The answer of the network; the copy where there is one and the network fails, or takes its time.
function first(event, asked, copy) {
  if (!copy) return asked;
  const answer = asked.then((found) => (found.status >= 500 ? copy : found)).catch(() => copy);
  event.waitUntil(answer);
  return Promise.race([answer, new Promise((late) => setTimeout(late, PATIENCE, copy))]);
}

// A page is kept by its path: a query changes what the program makes of it, not what the host sends.
async function page(event, address) {
  const path = address.replace(/index\.html$/, '');
  const copy = await copyOf(pages, path);
  const asked = fetch(event.request).then((answer) => {
    if (isPage(answer)) event.waitUntil(keepPage(path, answer.clone()));
    // A page that was withdrawn is not to come back when the line is cut.
    else if ([404, 410].includes(answer.status) && !own.includes(path)) event.waitUntil(forget(pages, path));
    return answer;
  });
  try {
    return await first(event, asked, copy);
  } catch (error) {
    const [, id] = /^article\/([^/]+)\/?$/.exec(path) ?? [];
    const other = await copyOf(pages, id && (await quietly(() => isHeld(decodeURIComponent(id)))) ? '404.html' : 'offline.html');
    if (!other) throw error;
    return other;
  }
}

// True for an article that can be drawn from a pack that is kept, and for one of which that cannot be told: the program says then
// what it has.
async function isHeld(id) {
  const { manifest, list } = await newest();
  const names = await (await copyOf(files, `corpus/${manifest?.ids.path}`))?.json();
  if (!names || !list?.articles) return true;
  const ordinal = names.indexOf(id);
  let end = 0;
  const pack = manifest.articles.counts.findIndex((count) => ordinal < (end += count));
  return ordinal < 0 || !!(await copyOf(files, `corpus/${list.articles[pack][0]}`));
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
  if (method !== 'GET' || path === undefined || headers.has('Range')) return;
  if (mode === 'navigate') {
    // A file that is opened by itself, a download say, is no page.
    if (/(?:^|\/)[^/.]*$|\.html$/.test(path)) event.respondWith(page(event, path));
  } else if (steady(path) || CHANGING.test(path)) event.respondWith(file(event, path));
});

// The shell first, then the pages that name it: a page without its programs would be of no use.
async function install() {
  await Promise.all(site.shell.map(async (path) => (await copyOf(files, path)) ?? bring(path)));
  const cache = await caches.open(pages);
  await Promise.all(
    own.map(async (path) => {
      const text = await (await fetch(at(path), { cache: 'no-cache' })).text();
      if (!text.includes(site.start)) throw new Error(`${path}: of another edition`);
      // A new answer: some hosts lead to 404.html by another address, and a page may not come by a detour.
      await cache.put(at(path), new Response(text, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
    }),
  );
}

async function bring(path) {
  const answer = await fetch(at(path));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await (await caches.open(files)).put(at(path), answer);
}

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

// A page that has come to rest says what it has read: some of it came before this worker did.
addEventListener('message', (event) => event.waitUntil(quietly(() => rest(event.data))));

async function rest({ seen, sparing }) {
  for (const path of seen.map(inside)) {
    if (path !== undefined && (steady(path) || CHANGING.test(path))) await keepRead(path);
  }
  const [address] = seen;
  const path = inside(address)?.replace(/index\.html$/, '');
  if (path !== undefined && !(await copyOf(pages, path))) {
    const answer = await fetch(at(path));
    if (isPage(answer)) await keepPage(path, answer);
  }
  if (!sparing) await keepSmall();
  await tidy();
}

const keepRead = async (path) => (await copyOf(files, path)) ?? quietly(async () => keepWhole(path, await fetch(at(path))));

// A list of files, of this edition or another: see `Files` in src/corpus/files.rs.
async function listed(path) {
  await keepRead(path);
  return (await copyOf(files, path))?.json();
}

// Of the edition that was read last.
async function newest() {
  const manifest = await (await copyOf(files, 'corpus/manifest.json'))?.json();
  return { manifest, list: manifest?.files && (await listed(`corpus/${manifest.files.path}`)) };
}

async function keepSmall() {
  const { list } = await newest();
  const small = [...(list?.list ?? []), ...(list?.search ?? [])];
  if (small.reduce((sum, [, bytes]) => sum + bytes, 0) > UNASKED) return;
  for (const [path] of small) await keepRead(`corpus/${path}`);
}

// Once for each worker: copies go that neither its shell, nor its edition, nor the one that was read last, nor any copy of a
// page names. Where that cannot be told now, nothing goes.
async function tidy() {
  const done = await copyOf(files, 'sw.js');
  if ((await done?.text()) === site.mark) return;
  const { manifest, list } = await newest();
  const before = site.files === manifest?.files?.path ? list : await listed(`corpus/${site.files}`);
  if (!list || !before) return;
  const named = new Set(['sw.js', 'corpus/visit', 'corpus/manifest.json', 'site.webmanifest', ...site.shell].map(at));
  for (const path of [...names(manifest, list), `corpus/${site.files}`, ...names(manifest, before)]) named.add(at(path));
  const kept = await caches.open(pages);
  for (const request of await kept.keys()) {
    const text = await (await kept.match(request)).text();
    for (const [, address] of text.matchAll(/(?:src|href|data-\w+)="([^"]+)"/g)) named.add(new URL(address, request.url).href);
  }
  // The headlines of what was withdrawn since the last visit are read from its edition.
  const noted = (await (await copyOf(files, 'corpus/visit'))?.json())?.manifest.cards.hashes.match(/.{8}/g) ?? [];
  noted.forEach((hash, pack) => named.add(at(`corpus/cards-${pack}-${hash}.json`)));
  const cache = await caches.open(files);
  for (const request of await cache.keys()) if (!named.has(request.url)) await cache.delete(request);
  await keep(files, 'sw.js', new Response(site.mark));
}

// The paths of all files of an edition.
const names = (manifest, { list, search, articles, pictures }) => [
  `corpus/${manifest.files.path}`,
  ...[...(list ?? []), ...(search ?? []), ...(articles ?? [])].map(([path]) => `corpus/${path}`),
  ...(pictures ?? []).map(([path]) => path),
];
