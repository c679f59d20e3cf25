// `lectern serve` inserts this into the pages that it sends; no built site contains it. It asks once a second which site version is
// served, and reloads the page when that is no longer the page's own.
(() => {
  const { version } = document.currentScript.dataset;
  const poll = async () => {
    try {
      const response = await fetch("/.lectern/edition", { cache: "no-store" });
      if (response.ok && (await response.text()) !== version) {
        location.reload();
        return;
      }
    } catch {
      // The server does not respond; it is asked again.
    }
    setTimeout(poll, 1000);
  };
  setTimeout(poll, 1000);
})();
