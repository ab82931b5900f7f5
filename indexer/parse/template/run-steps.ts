// Takes a template's steps along a name: backtracking that never tries the same thing twice, hence linear in the name's length.

import { foldDashes } from '../field/clean-text.ts';
import type { FieldStep, Step } from './compile-template.ts';
import { canBeValue } from '../field/field-values.ts';
import { readOrderedDateAt, type DateOrder } from '../field/ordered-date.ts';
import { parseYear, readDateAt } from '../field/release-date.ts';
import type { FieldName } from '../field/video-fields.ts';

/** What came of a run. */
export interface StepRun {
  /** The text of each field that was there, dates as `YYYY-MM-DD`, or undefined when the name does not match. */
  readonly values: ReadonlyMap<FieldName, string> | undefined;
  /** Places looked at: at most three for each step and character. */
  readonly placeCount: number;
}

const yearLength = 4;

/** One run along one name. */
class Run {
  readonly values = new Map<FieldName, string>();
  placeCount = 0;
  readonly #steps: readonly Step[];
  readonly #name: string;
  readonly #folded: string;
  /** By step and index: the step was begun there before, and what follows it failed. */
  readonly #begun: Uint8Array;
  /** By step and index: the field was ended there before, and so at every later index up to its fence. */
  readonly #ended: Uint8Array;

  constructor(steps: readonly Step[], name: string) {
    this.#steps = steps;
    this.#name = name;
    this.#folded = foldDashes(name);
    this.#begun = new Uint8Array(steps.length * (name.length + 1));
    this.#ended = new Uint8Array(steps.length * (name.length + 1));
  }

  /** Whether the steps from `index` on match the name from `at` to its end. */
  matches(index: number, at: number): boolean {
    this.placeCount += 1;
    const step = this.#steps[index];
    if (step === undefined) return at === this.#name.length;
    if (!this.#isFirstTime(this.#begun, index, at)) return false;
    switch (step.kind) {
      case 'literal':
        return (
          this.#folded.startsWith(step.text, at) && this.matches(index + 1, at + step.text.length)
        );
      case 'optional':
        return this.matches(index + 1, at) || this.matches(index + 1 + step.stepCount, at);
      case 'field':
        return this.#matchesField(step, index, at);
    }
  }

  #isFirstTime(places: Uint8Array, index: number, at: number): boolean {
    const place = index * (this.#name.length + 1) + at;
    const isFirst = places[place] === 0;
    places[place] = 1;
    return isFirst;
  }

  #matchesField(step: FieldStep, index: number, at: number): boolean {
    if (at === this.#name.length || this.#name[at] === ' ') return false;
    const { shape } = step;
    if (shape === 'year') return this.#matchesYear(step, index, at);
    if (shape !== 'text' && shape !== 'list') return this.#matchesDate(step, shape, index, at);
    if (step.isEnclosed) {
      const end = this.#fenceAfter(step, at);
      return canBeValue(step.field, this.#name.slice(at, end)) && this.#takes(step, index, at, end);
    }
    return this.#takesShortest(step, index, at);
  }

  #takesShortest(step: FieldStep, index: number, at: number): boolean {
    for (let end = at + 1; end <= this.#name.length; end += 1) {
      this.placeCount += 1;
      const last = this.#name.charAt(end - 1);
      if (step.fence.includes(last) || !this.#isFirstTime(this.#ended, index, end)) return false;
      if (last !== ' ' && this.#takes(step, index, at, end)) return true;
    }
    return false;
  }

  #takes(
    step: FieldStep,
    index: number,
    at: number,
    end: number,
    value = this.#name.slice(at, end),
  ): boolean {
    if (!this.matches(index + 1, end)) return false;
    this.values.set(step.field, value);
    return true;
  }

  #fenceAfter(step: FieldStep, at: number): number {
    let end = at;
    while (end < this.#name.length && !step.fence.includes(this.#name.charAt(end))) end += 1;
    this.placeCount += end - at;
    return end;
  }

  #matchesYear(step: FieldStep, index: number, at: number): boolean {
    const end = at + yearLength;
    const isYear = parseYear(this.#name.slice(at, end)) !== undefined;
    return isYear && !/\d/.test(this.#name.charAt(end)) && this.#takes(step, index, at, end);
  }

  #matchesDate(step: FieldStep, shape: 'date' | DateOrder, index: number, at: number): boolean {
    const reading =
      readDateAt(this.#folded, at) ??
      (shape === 'date' ? undefined : readOrderedDateAt(this.#folded, at, shape));
    return reading !== undefined && this.#takes(step, index, at, reading.end, reading.isoDate);
  }
}

/** Runs `steps` along a clean name, all of which they have to match. Never throws. */
export function runSteps(steps: readonly Step[], name: string): StepRun {
  const run = new Run(steps, name);
  const isMatch = run.matches(0, 0);
  return { values: isMatch ? run.values : undefined, placeCount: run.placeCount };
}
