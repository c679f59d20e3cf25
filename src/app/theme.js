// Applies the preferences before the first paint. The program is requested after it, but at once if the URL has a search query.
(function (d, s) {
  d.classList.add('js');
  if (/[?&]q=/.test(location))
    d.querySelectorAll('[data-rel]').forEach(function (l) {
      l.rel = l.dataset.rel;
    });
  // A page that is opened anew has no scroll position: its far rows may wait, see start.js.
  else if ((performance.getEntriesByType('navigation')[0] || 0).type == 'navigate') d.dataset.coming = '';
  try {
    s = JSON.parse(localStorage['lectern:' + d.dataset.base + ':settings'] || '{}');
    ['theme', 'size', 'width', 'links', 'consent'].forEach(function (k) {
      if (s[k]) d.dataset[k] = s[k];
    });
  } catch (e) {}
})(document.documentElement);
