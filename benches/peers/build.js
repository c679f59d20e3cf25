// Builds one peer's page and index:  node build.js ENGINE ARTICLES.jsonl OUT  with LECTERN_PEERS the folder that holds node_modules.
// An article is a line {"title", "text", "lang"}; its id in the engines is its position in the file.
// The settings are those that the engine's own documentation recommends for a static site; the browser only reads the index.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const modules = path.join(process.env.LECTERN_PEERS, 'node_modules');
const modulePath = (...parts) => path.join(modules, ...parts);

const builders = {
  async minisearch(articles, out) {
    const MiniSearch = require(modulePath('minisearch', 'dist', 'cjs', 'index.cjs'));
    const index = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title'] });
    index.addAll(articles);
    write(out, JSON.stringify(index), modulePath('minisearch', 'dist', 'es', 'index.js'));
  },

  async flexsearch(articles, out) {
    const { Document } = require(modulePath('flexsearch', 'dist', 'flexsearch.bundle.min.js'));
    const index = new Document({ document: { id: 'id', index: ['title', 'text'], store: ['title'] }, tokenize: 'strict' });
    for (const article of articles) index.add(article);
    const parts = [];
    await index.export((key, data) => void parts.push([key, data]));
    write(out, JSON.stringify(parts.filter(([, data]) => data !== undefined)), modulePath('flexsearch', 'dist', 'flexsearch.bundle.module.min.js'));
  },

  async lunr(articles, out) {
    const lunr = require(modulePath('lunr'));
    const index = lunr((builder) => {
      builder.ref('id');
      builder.field('title');
      builder.field('text');
      for (const article of articles) builder.add(article);
    });
    // Lunr stores no texts: the titles of results are beside the index.
    write(out, JSON.stringify({ index, titles: articles.map((article) => article.title) }), modulePath('lunr', 'lunr.min.js'));
  },

  // Pagefind reads pages; they are written before the time is measured, since a site has them anyway.
  async pagefind(_, out, pages) {
    const program = modulePath('pagefind', 'lib', 'runner', 'bin.cjs');
    const result = spawnSync(process.execPath, [program, '--site', pages, '--output-path', path.join(out, 'pagefind')], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (result.status !== 0) throw new Error('Pagefind failed');
  },
};

function write(out, index, engine) {
  fs.writeFileSync(path.join(out, 'index.json'), index);
  fs.copyFileSync(engine, path.join(out, 'engine.js'));
}

// A bare page with the adapter inside it, so that engine and index are requested at once.
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
