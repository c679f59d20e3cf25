// Stands before everything else in a reading room that is opened from a disk. There nothing may be fetched: what the
// programs fetch stands on a shelf instead, each file in a script of its own, in a folder, or in an element of the page,
// where the room is one file. Both hold it packed by gzip, in Base64. `lectern build --folder` and `--single-file` put it there.
(() => {
  const root = document.documentElement;
  const single = root.dataset.form === 'single';

  // What the address of a file begins with. A single file has none: no server is asked for what begins with `data:,`.
  const own = `data:,${location.pathname}/`;
  const bases = single ? [own, 'data:,'] : [new URL(root.dataset.base, location).href];
  root.dataset.base = single ? own : new URL(bases[0]).pathname;

  function inside(address) {
    const { href } = new URL(address, location);
    const base = bases.find((base) => href.startsWith(base));
    if (base === undefined) throw new TypeError(`${href}: nothing is fetched from elsewhere`);
    return href.slice(base.length);
  }

  // The scripts of the shelf, and the worker from its blob, are what a policy for Trusted Types lets through here.
  const policy = globalThis.trustedTypes?.createPolicy('shelf', { createScriptURL: (url) => url });
  const trusted = (url) => policy?.createScriptURL(url) ?? url;

  // Every script of a folder's shelf calls this; its `load` event follows at once.
  let put;
  globalThis.lecternPut = (path, packed) => (put = { path, packed });
  const fromScript = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = trusted(`${bases[0]}${path}.js`);
      script.onload = script.onerror = () => {
        script.remove();
        put?.path === path ? resolve(put.packed) : reject(new TypeError(`${path}: not here`));
        put = undefined;
      };
      document.head.append(script);
    });
  const fromPage = async (path) => {
    const element = document.querySelector(`script[data-path="${CSS.escape(path)}"]`);
    if (!element) throw new TypeError(`${path}: not here`);
    return element.textContent;
  };
  const packed = single ? fromPage : fromScript;

  const kinds = { wasm: 'application/wasm', svg: 'image/svg+xml' };
  globalThis.fetch = async (asked) => {
    const path = inside(asked.url ?? asked);
    const bytes = Uint8Array.from(atob(await packed(path)), (c) => c.charCodeAt(0));
    const body = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(body, { headers: { 'Content-Type': kinds[path.split('.').pop()] ?? '' } });
  };

  // The programs are run from addresses of blobs: a browser takes no module from a disk, and no worker.
  const program = async (address) => {
    const text = await (await fetch(address)).text();
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  };
  let searcher;
  globalThis.Worker = class extends Worker {
    constructor() {
      super(trusted(searcher));
      this.addEventListener('message', (event) => {
        const { fetching, address } = event.data;
        if (fetching === undefined) return;
        event.stopImmediatePropagation();
        const bytes = fetch(address).then((answer) => answer.arrayBuffer());
        bytes.then((bytes) => this.postMessage({ fetching, bytes }, [bytes])).catch((error) => this.postMessage({ fetching, failed: String(error) }));
      });
    }
  };
  async function start() {
    const tag = document.querySelector('script[data-start]');
    const { start, js, worker } = tag.dataset;
    try {
      const [first, second, third] = await Promise.all([start, js, worker].map(program));
      tag.dataset.js = second;
      searcher = third;
      await import(first);
    } catch (error) {
      console.error(error);
      const notice = document.querySelector(`[data-notice=${'DecompressionStream' in globalThis ? 'failed' : 'old'}]`);
      notice.hidden = false;
      notice.querySelector('button')?.addEventListener('click', () => location.reload());
    }
  }

  // Another document is left to the browser: not every one refuses its address here.
  const { pushState } = history;
  history.pushState = (state, title, address) => {
    if (new URL(address, location).pathname !== location.pathname) throw new TypeError(`${address}: another document`);
    pushState.call(history, state, title, address);
    turn();
  };

  // What follows is for a single file alone.

  // Pages of the site stand in templates: the program draws none of them. One that is open hides what the program draws.
  let open;
  function turn() {
    if (!single) return;
    const [, place, anchor] = /^#?([^?#]*)[^#]*#?(.*)$/.exec(location.hash);
    wanted = anchor;
    mark();
    const page = [...document.querySelectorAll('template[data-place]')].find((page) => page.dataset.place === place);
    open?.remove();
    open = undefined;
    root.toggleAttribute('data-aside', !!page);
    // What is neither a page nor a place that the program draws leads to the list.
    if (!page && !(/^(\/?|\/(article|saved|settings)\/.*)$/.test(place))) location.replace('#/');
    if (!page) return;
    open = document.importNode(page.content, true).firstElementChild;
    open.classList.add('aside');
    document.querySelector('#main').after(open);
    ({ title: document.title, lang: root.lang, dir: root.dir } = page.dataset);
    root.dataset.page = 'page';
    scrollTo(0, 0);
    reach(open.querySelector('h1') ?? open);
  }
  function reach(element) {
    if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // What stands behind the `#` is a place of the room, so that it cannot be a part of the page.
  function jump(event) {
    const id = event.target.closest?.('a[href^="#"]:not([href^="#/"])')?.getAttribute('href').slice(1);
    const to = id && [...document.querySelectorAll(`#${CSS.escape(decodeURIComponent(id))}`)].find((element) => element.getClientRects().length);
    if (!to || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    wanted = undefined;
    mark(to);
    to.scrollIntoView();
    reach(to);
  }

  // The part of a text that an address or a link leads to is marked: an address leads to it once it is drawn.
  let wanted;
  let marked;
  function mark(to = (wanted && document.getElementById(wanted)) || undefined) {
    if (to === marked || (!to && wanted)) return;
    marked?.removeAttribute('data-reached');
    to?.setAttribute('data-reached', '');
    marked = to;
  }

  // Pictures come from the shelf too.
  const pictures = new Map();
  function picture(img) {
    const src = img.getAttribute('src') ?? '';
    if (!src.startsWith('data:,')) return;
    const path = inside(src);
    if (!pictures.has(path)) pictures.set(path, fetch(src).then(async (answer) => URL.createObjectURL(await answer.blob())));
    pictures.get(path).then((address) => img.getAttribute('src') === src && (img.src = address), () => {});
  }
  const look = (element) => element.querySelectorAll?.('img').forEach(picture);
  function follow(records) {
    if (wanted && !marked?.isConnected) mark();
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') picture(target);
      for (const node of addedNodes) node.localName === 'img' ? picture(node) : look(node);
    }
  }

  addEventListener('DOMContentLoaded', () => {
    if (single) {
      // A search that was sent before the program was there.
      if (location.search) history.replaceState(null, '', `${location.pathname}#/${location.search}`);
      look(document);
      new MutationObserver(follow).observe(document, { subtree: true, childList: true, attributeFilter: ['src'] });
      document.addEventListener('click', jump, true);
      addEventListener('hashchange', turn);
      turn();
    }
    start();
  });
})();
