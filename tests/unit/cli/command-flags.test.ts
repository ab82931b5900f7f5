import { describe, expect, it } from 'vitest';
import { checkFlags } from '../../../cli/command-flags.ts';

const args = {
  data: { type: 'string' },
  full: { type: 'boolean' },
  folders: { type: 'positional' },
} as const;

describe('the flags of a command', () => {
  it.each([
    [['--data', 'x', '--full', 'a', 'b']],
    [['--data=x']],
    [['a', '--', '--port']],
    [['--data', '--port']],
  ])('are taken in %j', (rawArgs) => {
    expect(() => checkFlags('scan', rawArgs, args)).not.toThrow();
  });

  it.each([
    [['--port', '9000'], '--port'],
    [['a', '--host=::1'], '--host'],
    [['--ful'], '--ful'],
    [['-p', '1'], '-p'],
  ])('are named when one of %j is not among them', (rawArgs, flag) => {
    expect(() => checkFlags('scan', rawArgs, args)).toThrow(
      `"scan" does not take ${flag}: leave it out. It takes --data, --full.`,
    );
  });
});
