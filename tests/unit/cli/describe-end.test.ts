import { describe, expect, it } from 'vitest';
import { describeEnd, type OutputLine } from '../../../cli/supervision/describe-end.ts';
import type { ProcessEnd } from '../../../cli/supervision/tethered-process.ts';

const out = (text: string): OutputLine => ({ stream: 'stdout', text });
const err = (text: string): OutputLine => ({ stream: 'stderr', text });
const failed: ProcessEnd = { exitCode: 1, signal: null, startError: undefined };
const killed: ProcessEnd = { exitCode: null, signal: 'SIGKILL', startError: undefined };

describe('how a process ended', () => {
  it.each([
    [failed, 'ended with exit code 1'],
    [{ ...failed, exitCode: 0 }, 'ended with exit code 0'],
    [killed, 'was ended by SIGKILL'],
    [
      { ...killed, startError: new Error('spawn x ENOENT') },
      'could not be started (spawn x ENOENT)',
    ],
  ])('is said in words: %j', (end, words) => {
    expect(describeEnd(end, [])).toBe(words);
  });

  it('is explained by the error that was logged last', () => {
    const lines = [
      out('{"level":50,"msg":"first"}'),
      out('{"level":60,"msg":"unexpected error","err":{"message":"disk full"}}'),
      out('{"level":30,"msg":"stopping"}'),
      err('    at somewhere'),
    ];
    expect(describeEnd(failed, lines)).toBe('ended with exit code 1: disk full');
  });

  it('is explained by the message of a thrown error, not by the stack below it', () => {
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
    expect(describeEnd(failed, lines.map(err))).toBe(
      'ended with exit code 1: TypeError: no such thing',
    );
  });

  it('is explained by a panic, without the colours', () => {
    const panic = out('\u001b[31mERROR\u001b[0m thread panicked at lib.rs:343');
    expect(describeEnd({ ...killed, signal: 'SIGABRT' }, [panic])).toBe(
      'was ended by SIGABRT: ERROR thread panicked at lib.rs:343',
    );
  });

  it('is explained by the last words on standard error, unless a signal cut them short', () => {
    const lines = [err('out of paper'), out('chatter'), err('  ')];
    expect(describeEnd(failed, lines)).toBe('ended with exit code 1: out of paper');
    expect(describeEnd(killed, lines)).toBe('was ended by SIGKILL');
    expect(describeEnd(failed, [out('chatter'), err('{"level":30,"msg":"fine"}')])).toBe(
      'ended with exit code 1',
    );
  });
});
