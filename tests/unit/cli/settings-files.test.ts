// The files that show a person the settings, held against the schema: they must not fall behind it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { loadConfig } from '../../../core/config.ts';
import { configFile, environmentSettings } from '../../../core/config-schema.ts';

const root = join(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** Variables that are read, but are no settings: where the settings are, and how a program is run. */
const otherVariables = ['REELDEX_CONFIG', 'REELDEX_LOG_TERMINAL'];

describe('.env.example', () => {
  const listed = [...read('.env.example').matchAll(/^# ?([A-Z_]+)=(.*)$/gm)];
  const names = listed.map(([, name]) => name);

  it('lists every variable of the settings, once', () => {
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining(Object.keys(environmentSettings)));
  });

  it('lists no variable that nothing reads', () => {
    const compose = read('docker-compose.yml');
    const known = [...Object.keys(environmentSettings), ...otherVariables];
    const unknown = names.filter((name) => name !== undefined && !known.includes(name));
    expect(unknown.filter((name) => !compose.includes(`\${${name}:`))).toEqual([]);
  });

  it('holds values that are accepted, and explains each group of them', () => {
    const env = Object.fromEntries(
      listed.flatMap(([, name = '', value]) =>
        name in environmentSettings && value !== '' ? [[name, value]] : [],
      ),
    );
    expect(() => loadConfig({ env, argv: [], cwd: '/nowhere' })).not.toThrow();
    for (const paragraph of read('.env.example').split('\n\n').slice(1))
      expect(paragraph).toMatch(/^# \w+[ ,](?!=).*\.\n/);
  });
});

describe('reeldex.example.yaml', () => {
  const text = read('reeldex.example.yaml');
  const document: unknown = parseDocument(text, { strict: true }).toJS();

  it('says nothing but the defaults', () => {
    const { data, ...defaults } = configFile.parse({});
    expect(data).toBeUndefined();
    expect(document).toEqual(defaults);
  });

  it('mentions every setting, those without a default as comments', () => {
    const missing = settingNames(configFile.parse(everything)).filter(
      (name) => !new RegExp(`^ *(?:# )?${name}:`, 'm').test(text),
    );
    expect(missing).toEqual([]);
  });

  it('is a settings file that loads', () => {
    const argv = ['--config', join(root, 'reeldex.example.yaml')];
    expect(loadConfig({ env: {}, argv, cwd: root }).port).toBe(8410);
  });
});

/** Gives a value to the settings that have no default, so that all of them show. */
const everything = {
  data: 'x',
  meilisearch: { url: 'http://127.0.0.1:7700', apiKey: 'x', binary: 'x' },
  previews: { budgetGb: 1 },
};

function settingNames(settings: object): string[] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [name, ...settingNames(value)]
      : [name],
  );
}
