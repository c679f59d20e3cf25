// What the reader set, before the first paint.
(function (d, s) {
  d.classList.add('js');
  try {
    s = JSON.parse(localStorage['lectern:' + d.dataset.base + ':settings'] || '{}');
    ['theme', 'size', 'width', 'consent'].forEach(function (k) {
      if (s[k]) d.dataset[k] = s[k];
    });
  } catch (e) {}
})(document.documentElement);
