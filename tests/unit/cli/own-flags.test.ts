import { describe, expect, it } from 'vitest';
import { configFlagOf, withoutOwnFlags } from '../../../cli/own-flags.ts';

const own = { verbose: { type: 'boolean' }, collection: { type: 'string' } } as const;

describe('the flags of one command', () => {
  it.each([
    [
      ['~/Videos', '--port', '9000'],
      ['~/Videos', '--port', '9000'],
    ],
    [['--verbose', '~/Videos'], ['~/Videos']],
    [
      ['--collection', 'Films', '--data', 'x'],
      ['--data', 'x'],
    ],
    [
      ['--collection=Films', 'a', 'b'],
      ['a', 'b'],
    ],
    [
      ['--data', '--verbose'],
      ['--data', '--verbose'],
    ],
    [
      ['--verbos', '--', '--verbose'],
      ['--verbos', '--', '--verbose'],
    ],
  ])('are taken out of %j', (rawArgs, rest) => {
    expect(withoutOwnFlags(rawArgs, own)).toEqual(rest);
  });
});

describe('the settings file that is named by a flag', () => {
  it.each([
    [['a', '--config', 'my.yaml', '--port', '1'], 'my.yaml'],
    [['--config=my.yaml'], 'my.yaml'],
    [['--config', 'first.yaml', '--config', 'last.yaml'], 'last.yaml'],
    [['a', '--', '--config', 'my.yaml'], undefined],
    [['--config'], undefined],
  ])('is found in %j', (rawArgs, path) => {
    expect(configFlagOf(rawArgs)).toBe(path);
  });
});
