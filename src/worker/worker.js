// Hosts the program in the worker: fetches missing files, checks and inflates them, and asks again. `lectern build` appends
// this to the program's glue, which it imports here, in one file.
import { initSync, open, header, foreign, supply, ask, matches, partly, rest, excerpt, places } from './searcher.js';

// The maximum inflated size of a file, in bytes, as in src/search/index/file.rs.
const LARGEST = 1 << 26;

// The maximum number of fetch rounds per query; the engine needs three or four.
const ROUNDS = 12;

// The page's first message: the compiled program, the index header's path and bytes, the corpus address.
let place;
let begin;
const begun = new Promise((resolve) => (begin = resolve));

// The id of the newest query. An older one is abandoned.
let newest = 0;
const coming = new Map();
let rested = false;

globalThis.stemmed = (language, word) => word;

async function fetched(path, cache) {
  const response = await fetch(place.corpus + path, { cache });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

// A file's name ends with the first digits of its hash. Without https a browser has no cryptography.
async function check(path, bytes) {
  if (!crypto.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const digits = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!digits.startsWith(/-([0-9a-f]+)\.\w+$/.exec(path)?.[1])) throw new Error(`${path}: damaged`);
}

async function inflated(path, bytes) {
  await check(path, bytes);
  if (!path.endsWith('.bin')) return new Uint8Array(bytes);
  const wrong = header(path, new Uint8Array(bytes, 0, Math.min(8, bytes.byteLength)));
  if (wrong) throw new Error(`${path}: ${wrong}`);
  // Not a blob: WebKit cannot read one in a worker of a page opened from disk.
  const reader = new Response(bytes.slice(8)).body.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    if (size > LARGEST) {
      reader.cancel();
      throw new Error(`${path}: too large`);
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// Requests are deduplicated; a reload waits for a pending request and retries if it fails.
function bring(path, cache) {
  const before = coming.get(path);
  if (before && cache === 'reload') return before.catch(() => bring(path, cache));
  if (!before) {
    const one = async () => {
      const wrong = supply(path, await inflated(path, await fetched(path, cache)));
      if (wrong) throw new Error(`${path}: ${wrong}`);
    };
    coming.set(path, one().finally(() => coming.delete(path)));
  }
  return coming.get(path);
}

async function answer({ id, typed, cache = 'default' }) {
  newest = id;
  await begun;
  for (let round = 0; round < ROUNDS; round++) {
    if (id !== newest) return;
    const needs = ask(typed);
    const found = matches();
    if (found) {
      const some = partly();
      postMessage({ id, matches: found, partly: some, rest: rest(), whole: !needs }, [found.buffer, some.buffer]);
    }
    if (!needs) return;
    // The first time, the visible rows have the connection to themselves: files that only refine the order wait.
    if (found && !rested) await new Promise((go) => setTimeout(go, 250));
    if (found) rested = true;
    await Promise.all(needs.split(' ').map((path) => bring(path, cache)));
  }
  throw new Error('too many rounds');
}

async function start(message) {
  place = message;
  initSync({ module: message.module });
  const wrong = open(await inflated(message.path, message.root));
  if (wrong) throw new Error(`${message.path}: ${wrong}`);
  if (foreign()) {
    // Fetches both of its files at once.
    const program = fetch(message.stems);
    const stemmer = globalThis.lecternStemmer ?? (await import(message.stemmer));
    await stemmer.default({ module_or_path: program });
    globalThis.stemmed = stemmer.stem;
  }
  begin();
}

onmessage = async ({ data }) => {
  const { id, typed } = data;
  try {
    if (data.module) await start(data);
    else if (typed !== undefined) await answer(data);
    else {
      await begun;
      if (data.articles) postMessage({ id, excerpts: data.articles.map((article) => excerpt(...article)).join('') });
      else postMessage({ id, places: places(data.language, data.parts) });
    }
  } catch (error) {
    // A trapped program answers no more: the page starts another.
    const stopped = error instanceof WebAssembly.RuntimeError;
    // No one waits for the answer to an older query.
    if (!stopped && typed !== undefined && id !== newest) return;
    postMessage({ id, failed: String(error.message ?? error), stopped });
  }
};
