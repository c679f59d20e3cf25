// Hosts the program in the worker: fetches missing files, checks and inflates them, and repeats the query. `lectern build` appends
// this to the program's glue, which it imports here, in one file.
import { initSync, openIndex, checkHeader, needsStemmer, addFile, answerQuery, matches, partialMatches, details, excerpt, inPageMatches } from './search_worker.js';

// The maximum inflated size of a file, in bytes, as in src/search/index/file.rs.
const MAX_INFLATED_BYTES = 1 << 26;

// The maximum number of fetch rounds per query; the engine needs three or four.
const MAX_ROUNDS = 12;

// The page's first message: the compiled program, the path and bytes of the index header, the corpus address, the stemmer's files.
let config;
let markStarted;
const started = new Promise((resolve) => (markStarted = resolve));

// The id of the newest query. An older one is abandoned.
let newestId = 0;
const pendingFiles = new Map();
let hasDelayed = false;

globalThis.lecternStem = (language, word) => word;

async function fetchFile(path, cache) {
  const response = await fetch(config.corpus + path, { cache });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

// A file's name ends with the first digits of its hash. Without https a browser has no cryptography.
async function checkHash(path, bytes) {
  if (!crypto.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const digits = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!digits.startsWith(/-([0-9a-f]+)\.\w+$/.exec(path)?.[1])) throw new Error(`${path}: damaged`);
}

async function inflate(path, bytes) {
  await checkHash(path, bytes);
  if (!path.endsWith('.bin')) return new Uint8Array(bytes);
  const error = checkHeader(path, new Uint8Array(bytes, 0, Math.min(8, bytes.byteLength)));
  if (error) throw new Error(`${path}: ${error}`);
  // Not a blob: WebKit cannot read one in a worker of a page opened from disk.
  const reader = new Response(bytes.slice(8)).body.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > MAX_INFLATED_BYTES) {
      reader.cancel();
      throw new Error(`${path}: too large`);
    }
  }
  const content = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    content.set(chunk, offset);
    offset += chunk.length;
  }
  return content;
}

// The same as in src/app/start.js.
function decompressProgram(response, compression) {
  if (!compression || !response.ok) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream(compression)), { headers: { 'Content-Type': 'application/wasm' } });
}

// Requests are deduplicated; a reload waits for a pending request and retries if it fails.
function loadFile(path, cache) {
  const pending = pendingFiles.get(path);
  if (pending && cache === 'reload') return pending.catch(() => loadFile(path, cache));
  if (!pending) {
    const load = async () => {
      const error = addFile(path, await inflate(path, await fetchFile(path, cache)));
      if (error) throw new Error(`${path}: ${error}`);
    };
    pendingFiles.set(path, load().finally(() => pendingFiles.delete(path)));
  }
  return pendingFiles.get(path);
}

async function search({ id, query, cache = 'default' }) {
  newestId = id;
  await started;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (id !== newestId) return;
    const missingFiles = answerQuery(query);
    const found = matches();
    if (found) {
      const partial = partialMatches();
      postMessage({ id, matches: found, partial, details: details(), isFinal: !missingFiles }, [found.buffer, partial.buffer]);
    }
    if (!missingFiles) return;
    // The first time, the visible rows have the connection to themselves: files that only refine the order wait.
    if (found && !hasDelayed) await new Promise((resolve) => setTimeout(resolve, 250));
    if (found) hasDelayed = true;
    await Promise.all(missingFiles.split(' ').map((path) => loadFile(path, cache)));
  }
  throw new Error('too many rounds');
}

async function start(message) {
  config = message;
  initSync({ module: message.module });
  const error = openIndex(await inflate(message.path, message.header));
  if (error) throw new Error(`${message.path}: ${error}`);
  if (needsStemmer()) {
    // Fetches both of its files at once.
    const program = fetch(message.stemmerWasm);
    const stemmer = globalThis.lecternStemmer ?? (await import(message.stemmer));
    await stemmer.default({ module_or_path: decompressProgram(await program, message.compression) });
    globalThis.lecternStem = stemmer.stem;
  }
  markStarted();
}

onmessage = async ({ data }) => {
  const { id, query } = data;
  try {
    if (data.module) await start(data);
    else if (query !== undefined) await search(data);
    else {
      await started;
      if (data.articles) postMessage({ id, excerpts: data.articles.map((article) => excerpt(...article)).join('') });
      else postMessage({ id, inPageMatches: inPageMatches(data.language, data.texts) });
    }
  } catch (error) {
    // A trapped program answers no more: the page starts another.
    const crashed = error instanceof WebAssembly.RuntimeError;
    // No one waits for the answer to an older query.
    if (!crashed && query !== undefined && id !== newestId) return;
    postMessage({ id, error: String(error.message ?? error), crashed });
  }
};
