// Pagefind: a result's own file is fetched too, since without it there is no title to show. The reader who comes with a
// query gets a list of ten, as Pagefind's own interface draws one; the first of them is what counts.
async function load() {
  const pagefind = await import('./pagefind/pagefind.js');
  return async (kind, words) => {
    const { results } = await pagefind.search(words);
    const [first] = results.slice(0, kind === 'first' ? 10 : 1).map((result) => result.data());
    return (await first)?.meta.title;
  };
}
