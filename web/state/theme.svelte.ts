// The light, dark or system theme: what was chosen, kept in this browser. Applied before paint by public/theme.js.

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'reeldex-theme';

/** The theme of the page that it is made in. */
export class Theme {
  #choice = $state<ThemeChoice>(readChoice());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  /** Applies a choice at once and remembers it. */
  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    try {
      localStorage.setItem(storageKey, choice);
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
  }
}

function readChoice(): ThemeChoice {
  const applied = document.documentElement.dataset['theme'];
  return themeChoices.find((choice) => choice === applied) ?? 'system';
}
