// Starts the program in the page. A program that fails to load or start is reported, never ignored. The notices are hidden in every
// page, in the language of the site.
const script = document.querySelector('script[data-wasm]');
const { js, wasm, compression } = script.dataset;

function showNotice(name) {
  // Without the program, the page behaves as with scripts off.
  if (name !== 'stopped') document.documentElement.dataset.static = '';
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
const reportPanic = (error) => typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError && showNotice('stopped');
addEventListener('error', (event) => reportPanic(event.error));
addEventListener('unhandledrejection', (event) => reportPanic(event.reason));

// What else the program needs, as `Object.hasOwn`, `at` and `replaceChildren`, came to browsers with or before these.
const isSupported = typeof WebAssembly === 'object' && 'DecompressionStream' in globalThis && 'structuredClone' in globalThis;

// `lectern build` compresses the programs. Rejects where the host does not have one.
async function fetchProgram(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  if (!compression) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream(compression)), { headers: { 'Content-Type': 'application/wasm' } });
}

// With Trusted Types, the page's policy only allows script URLs created here.
const policy = globalThis.trustedTypes?.createPolicy('lectern', {
  createScriptURL: (url) => (new URL(url, location).origin === origin ? url : ''),
});
const trustedUrl = (url) => policy?.createScriptURL(url) ?? url;
// The program registers the service worker with it: src/web/service_worker.rs.
globalThis.lecternTrustedUrl = trustedUrl;

// The files of the list are requested while the program still loads, which saves two round trips. src/web/fetch.rs takes the
// responses from this map, each once.
const { base, page } = document.documentElement.dataset;
const corpus = `${base}corpus/`;
const prefetched = (globalThis.lecternPrefetched = new Map());
function prefetch(path, cache, url = corpus + path) {
  const response = fetch(url, { cache });
  response.catch(() => {});
  prefetched.set(corpus + path, response);
  return response;
}
// The page of a list has a link that preloads the manifest beside this script, at a URL that changes with the content of lists:
// only a request with the default cache mode finds it there.
const manifestPreload = document.querySelector('link[rel=preload][href*="/manifest.json?"]');
let manifest;
let manifestCache = page === 'list' ? 'default' : 'no-cache';
const loadManifest = () =>
  (manifest ??= prefetch('manifest.json', manifestCache, manifestPreload?.href).then((response) => response.clone().json()).catch((error) => {
    manifest = undefined;
    manifestCache = 'reload';
    throw error;
  }));
async function prefetchList() {
  const { cards, columns } = await loadManifest();
  // The hashes of the card packs are one string, 8 digits each: src/corpus/manifest.rs.
  const packs = (cards?.hashes.match(/.{8}/g) ?? []).slice(0, 2).map((hash, pack) => `cards-${pack}-${hash}.json`);
  for (const path of [...packs, ...(columns ?? []).map((column) => column.file.path)]) prefetch(path, 'default');
}

// The search runs in a worker with a program of its own, see src/worker/worker.js. It starts when the search box gets the focus or
// a press, and all its files are requested at once. src/web/search_client.rs calls `lecternSearch` and listens to its events.
const { worker: workerScript, workerWasm, stemmer, stemmerWasm } = script.dataset;
let worker;
let lastQuery;
let mayRestart = true;
let retryRequested = false;
let cache = 'default';
const dispatch = (detail) => dispatchEvent(new CustomEvent('lectern-search', { detail }));
const fetchBytes = async (url) => {
  const response = await fetch(url, { cache });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
};
async function startWorker() {
  const started = (worker = new Worker(trustedUrl(workerScript), { type: 'module' }));
  started.onmessage = ({ data }) => {
    if (data.crashed || (data.error && !data.id)) return onWorkerFailure(started, data);
    retryRequested = false;
    dispatch(data);
  };
  started.onerror = () => onWorkerFailure(started, { crashed: true, error: workerScript });
  try {
    const index = loadManifest().then(async ({ search: { path } }) => ({ path, header: await fetchBytes(corpus + path) }));
    const program = fetchProgram(workerWasm, { cache }).then(async (response) => WebAssembly.compile(await response.arrayBuffer()));
    const [module, { path, header }] = await Promise.all([program, index]);
    started.postMessage({ module, path, header, corpus, stemmer, stemmerWasm, compression }, [header]);
  } catch (error) {
    onWorkerFailure(started, { error: String(error) });
  }
}
// A worker that panicked is restarted once, and so is one that failed to load if a retry was requested meanwhile; after that the
// page reports the failure.
function onWorkerFailure(failed, { crashed, error }) {
  if (failed !== worker) return;
  failed.terminate();
  worker = undefined;
  if (retryRequested || (crashed && mayRestart)) {
    mayRestart = false;
    search(lastQuery, retryRequested);
  } else dispatch({ error });
}
// On retry, failed files are refetched: the browser's HTTP cache must not serve a broken response again.
async function search(message, retry) {
  retryRequested ||= retry && !!worker;
  if (retry && !worker) {
    retryRequested = false;
    mayRestart = true;
    cache = 'reload';
    await Promise.allSettled([workerScript, workerWasm].map(fetchBytes));
  }
  if (message?.query !== undefined) lastQuery = message;
  if (!worker) startWorker();
  if (message) worker?.postMessage(message);
}
globalThis.lecternSearch = search;

// The first paint comes first, with the lead picture: parallel requests delay them. A browser reports its largest contentful paint;
// one that does not gets a short timeout.
const LARGEST_PAINT = 'largest-contentful-paint';
async function firstPaint() {
  const picture = document.querySelector('main img:not([loading])');
  await picture?.decode().catch(() => {});
  const decodedAt = picture ? performance.now() : 0;
  await new Promise((resolve) => {
    setTimeout(resolve, PerformanceObserver.supportedEntryTypes?.includes(LARGEST_PAINT) ? 300 : 50);
    const isLargest = ({ element, startTime }) => element === picture || startTime >= decodedAt;
    new PerformanceObserver((list) => list.getEntries().some(isLargest) && resolve()).observe({ type: LARGEST_PAINT, buffered: true });
  });
}

// Then rows far down are laid out, for some milliseconds per task (style/rows.css), so that input is handled in between. They are
// laid out before the program mounts them, unless the reader waits for the program.
async function layOutRows() {
  const { dataset } = document.documentElement;
  const rows = document.querySelectorAll('[data-layout-deferred] .results > .row:nth-of-type(-n + 60)');
  let taskStart = performance.now();
  for (const row of rows) {
    row.dataset.laidOut = '';
    row.getBoundingClientRect();
    if (performance.now() - taskStart < LAYOUT_MILLISECONDS || document.hidden) continue;
    await new Promise((resolve) => setTimeout(resolve));
    taskStart = performance.now();
  }
  delete dataset.layoutDeferred;
  for (const row of rows) delete row.dataset.laidOut;
}
const LAYOUT_MILLISECONDS = 4;

// Offline reading is a program of its own, src/app/offline, which runs in the background. On a first visit of the list,
// nothing that the page does not need is fetched for some seconds.
const { offline, offlineWasm } = script.dataset;
async function startOffline() {
  if (!document.querySelector('[data-slot=offline]')) return;
  const isAtSettings = () => globalThis.lecternPage?.page === 'settings';
  if (page === 'list' && !navigator.serviceWorker?.controller && !isAtSettings())
    await new Promise((resolve) => {
      setTimeout(resolve, IDLE_DELAY_MS);
      addEventListener('lectern-page', () => isAtSettings() && resolve());
    });
  try {
    const [program, code] = await Promise.all([import(offline), fetchProgram(offlineWasm, { mode: 'same-origin', priority: 'low' })]);
    await program.default({ module_or_path: code });
  } catch (error) {
    console.error(error);
  }
}
// The same as IDLE_DELAY_MS in src/state/offline_copies.rs.
const IDLE_DELAY_MS = 4000;

// Highlights, notes, the notebook and citations are a program of their own, src/app/annotations. It comes when text of an article is
// selected or a control asks for it, and at once where there is something to show: src/web/annotation_requests.rs.
const { annotations, annotationsWasm } = script.dataset;
const requests = (globalThis.lecternRequests = []);
let annotationsProgram;
function startAnnotations() {
  annotationsProgram ??= Promise.all([import(annotations), fetchProgram(annotationsWasm)])
    .then(([program, code]) => program.default({ module_or_path: code }))
    .catch((error) => {
      console.error(error);
      annotationsProgram = undefined;
      const message = document.querySelector('[data-slot=annotations]')?.dataset.failed;
      if (requests.splice(0).length) document.querySelector('[data-slot=toast]').textContent = message;
    });
}
globalThis.lecternRequest = (name) => {
  if (globalThis.lecternAnswer) return lecternAnswer(name);
  requests.push(name);
  startAnnotations();
};
function isAnnotated() {
  if (document.querySelector('[data-slot=notebook]')) return true;
  try {
    const articles = JSON.parse(localStorage.getItem(`lectern:${base}:annotated`) ?? '[]');
    return articles.includes(globalThis.lecternPage?.article);
  } catch {
    return false;
  }
}
function followAnnotations() {
  const startIfAnnotated = () => annotationsProgram || (isAnnotated() && startAnnotations());
  addEventListener('lectern-page', startIfAnnotated);
  addEventListener('hashchange', () => setTimeout(startIfAnnotated));
  addEventListener('click', ({ target }) => {
    const control = target.closest?.('[data-request]');
    if (control) lecternRequest(control.dataset.request);
  });
  document.addEventListener('selectionchange', () => {
    const { isCollapsed, anchorNode } = getSelection();
    if (!annotationsProgram && !isCollapsed && anchorNode?.parentElement?.closest('main article')) startAnnotations();
  });
}

// A press on Save before the program is ready takes effect once it is: src/app/carry_over.rs.
function onEarlyPress({ target }) {
  const { dataset } = document.documentElement;
  if (!('ready' in dataset)) target.closest?.('button.save')?.toggleAttribute('data-pressed');
}

if (!isSupported) {
  showNotice('old');
} else {
  addEventListener('click', onEarlyPress);
  followAnnotations();
  const searchBox = 'main input[type=search]';
  const onSearchBox = ({ target }) => !worker && target.matches?.(searchBox) && search();
  addEventListener('focusin', onSearchBox);
  addEventListener('pointerdown', onSearchBox);
  const query = new URLSearchParams(location.search).get('q')?.trim();
  if (query || document.activeElement?.matches(searchBox)) search();
  // The first paint comes first, unless the reader interacts already, or the page is hidden.
  else if (!document.hidden)
    await new Promise((resolve) => {
      firstPaint().then(resolve, resolve);
      addEventListener('keydown', resolve);
      addEventListener('pointerdown', resolve);
      setTimeout(resolve, 999);
    });
  // A reader who searches waits for the program, not for rows.
  const layout = !worker && layOutRows();
  if (page === 'list' && !query) prefetchList().catch(() => {});
  try {
    const [program, code] = await Promise.all([import(js), fetchProgram(wasm)]);
    if (!worker) await layout;
    await program.default({ module_or_path: code });
    // The program starts in the next task.
    await new Promise((resolve) => setTimeout(resolve));
    if (!layout) layOutRows();
    setTimeout(startOffline, 300);
  } catch (error) {
    console.error(error);
    showNotice('failed');
  }
}
