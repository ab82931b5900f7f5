// Reads our fields from a record of unknown values, leniently: what is wrong with one field does not cost another.

import { z } from 'zod';
import { cleanProse, cleanText, splitList, uniqueValues } from './clean-text.ts';
import { parseDate, parseYear } from './release-date.ts';
import {
  listFields,
  textFields,
  type FieldName,
  type FieldsDraft,
  type VideoFields,
} from './video-fields.ts';

/** The fields that could be read, and one line for each that could not. */
export interface RecordReading {
  readonly fields: VideoFields;
  readonly warnings: readonly string[];
}

const maxTextLength = 500;
const maxProseLength = 20_000;
const maxListLength = 500;

const scalar = z.union([z.string(), z.number()]).transform(String);

const text = scalar
  .transform(cleanText)
  .refine((value) => value.length <= maxTextLength)
  .describe(`a text of at most ${maxTextLength} characters`);

const prose = scalar
  .transform((value) => cleanProse(value.slice(0, maxProseLength)))
  .describe('a text');

const item = z.union([text, z.object({ name: text }).transform(({ name }) => name)]);

const list = z
  .union([text.transform(splitList), z.array(item).max(maxListLength)])
  .transform((values) => uniqueValues(values.filter((value) => value !== '')))
  .describe(`a list of at most ${maxListLength} texts`);

const year = scalar.transform((value) => parseYear(value.trim()));

const released = scalar.transform((value) => parseDate(cleanText(value)));

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Reads one record, once. */
class RecordReader {
  readonly fields: FieldsDraft = {};
  readonly warnings: string[] = [];
  readonly #record: Readonly<Record<string, unknown>>;

  constructor(record: Readonly<Record<string, unknown>>) {
    this.#record = record;
  }

  /** The value of `field`; undefined when it is absent, or when it is not `schema`, which is noted. */
  read<Value>(
    field: FieldName,
    schema: z.ZodType<Value | undefined>,
    expected = schema.description,
  ) {
    const value = this.#record[field];
    if (isAbsent(value)) return undefined;
    const result = schema.safeParse(value);
    if (result.success && result.data !== undefined) return result.data;
    this.warnings.push(`${field} is not ${expected ?? 'usable'} and was left out`);
    return undefined;
  }
}

/**
 * Reads the fields of {@link VideoFields} by their names; other names are ignored. Numbers count as texts, a list may be
 * one text that is split at `, `, its items may be objects with a `name`, and null and '' mean absent. Never throws.
 */
export function readRecord(record: Readonly<Record<string, unknown>>): RecordReading {
  const reader = new RecordReader(record);
  const { fields } = reader;
  for (const field of textFields) {
    const value = reader.read(field, field === 'description' ? prose : text);
    if (value !== undefined && value !== '') fields[field] = value;
  }
  for (const field of listFields) {
    const values = reader.read(field, list);
    if (values !== undefined && values.length > 0) fields[field] = values;
  }
  const yearValue = reader.read('year', year, 'a year from 1880 to 2099');
  if (yearValue !== undefined) fields.year = yearValue;
  const releasedValue = reader.read('released', released, 'a date such as 2019-04-28');
  if (releasedValue !== undefined) fields.released = releasedValue;
  return { fields, warnings: reader.warnings };
}
