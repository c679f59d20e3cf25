// Builds one peer's page and index:  node build.js ENGINE ARTICLES.jsonl OUT  with LECTERN_PEERS the folder that holds node_modules.
// An article is a line {"title", "text", "lang"}; the engines know it by its place in the file.
// Settings are those that the engine's own documentation gives for a static site; an index is made here and only read in the browser.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const modules = path.join(process.env.LECTERN_PEERS, 'node_modules');
const installed = (...parts) => path.join(modules, ...parts);

const builders = {
  async minisearch(articles, out) {
    const MiniSearch = require(installed('minisearch', 'dist', 'cjs', 'index.cjs'));
    const index = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title'] });
    index.addAll(articles);
    write(out, JSON.stringify(index), installed('minisearch', 'dist', 'es', 'index.js'));
  },

  async flexsearch(articles, out) {
    const { Document } = require(installed('flexsearch', 'dist', 'flexsearch.bundle.min.js'));
    const index = new Document({ document: { id: 'id', index: ['title', 'text'], store: ['title'] }, tokenize: 'strict' });
    for (const article of articles) index.add(article);
    const parts = [];
    await index.export((key, data) => void parts.push([key, data]));
    write(out, JSON.stringify(parts.filter(([, data]) => data !== undefined)), installed('flexsearch', 'dist', 'flexsearch.bundle.module.min.js'));
  },

  async lunr(articles, out) {
    const lunr = require(installed('lunr'));
    const index = lunr((builder) => {
      builder.ref('id');
      builder.field('title');
      builder.field('text');
      for (const article of articles) builder.add(article);
    });
    // Lunr keeps no texts: what a result shows comes beside the index.
    write(out, JSON.stringify({ index, titles: articles.map((article) => article.title) }), installed('lunr', 'lunr.min.js'));
  },

  // Pagefind reads pages; they are written before the clock starts, as a site would have them anyway.
  async pagefind(_, out, pages) {
    const program = installed('pagefind', 'lib', 'runner', 'bin.cjs');
    const done = spawnSync(process.execPath, [program, '--site', pages, '--output-path', path.join(out, 'pagefind')], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (done.status !== 0) throw new Error('Pagefind failed');
  },
};

function write(out, index, engine) {
  fs.writeFileSync(path.join(out, 'index.json'), index);
  fs.copyFileSync(engine, path.join(out, 'engine.js'));
}

// A bare page with nothing to wait for: the adapter stands in it, so that engine and index are asked for at once.
function page(engine) {
  const source = (name) => fs.readFileSync(path.join(__dirname, name), 'utf8').replace(/^\/\/.*\n/gm, '');
  const script = source(`${engine}.js`) + source('page.js');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${engine}</title><link rel="icon" href="data:,"><body><script type="module">${script}</script>`;
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function writePages(articles, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  articles.forEach((article, id) => {
    fs.mkdirSync(path.join(folder, String(id)), { recursive: true });
    const paragraphs = article.text.split(/\n\s*\n/).map((text) => `<p>${escape(text)}</p>`).join('');
    const title = escape(article.title);
    const html = `<!doctype html><html lang="${article.lang}"><meta charset="utf-8"><title>${title}</title><body><main data-pagefind-body><h1>${title}</h1>${paragraphs}</main>`;
    fs.writeFileSync(path.join(folder, String(id), 'index.html'), html);
  });
}

async function main([engine, file, out]) {
  const articles = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line, id) => ({ title: '', text: '', lang: 'en', ...JSON.parse(line), id }));
  const pages = path.join(out, '..', 'pages');
  fs.mkdirSync(out, { recursive: true });
  if (engine === 'pagefind') writePages(articles, pages);
  const start = performance.now();
  await builders[engine](articles, out, pages);
  fs.writeFileSync(path.join(out, 'index.html'), page(engine));
  console.log((performance.now() - start) / 1000);
}

main(process.argv.slice(2));
