import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fieldsText,
  logTime,
  showLines,
  type LogLine,
} from '../../../web/components/dashboard/log-lines.ts';

function line(second: number, message: string, fields: LogLine['fields'] = {}): LogLine {
  return { at: `2025-11-22T10:00:0${second}.000Z`, level: 'info', message, fields };
}

describe('log lines', () => {
  test('keep their keys when newer lines arrive, even equal ones', () => {
    const lineOf = fc
      .tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b'))
      .map(([second, message]) => line(second, message));
    fc.assert(
      fc.property(fc.array(lineOf), fc.array(lineOf), (newer, older) => {
        const before = showLines(older).map(({ key }) => key);
        const after = showLines([...newer, ...older]).map(({ key }) => key);
        expect(after.slice(newer.length)).toEqual(before);
        expect(new Set(after).size).toBe(after.length);
      }),
    );
  });

  test('stay in their order', () => {
    const shown = showLines([line(2, 'late'), line(1, 'early')]);
    expect(shown.map(({ message }) => message)).toEqual(['late', 'early']);
  });

  test('show short fields beside the message, and leave out what is long or everywhere', () => {
    const fields = { hash: 'ab', durationMs: 12, component: 'x', err: {}, long: 'y'.repeat(61) };
    expect(showLines([line(1, 'done', fields)])[0]?.summary).toBe('hash=ab durationMs=12');
  });

  test('show a stack line by line when opened', () => {
    expect(fieldsText({ stack: 'Error\n    at a' })).toBe('{\n  "stack": "Error\n    at a"\n}');
  });

  test('name the day when it was not today', () => {
    const nowMs = new Date(2025, 10, 22, 12).getTime();
    const today = new Date(2025, 10, 22, 9, 5, 7).toISOString();
    const yesterday = new Date(2025, 10, 21, 9, 5, 7).toISOString();
    expect(logTime(today, nowMs, 'en-GB')).toBe('09:05:07');
    expect(logTime(yesterday, nowMs, 'en-GB')).toContain('21 Nov');
  });
});
