// The error of a filename template that cannot be used.

import { ConfigError } from '../../../core/errors.ts';

/** A mistake in a template; `column` counts from 1 and points at where it begins. */
export class TemplateError extends ConfigError {
  readonly source: string;
  readonly column: number;

  constructor(source: string, column: number, problem: string) {
    super(`filename template "${source}", column ${column}: ${problem}`);
    this.source = source;
    this.column = column;
  }
}
