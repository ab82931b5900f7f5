// Which groups of the filter panel a person opened or closed, kept in this browser only.

const storageKey = 'reeldex-filter-groups';

/** Open or not, by the name of the group; groups that nobody touched are absent. */
export type RememberedGroups = Readonly<Record<string, boolean>>;

/** Reads what was stored; what is no such thing counts as nothing. */
export function parseGroups(text: string | null): RememberedGroups {
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const known = Object.entries(stored).filter(([, isOpen]) => typeof isOpen === 'boolean');
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** Whether a group stands open. */
export function isGroupOpen(name: string, otherwise: boolean): boolean {
  return readGroups()[name] ?? otherwise;
}

export function rememberGroup(name: string, isOpen: boolean): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...readGroups(), [name]: isOpen }));
  } catch {
    // Storage may be forbidden: it then stays so as long as the page.
  }
}

function readGroups(): RememberedGroups {
  try {
    return parseGroups(localStorage.getItem(storageKey));
  } catch {
    // Storage may be forbidden.
    return {};
  }
}
