import { describe, expect, it } from 'vitest';
import { howToCall } from '../../../cli/how-to-call.ts';

const script = '/apps/reeldex/cli/main.ts';
const cwd = '/apps/reeldex';

describe('a command in words to paste', () => {
  it.each([
    ['npm', { script, env: { npm_lifecycle_event: 'doctor' }, cwd }, 'npm run scan --'],
    ['Node.js in the folder', { script, env: {}, cwd }, 'node cli/main.ts scan'],
    ['Node.js elsewhere', { script, env: {}, cwd: '/home' }, `node ${script} scan`],
    ['an installed name', { script: '/usr/bin/reeldex', env: {}, cwd }, 'reeldex scan'],
  ])('is called through %s, as this one was', (_, call, words) => {
    expect(howToCall('scan', call)).toBe(words);
  });

  it('knows the short word of npm for starting', () => {
    expect(howToCall('start', { script, env: { npm_lifecycle_event: 'scan' }, cwd })).toBe(
      'npm start --',
    );
  });
});
