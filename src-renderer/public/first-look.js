/** Before anything is painted: the colours that this person chose, so that a dark window does not flash white. */
try {
  const { scheme, large } = JSON.parse(localStorage.getItem('bianyin.preferences') ?? '{}');
  document.documentElement.dataset.scheme = scheme === 'dark' ? 'dark' : 'light';
  document.documentElement.dataset.size = large === true ? 'large' : 'normal';
} catch {
  // The application itself falls back to the first choice.
}
