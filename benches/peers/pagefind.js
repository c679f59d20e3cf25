// Pagefind: the result's own file is fetched too, since without it there is no title to show.
async function load() {
  const pagefind = await import('./pagefind/pagefind.js');
  return async (_, words) => {
    const { results } = await pagefind.search(words);
    return results.length ? (await results[0].data()).meta.title : undefined;
  };
}
