// Starts the program in the page. A program that does not come or does not start is said, never passed over in silence.
// The notices stand hidden in every page, in the language of the site.
const tag = document.querySelector('script[data-wasm]');
const { js, wasm } = tag.dataset;

function show(name) {
  const notice = document.querySelector(`[data-notice="${name}"]`);
  if (!notice) return;
  notice.hidden = false;
  // The files are asked for anew first: a broken answer must not come out of the browser's cache again.
  notice.querySelector('button')?.addEventListener('click', async () => {
    await Promise.allSettled([js, wasm].map((url) => fetch(url, { cache: 'reload' })));
    location.reload();
  });
}

// A program that stops by itself leaves the page as it stands, and says so.
const stopped = (error) => typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError && show('stopped');
addEventListener('error', (event) => stopped(event.error));
addEventListener('unhandledrejection', (event) => stopped(event.reason));

// `Object.hasOwn`, `at` and `structuredClone` came with or before the browsers that the program is built for.
const able = typeof WebAssembly === 'object' && 'structuredClone' in globalThis && 'replaceChildren' in Element.prototype;

// What the list needs is asked for while the program is still on its way: two trips over the line fewer.
// src/browser/fetch.rs takes the answers from this map, each once.
const { base, page } = document.documentElement.dataset;
const asked = (globalThis.lecternAsked = new Map());
function ask(path, cache) {
  const url = `${base}corpus/${path}`;
  const answer = fetch(url, { cache });
  answer.catch(() => {});
  asked.set(url, answer);
  return answer;
}
async function askForList() {
  const manifest = await (await ask('manifest.json', 'no-cache')).clone().json();
  // The hashes of the card packs stand in one string, 12 digits each: src/corpus/manifest.rs.
  const cards = (manifest.cards?.hashes.match(/.{12}/g) ?? []).slice(0, 2).map((hash, pack) => `cards-${pack}-${hash}.json`);
  for (const path of [...cards, ...(manifest.columns ?? []).map((column) => column.file.path)]) {
    ask(path, 'default');
  }
}

if (!able) {
  show('old');
} else {
  if (page === 'list') askForList().catch(() => {});
  try {
    const program = await import(js);
    await program.default({ module_or_path: wasm });
  } catch (error) {
    console.error(error);
    show('failed');
  }
}
