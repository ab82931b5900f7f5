// Which names of a folder belong to the library. Pure: reads no disk.

import { isAbsolute, join, relative, sep } from 'node:path';

/** Folders that systems and network drives keep for themselves. Names that begin with a dot go anyway. */
const systemFolder =
  /^(?:@eadir|@recycle|@recently-snapshot|#recycle|#snapshot|\$recycle\.bin|system volume information|lost\+found)$/i;

/** What a walk looks for and leaves out. */
export interface WalkRules {
  /** Endings of video files, with or without the dot; their case does not matter. */
  readonly extensions: readonly string[];
  /**
   * Paths that are left out with all that lies below them; relative ones are relative to the root. `*` and `?` stand
   * for characters of one name, `**` for any number of folders.
   */
  readonly exclude: readonly string[];
  /** Folders below the root that are libraries of their own, by their whole path. */
  readonly nestedRoots?: readonly string[];
}

/** The compiled {@link WalkRules} of one root. Paths begin with the root. */
export interface WalkFilter {
  /** Whether a folder of this name, and a file of this name, may be looked at. */
  readonly isHidden: (name: string) => boolean;
  readonly isVideoName: (name: string) => boolean;
  readonly isExcluded: (path: string) => boolean;
}

/** Compiles the rules for the library folder `root`. */
export function createWalkFilter(root: string, rules: WalkRules): WalkFilter {
  const endings = new Set(
    rules.extensions.map((ending) => ending.replace(/^\./, '').toLowerCase()),
  );
  const patterns = rules.exclude.flatMap((path) => excludePattern(root, path) ?? []);
  const nestedRoots = new Set(rules.nestedRoots);
  return {
    isHidden: (name) => name.startsWith('.') || systemFolder.test(name),
    isVideoName: (name) => {
      const dot = name.lastIndexOf('.');
      return dot > 0 && endings.has(name.slice(dot + 1).toLowerCase());
    },
    isExcluded: (path) => {
      if (nestedRoots.size > 0 && nestedRoots.has(path)) return true;
      if (patterns.length === 0) return false;
      const names = comparable(path.slice(root.endsWith(sep) ? root.length - 1 : root.length));
      return patterns.some((pattern) => pattern.test(names));
    },
  };
}

/** What an excluded path matches of a path's part after the root; undefined where it lies outside the root. */
function excludePattern(root: string, path: string): RegExp | undefined {
  const below = relative(root, isAbsolute(path) ? path : join(root, path));
  if (below === '' || below === '..' || below.startsWith(`..${sep}`)) return undefined;
  const names = comparable(below).split('/');
  const source = names.map((name) => (name === '**' ? '(?:/[^/]+)*' : `/${namePattern(name)}`));
  return new RegExp(`^${source.join('')}(?:/|$)`, 'u');
}

/** With `/` between names, and in NFC: a person types é as one character where a Mac's disk holds two. */
function comparable(path: string): string {
  return path.replaceAll(sep, '/').normalize('NFC');
}

function namePattern(name: string): string {
  return name.replace(/\*+|\?|[^*?]+/g, (part) => {
    if (part.startsWith('*')) return '[^/]*';
    return part === '?' ? '[^/]' : part.replace(/[\\^$.|+()[\]{}/]/g, '\\$&');
  });
}
