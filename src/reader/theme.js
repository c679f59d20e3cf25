// What the reader set, before the first paint. The program is asked for after it, but at once where something is looked for.
(function (d, s) {
  d.classList.add('js');
  if (/[?&]q=/.test(location))
    d.querySelectorAll('[data-rel]').forEach(function (l) {
      l.rel = l.dataset.rel;
    });
  try {
    s = JSON.parse(localStorage['lectern:' + d.dataset.base + ':settings'] || '{}');
    ['theme', 'size', 'width', 'consent'].forEach(function (k) {
      if (s[k]) d.dataset[k] = s[k];
    });
  } catch (e) {}
})(document.documentElement);
