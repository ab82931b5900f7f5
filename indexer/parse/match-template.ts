// Matches one compiled template with one name and reads the values.

import { foldDashes } from './clean-text.ts';
import type { Template } from './compile-template.ts';
import { canBeValue, setValue } from './field-values.ts';
import { runSteps } from './run-steps.ts';
import type { FieldsDraft, VideoFields } from './video-fields.ts';

/**
 * What `template` finds in `name`, a name without extension as `cleanText` gives it, or undefined when it does not
 * match. It does not match either when a value cannot be its field's, such as the performer of `01 - Opening`.
 * Takes time linear in the length of the name, whatever the name.
 */
export function matchTemplate(template: Template, name: string): VideoFields | undefined {
  const { values } = runSteps(template.steps, name);
  if (values === undefined) return undefined;
  const fields: FieldsDraft = {};
  for (const [field, text] of values) {
    const value = field === 'released' ? foldDashes(text) : text;
    if (!canBeValue(field, value)) return undefined;
    setValue(fields, field, value);
  }
  return fields;
}
