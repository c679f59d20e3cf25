// Pagefind: a result's own file is fetched too, since without it there is no title to show. A reader who comes with a query gets a
// list of ten, as Pagefind's own interface draws one; the first of them is measured.
async function load() {
  const pagefind = await import('./pagefind/pagefind.js');
  return async (kind, query) => {
    const { results } = await pagefind.search(query);
    const [first] = results.slice(0, kind === 'first' ? 10 : 1).map((result) => result.data());
    return (await first)?.meta.title;
  };
}
