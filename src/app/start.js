// Starts the program in the page. A program that fails to load or start is reported, never ignored. The notices are hidden in every
// page, in the language of the site.
const tag = document.querySelector('script[data-wasm]');
const { js, wasm } = tag.dataset;

function show(name) {
  // Without the program, the page behaves as with scripts off.
  if (name !== 'stopped') document.documentElement.dataset.alone = '';
  const notice = document.querySelector(`[data-notice="${name}"]`);
  if (!notice) return;
  notice.hidden = false;
  // Refetches the files first: the browser's HTTP cache must not serve a broken response again.
  notice.querySelector('button')?.addEventListener('click', async () => {
    await Promise.allSettled([js, wasm].map((url) => fetch(url, { cache: 'reload' })));
    location.reload();
  });
}

// A program that panics leaves the page in place, and reports it.
const stopped = (error) => typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError && show('stopped');
addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));

// `Object.hasOwn`, `at` and `structuredClone` came with or before the browsers that the program supports.
const able = typeof WebAssembly === 'object' && 'structuredClone' in globalThis && 'replaceChildren' in Element.prototype;

// With Trusted Types, the page's policy only allows script URLs created here.
const policy = globalThis.trustedTypes?.createPolicy('lectern', {
  createScriptURL: (url) => (new URL(url, location).origin === origin ? url : ''),
});
const trusted = (url) => policy?.createScriptURL(url) ?? url;
// The program registers the service worker with it: src/web/service_worker.rs.
globalThis.lecternTrusted = trusted;

// The files of the list are requested while the program still loads, which saves two round trips. src/web/fetch.rs takes the
// responses from this map, each once.
const { base, page } = document.documentElement.dataset;
const corpus = `${base}corpus/`;
const asked = (globalThis.lecternAsked = new Map());
function ask(path, cache, address = corpus + path) {
  const answer = fetch(address, { cache });
  answer.catch(() => {});
  asked.set(corpus + path, answer);
  return answer;
}
// The page of a list has a link that preloads the manifest beside this script, at a URL that changes with the content of lists:
// only a request with the default cache mode finds it there.
const link = document.querySelector('link[rel=preload][href*="/manifest.json?"]');
let edition;
let asking = page === 'list' ? 'default' : 'no-cache';
const manifest = () =>
  (edition ??= ask('manifest.json', asking, link?.href).then((answer) => answer.clone().json()).catch((error) => {
    edition = undefined;
    asking = 'reload';
    throw error;
  }));
async function askForList() {
  const { cards, columns } = await manifest();
  // The hashes of the card packs are one string, 8 digits each: src/corpus/manifest.rs.
  const packs = (cards?.hashes.match(/.{8}/g) ?? []).slice(0, 2).map((hash, pack) => `cards-${pack}-${hash}.json`);
  for (const path of [...packs, ...(columns ?? []).map((column) => column.file.path)]) ask(path, 'default');
}

// The search runs in a worker with a program of its own, see src/worker/worker.js. It starts when the search box gets the focus or
// a press, and all its files are requested at once. src/web/search_client.rs calls `lecternSearch` and listens to its events.
const { worker: script, searcher, stemmer, stems } = tag.dataset;
let worker;
let question;
let again = true;
let anewWanted = false;
let cache = 'default';
const tell = (detail) => dispatchEvent(new CustomEvent('lectern-search', { detail }));
const bytes = async (url) => {
  const answer = await fetch(url, { cache });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
};
async function begin() {
  const own = (worker = new Worker(trusted(script), { type: 'module' }));
  own.onmessage = ({ data }) => {
    if (data.stopped || (data.failed && !data.id)) return ended(own, data);
    anewWanted = false;
    tell(data);
  };
  own.onerror = () => ended(own, { stopped: true, failed: script });
  try {
    const root = manifest().then(async ({ search: { path } }) => ({ path, root: await bytes(corpus + path) }));
    const [module, file] = await Promise.all([bytes(searcher).then((code) => WebAssembly.compile(code)), root]);
    own.postMessage({ module, ...file, corpus, stemmer, stems }, [file.root]);
  } catch (error) {
    ended(own, { failed: String(error) });
  }
}
// A worker that panicked is restarted once, and so is one that failed to load if a retry was requested meanwhile; after that the
// page reports the failure.
function ended(own, { stopped, failed }) {
  if (own !== worker) return;
  own.terminate();
  worker = undefined;
  if (anewWanted || (stopped && again)) {
    again = false;
    search(question, anewWanted);
  } else tell({ failed });
}
// On retry, failed files are refetched: the browser's HTTP cache must not serve a broken response again.
async function search(message, anew) {
  anewWanted ||= anew && !!worker;
  if (anew && !worker) {
    anewWanted = false;
    again = true;
    cache = 'reload';
    await Promise.allSettled([script, searcher].map(bytes));
  }
  if (message?.typed !== undefined) question = message;
  if (!worker) begin();
  if (message) worker?.postMessage(message);
}
globalThis.lecternSearch = search;

// The first paint comes first, with the lead picture: parallel requests delay them. A browser reports its largest contentful paint;
// one that does not gets a short timeout.
const LARGEST = 'largest-contentful-paint';
async function seen() {
  const picture = document.querySelector('main img:not([loading])');
  await picture?.decode().catch(() => {});
  const since = picture ? performance.now() : 0;
  await new Promise((go) => {
    setTimeout(go, PerformanceObserver.supportedEntryTypes?.includes(LARGEST) ? 300 : 50);
    const shown = ({ element, startTime }) => element === picture || startTime >= since;
    new PerformanceObserver((list) => list.getEntries().some(shown) && go()).observe({ type: LARGEST, buffered: true });
  });
}

// Then rows far down are laid out, for some milliseconds per task (style/rows.css), so that input is handled in between. They are
// laid out before the program mounts them, unless the reader waits for the program.
async function layOut() {
  const { dataset } = document.documentElement;
  const rows = document.querySelectorAll('[data-coming] .results > .row:nth-of-type(-n + 60)');
  let from = performance.now();
  for (const row of rows) {
    row.dataset.laid = '';
    row.getBoundingClientRect();
    if (performance.now() - from < LAYING || document.hidden) continue;
    await new Promise((go) => setTimeout(go));
    from = performance.now();
  }
  delete dataset.coming;
  for (const row of rows) delete row.dataset.laid;
}
const LAYING = 4;

// Offline reading is a program of its own, src/app/offline, which runs in the background. On a first visit of the list,
// nothing that the page does not need is fetched for some seconds.
const { offline, copies } = tag.dataset;
async function beginOffline() {
  if (!document.querySelector('[data-slot=offline]')) return;
  const wanted = () => globalThis.lecternPage?.page === 'settings';
  if (page === 'list' && !navigator.serviceWorker?.controller && !wanted())
    await new Promise((go) => {
      setTimeout(go, REST);
      addEventListener('lectern-page', () => wanted() && go());
    });
  try {
    const [program, code] = await Promise.all([import(offline), fetch(copies, { mode: 'same-origin', priority: 'low' })]);
    await program.default({ module_or_path: code });
  } catch (error) {
    console.error(error);
  }
}
// The same as REST in src/state/offline_copies.rs.
const REST = 4000;

// A press on Save before the program is ready takes effect once it is: src/app/carry_over.rs.
function press({ target }) {
  const { dataset } = document.documentElement;
  if (!('ready' in dataset)) target.closest?.('button.save')?.toggleAttribute('data-pressed');
}

if (!able) {
  show('old');
} else {
  addEventListener('click', press);
  const box = 'main input[type=search]';
  const turn = ({ target }) => !worker && target.matches?.(box) && search();
  addEventListener('focusin', turn);
  addEventListener('pointerdown', turn);
  const looking = new URLSearchParams(location.search).get('q')?.trim();
  if (looking || document.activeElement?.matches(box)) search();
  // The first paint comes first, unless the reader interacts already, or the page is hidden.
  else if (!document.hidden)
    await new Promise((go) => {
      seen().then(go, go);
      addEventListener('keydown', go);
      addEventListener('pointerdown', go);
      setTimeout(go, 999);
    });
  // A reader who searches waits for the program, not for rows.
  const laid = !worker && layOut();
  if (page === 'list' && !looking) askForList().catch(() => {});
  try {
    const [program, code] = await Promise.all([import(js), fetch(wasm)]);
    if (!worker) await laid;
    await program.default({ module_or_path: code });
    // The program starts in the next task.
    await new Promise((go) => setTimeout(go));
    if (!laid) layOut();
    setTimeout(beginOffline, 300);
  } catch (error) {
    console.error(error);
    show('failed');
  }
}
