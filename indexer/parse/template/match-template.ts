// Matches one compiled template with one name and reads the values.

import type { Template } from './compile-template.ts';
import { canBeValue, setValue } from '../field/field-values.ts';
import { readReleaseName } from '../release/release-name.ts';
import { runSteps } from './run-steps.ts';
import type { FieldsDraft, VideoFields } from '../field/video-fields.ts';

/**
 * What `template` finds in `name`, a name without extension as `cleanText` gives it, or undefined when it does not
 * match. It does not match either when a value cannot be its field's, such as the performer of `01 - Opening`.
 * Takes time linear in the length of the name, whatever the name.
 *
 * @param written the name before `separateWords`, for `{release}`: its dots tell a release's name from others
 */
export function matchTemplate(
  { steps }: Template,
  name: string,
  written = name,
): VideoFields | undefined {
  if (steps === undefined) return readReleaseName(written);
  const { values } = runSteps(steps, name);
  if (values === undefined) return undefined;
  const fields: FieldsDraft = {};
  for (const [field, text] of values) {
    if (!canBeValue(field, text)) return undefined;
    setValue(fields, field, text);
  }
  return fields;
}
