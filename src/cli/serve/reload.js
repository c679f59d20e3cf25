// `lectern serve` puts this into the pages that it sends; no built site holds it. It asks once a second which edition is
// served, and loads the page again when that is no longer the one that the page came with.
(() => {
  const { edition } = document.currentScript.dataset;
  const ask = async () => {
    try {
      const answer = await fetch("/.lectern/edition", { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== edition) {
        location.reload();
        return;
      }
    } catch {
      // The server is away; it is asked again.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();
