// Runs first in a reading room that is opened from a disk, where nothing can be fetched: the files that the programs fetch are in the
// bundle instead, in a folder each in a script of its own, in a single file each in an element of the page, compressed by gzip, in
// Base64. `lectern build --folder` and `--single-file` write them.
(() => {
  const root = document.documentElement;
  const isSingleFile = root.dataset.form === 'single';

  // The start of the URLs of files. A single file has none: no server is asked for a URL that begins with `data:,`.
  const singleFileBase = `data:,${location.pathname}/`;
  const bases = isSingleFile ? [singleFileBase, 'data:,'] : [new URL(root.dataset.base, location).href];
  root.dataset.base = isSingleFile ? singleFileBase : new URL(bases[0]).pathname;

  function bundlePath(url) {
    const { href } = new URL(url, location);
    const base = bases.find((base) => href.startsWith(base));
    if (base === undefined) throw new TypeError(`${href}: not in this bundle`);
    return href.slice(base.length);
  }

  // With Trusted Types, the page's policy only allows the scripts of the bundle and the worker's blob.
  const policy = globalThis.trustedTypes?.createPolicy('offline-bundle', { createScriptURL: (url) => url });
  const trustedUrl = (url) => policy?.createScriptURL(url) ?? url;

  // Each script of a folder calls this; its `load` event follows at once.
  let loaded;
  globalThis.lecternFile = (path, packed) => (loaded = { path, packed });
  const readScript = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = trustedUrl(`${bases[0]}${path}.js`);
      script.onload = script.onerror = () => {
        script.remove();
        loaded?.path === path ? resolve(loaded.packed) : reject(new TypeError(`${path}: not in this bundle`));
        loaded = undefined;
      };
      document.head.append(script);
    });
  const readElement = async (path) => {
    const element = document.querySelector(`script[data-path="${CSS.escape(path)}"]`);
    if (!element) throw new TypeError(`${path}: not in this bundle`);
    return element.textContent;
  };
  const readPacked = isSingleFile ? readElement : readScript;

  const mediaTypes = { wasm: 'application/wasm', svg: 'image/svg+xml' };
  globalThis.fetch = async (request) => {
    const path = bundlePath(request.url ?? request);
    const bytes = Uint8Array.from(atob(await readPacked(path)), (c) => c.charCodeAt(0));
    const body = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(body, { headers: { 'Content-Type': mediaTypes[path.split('.').pop()] ?? '' } });
  };

  // The programs run from blob URLs: a browser loads no module from a disk, and no worker.
  const blobUrl = async (url) => {
    const text = await (await fetch(url)).text();
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  };
  let workerUrl;
  globalThis.Worker = class extends Worker {
    constructor() {
      super(trustedUrl(workerUrl));
      // The worker's requests, see worker_fetch.js.
      this.addEventListener('message', (event) => {
        const { fetchId, url } = event.data;
        if (fetchId === undefined) return;
        event.stopImmediatePropagation();
        const bytes = fetch(url).then((response) => response.arrayBuffer());
        bytes.then((bytes) => this.postMessage({ fetchId, bytes }, [bytes])).catch((error) => this.postMessage({ fetchId, fetchError: String(error) }));
      });
    }
  };
  async function start() {
    const script = document.querySelector('script[data-start]');
    const { start, js, worker, annotations } = script.dataset;
    try {
      const [startUrl, programUrl, searchWorkerUrl, annotationsUrl] = await Promise.all([start, js, worker, annotations].map(blobUrl));
      script.dataset.js = programUrl;
      script.dataset.annotations = annotationsUrl;
      workerUrl = searchWorkerUrl;
      await import(startUrl);
    } catch (error) {
      console.error(error);
      const notice = document.querySelector(`[data-notice=${'DecompressionStream' in globalThis ? 'failed' : 'old'}]`);
      notice.hidden = false;
      notice.querySelector('button')?.addEventListener('click', () => location.reload());
    }
  }

  // Another document is left to the browser: not every one refuses its URL here.
  const { pushState } = history;
  history.pushState = (state, title, url) => {
    if (new URL(url, location).pathname !== location.pathname) throw new TypeError(`${url}: another document`);
    pushState.call(history, state, title, url);
    onHashChange();
  };

  // The rest is for a single file alone.

  // Pages of the site are in templates: the program draws none of them. The open one hides what the program draws.
  let openPage;
  function onHashChange() {
    if (!isSingleFile) return;
    const [, route, anchor] = /^#?([^?#]*)[^#]*#?(.*)$/.exec(location.hash);
    targetId = anchor;
    markTarget();
    const page = [...document.querySelectorAll('template[data-route]')].find((page) => page.dataset.route === route);
    openPage?.remove();
    openPage = undefined;
    root.toggleAttribute('data-open-page', !!page);
    // What is neither a page nor a route that the program draws leads to the list.
    if (!page && !(/^(\/?|\/(article|saved|settings)\/.*)$/.test(route))) location.replace('#/');
    if (!page) return;
    openPage = document.importNode(page.content, true).firstElementChild;
    openPage.classList.add('open-page');
    document.querySelector('#main').after(openPage);
    ({ title: document.title, lang: root.lang, dir: root.dir } = page.dataset);
    root.dataset.page = 'page';
    scrollTo(0, 0);
    focus(openPage.querySelector('h1') ?? openPage);
  }
  function focus(element) {
    if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // The fragment of the URL is the route, so a link to a part of the page is handled here.
  function onLinkClick(event) {
    const id = event.target.closest?.('a[href^="#"]:not([href^="#/"])')?.getAttribute('href').slice(1);
    const target = id && [...document.querySelectorAll(`#${CSS.escape(decodeURIComponent(id))}`)].find((element) => element.getClientRects().length);
    if (!target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    targetId = undefined;
    markTarget(target);
    target.scrollIntoView();
    focus(target);
  }

  // Marks the part of a text that the URL or a link leads to; that of the URL once it is drawn.
  let targetId;
  let markedTarget;
  function markTarget(target = (targetId && document.getElementById(targetId)) || undefined) {
    if (target === markedTarget || (!target && targetId)) return;
    markedTarget?.removeAttribute('data-target');
    target?.setAttribute('data-target', '');
    markedTarget = target;
  }

  // Pictures come from the bundle too.
  const pictureUrls = new Map();
  function loadPicture(img) {
    const src = img.getAttribute('src') ?? '';
    if (!src.startsWith('data:,')) return;
    const path = bundlePath(src);
    if (!pictureUrls.has(path)) pictureUrls.set(path, fetch(src).then(async (response) => URL.createObjectURL(await response.blob())));
    pictureUrls.get(path).then((url) => img.getAttribute('src') === src && (img.src = url), () => {});
  }
  const loadPictures = (element) => element.querySelectorAll?.('img').forEach(loadPicture);
  function onMutations(records) {
    if (targetId && !markedTarget?.isConnected) markTarget();
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') loadPicture(target);
      for (const node of addedNodes) node.localName === 'img' ? loadPicture(node) : loadPictures(node);
    }
  }

  addEventListener('DOMContentLoaded', () => {
    if (isSingleFile) {
      // A search that was submitted before the program was ready.
      if (location.search) history.replaceState(null, '', `${location.pathname}#/${location.search}`);
      loadPictures(document);
      new MutationObserver(onMutations).observe(document, { subtree: true, childList: true, attributeFilter: ['src'] });
      document.addEventListener('click', onLinkClick, true);
      addEventListener('hashchange', onHashChange);
      onHashChange();
    }
    start();
  });
})();
