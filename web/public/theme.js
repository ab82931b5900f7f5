// Applies the theme that a person chose before the first paint. Loaded blocking in every page's
// head; web/state/theme.svelte.ts changes the choice and owns the key.

try {
  const choice = localStorage.getItem('reeldex-theme');
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
} catch {
  // Storage may be forbidden: the system's theme holds.
}

// A busy browser gives a transition between two pages up, and calls it an error of the page. It is none.
for (const moment of ['pageswap', 'pagereveal']) {
  addEventListener(moment, ({ viewTransition }) => {
    viewTransition?.ready.catch(() => undefined);
    viewTransition?.finished.catch(() => undefined);
  });
}
