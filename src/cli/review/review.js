// The keys of the review. Every action is a form that works without this script.
const blocks = () => [...document.querySelectorAll('.block')];
const current = () => document.activeElement?.closest('.block');

// A screen reader says a status that changes, not one that a page comes with.
function announce() {
  for (const status of document.querySelectorAll('[role=status]')) {
    const words = status.textContent;
    if (!words) continue;
    status.textContent = '';
    setTimeout(() => { status.textContent = words; }, 150);
  }
}

function focusTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const error = document.querySelector('[aria-invalid]');
  (error || target)?.focus({ preventScroll: !error });
}

function step(by) {
  const all = blocks();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

const press = (selector, within = document) => within?.querySelector(selector)?.click();

function edit() {
  const details = current()?.querySelector('details');
  if (!details) return;
  details.open = true;
  details.querySelector('textarea')?.focus();
}

// A field that was changed and not saved. What a page comes with is its default.
const unsaved = () => [...document.querySelectorAll('.review-article textarea, .review-article input:not([type=hidden])')]
  .find(field => field.value !== field.defaultValue);

// Nothing that was typed is left behind: its field has the focus instead.
function approve() {
  const field = unsaved();
  if (field) field.focus();
  else press('#approve');
}

const actions = {
  n: approve,
  Enter: approve,
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  Delete: () => press('[value=remove]', current()),
  // The key that is called Delete on keyboards of Apple.
  Backspace: () => press('[value=remove]', current()),
  e: edit,
  z: () => press('#undo'),
};

// Keys are for the page and its blocks: what is typed, chosen or pressed elsewhere is left alone.
function isFree(target) {
  return target === document.body || target.matches('.block, #article');
}

addEventListener('keydown', event => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const leavesText = key === 'Escape' && event.target.matches('textarea, input');
  if (leavesText) return event.target.closest('.block')?.focus();
  if (event.ctrlKey || event.metaKey || event.altKey || !actions[key] || !isFree(event.target)) return;
  event.preventDefault();
  actions[key]();
});

// A browser asks before a page is left whose fields are not saved, unless the form that is sent holds them.
let sent = null;
addEventListener('submit', event => { sent = event.target; });
addEventListener('beforeunload', event => {
  const field = unsaved();
  if (field && field.form !== sent) event.preventDefault();
});

// What is brought back comes behind the block that one looked at last.
addEventListener('focusin', event => {
  const at = blocks().indexOf(event.target.closest('.block'));
  const place = document.getElementById('place');
  if (at >= 0 && place) place.value = String(at + 1);
});

announce();
focusTarget();
document.documentElement.dataset.ready = '';
