// Applies the preferences before the first paint. The program is requested after it, but at once if the URL has a search query.
(function (root, settings) {
  root.classList.add('js');
  if (/[?&]q=/.test(location))
    root.querySelectorAll('[data-rel]').forEach(function (link) {
      link.rel = link.dataset.rel;
    });
  // A page that is opened anew has no scroll position: its far rows may wait, see start.js.
  else if ((performance.getEntriesByType('navigation')[0] || 0).type == 'navigate') root.dataset.layoutDeferred = '';
  try {
    settings = JSON.parse(localStorage['lectern:' + root.dataset.base + ':settings'] || '{}');
    ['theme', 'size', 'width', 'links', 'consent'].forEach(function (key) {
      if (settings[key]) root.dataset[key] = settings[key];
    });
  } catch (error) {}
})(document.documentElement);
