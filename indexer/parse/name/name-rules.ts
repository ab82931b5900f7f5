// How names and folders are read, as the configuration has it: compiled once, used for every file.

import type { FolderNames } from '../../../core/default-templates.ts';
import { compileTemplates, type Template } from '../template/compile-template.ts';

/** Make it with {@link compileNameRules}. */
export interface NameRules {
  /** Tried in order. */
  readonly templates: readonly Template[];
  readonly folders: FolderNames;
  /** Endings of the files that are videos, in lower case, without the dot. */
  readonly extensions: readonly string[];
}

/** The settings that say how names are read. */
export interface NameSettings {
  readonly templates: readonly string[];
  readonly folderNames: FolderNames;
  readonly extensions: readonly string[];
}

/** Compiles the settings. @throws ConfigError with one line for each template that has a mistake. */
export function compileNameRules(settings: NameSettings): NameRules {
  return {
    templates: compileTemplates(settings.templates),
    folders: settings.folderNames,
    extensions: settings.extensions.map((extension) => extension.toLowerCase()),
  };
}
