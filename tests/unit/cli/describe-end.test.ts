import { describe, expect, it } from 'vitest';
import { describeEnd, findReason, type OutputLine } from '../../../cli/supervision/describe-end.ts';

const out = (text: string): OutputLine => ({ stream: 'stdout', text });
const err = (text: string): OutputLine => ({ stream: 'stderr', text });

describe('how a process ended', () => {
  it.each([
    [{ exitCode: 3, signal: null, startError: undefined }, 'ended with exit code 3'],
    [{ exitCode: null, signal: 'SIGKILL' as const, startError: undefined }, 'was ended by SIGKILL'],
    [
      { exitCode: null, signal: null, startError: new Error('spawn x ENOENT') },
      'could not be started (spawn x ENOENT)',
    ],
  ])('is said in words: %j', (end, words) => {
    expect(describeEnd(end)).toBe(words);
  });
});

describe('the reason of an end', () => {
  it('is the error that was logged last', () => {
    const lines = [
      out('{"level":50,"msg":"first"}'),
      out('{"level":60,"msg":"unexpected error","err":{"message":"disk full"}}'),
      out('{"level":30,"msg":"stopping"}'),
      err('    at somewhere'),
    ];
    expect(findReason(lines)).toBe('disk full');
  });

  it('is the message of a thrown error, not the stack below it', () => {
    const lines = [
      'file:///reeldex/server/main.ts:3',
      'throw new TypeError("no such thing");',
      '^',
      '',
      'TypeError: no such thing',
      '    at file:///reeldex/server/main.ts:3:7',
      '',
      'Node.js v24.21.0',
    ];
    expect(findReason(lines.map(err))).toBe('TypeError: no such thing');
  });

  it('is the last that was said on standard error otherwise', () => {
    expect(findReason([err('out of paper'), out('chatter'), err('  ')])).toBe('out of paper');
  });

  it('is unknown when nothing was said there', () => {
    expect(findReason([out('chatter'), out('{"level":30,"msg":"fine"}')])).toBeUndefined();
  });
});
