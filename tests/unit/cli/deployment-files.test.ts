// The files by which others start Reeldex: they can be parsed, and name only commands, files and variables that exist.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { environmentSettings } from '../../../core/config-schema.ts';
import packageFile from '../../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const cliCommands = [
  ...read('cli/main.ts').matchAll(/meta: \{ name: '(\w+)'|^ {2}(\w+): programCommand/gm),
].map(([, own, program]) => own ?? program);

/** Whether `node …` runs something that exists: an own entry file, and, of the command line, a command that it has. */
function expectRunnable(command: readonly string[]): void {
  const [program, ...rest] = command;
  // The flags before the script are Node's own.
  const [path = '', argument = ''] = rest.slice(rest.findIndex((part) => !part.startsWith('-')));
  expect(program).toBe('node');
  expect(existsSync(join(root, path)), path).toBe(true);
  if (path === 'cli/main.ts') expect(cliCommands).toContain(argument);
}

describe('package.json', () => {
  it.each(Object.entries(packageFile.scripts).filter(([, line]) => line.startsWith('node ')))(
    'has a script "%s" that can be run: %s',
    (_name, line) => expectRunnable(line.split(' ')),
  );

  it('has a script for every command of the command line', () => {
    const scripts = Object.keys(packageFile.scripts);
    expect(scripts).toEqual(
      expect.arrayContaining(cliCommands.filter((name) => name !== 'reeldex')),
    );
  });
});

const service = z.strictObject({
  build: z.literal('.').optional(),
  image: z.string(),
  restart: z.string(),
  init: z.boolean().optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
  volumes: z.array(z.string()),
  ports: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
      start_period: z.string().optional(),
    })
    .optional(),
});

describe('docker-compose.yml', () => {
  const document: unknown = parseDocument(read('docker-compose.yml'), { merge: true }).toJS();
  const { services, volumes } = z
    .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
    .parse(document);
  const own = Object.values(services).filter((candidate) => candidate.build !== undefined);

  it('runs the three programs and Meilisearch 1.21', () => {
    expect(Object.keys(services)).toEqual(['meilisearch', 'server', 'indexer', 'worker']);
    expect(services['meilisearch']?.image).toBe('getmeili/meilisearch:v1.21');
    for (const { command = [] } of own) expectRunnable(command);
  });

  it('shares the data and mounts the videos where the indexer looks, read-only', () => {
    for (const { volumes: mounts, environment } of own) {
      expect(mounts).toContain(`data:${environment['REELDEX_DATA']}`);
      expect(mounts.find((mount) => mount.includes(':/media'))).toMatch(/:\/media:ro$/);
    }
    expect(services['indexer']?.command).toContain('/media');
    const named = Object.values(services).flatMap(({ volumes: mounts }) =>
      mounts.map((mount) => mount.split(':')[0]).filter((name) => /^\w+$/.test(name ?? '')),
    );
    expect(new Set(named)).toEqual(new Set(Object.keys(volumes)));
  });

  it('sets only variables that Reeldex reads, and finds Meilisearch by the name of its service', () => {
    const known = [...Object.keys(environmentSettings), 'REELDEX_LOG_TERMINAL'];
    for (const { environment } of own) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
      expect(services).toHaveProperty(new URL(String(environment['MEILI_URL'])).hostname);
    }
  });

  it('is reached from this machine only, on the port on which the server listens', () => {
    const { ports, environment } = services['server'] ?? {};
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:.*:8410$/)]);
    expect(environment?.['REELDEX_PORT']).toBe(8410);
  });

  it('has a health check for whatever answers requests', () => {
    const checked = Object.entries(services).filter(
      ([, { healthcheck }]) => healthcheck !== undefined,
    );
    expect(checked.map(([name]) => name)).toEqual(['meilisearch', 'server']);
  });
});

describe('Dockerfile', () => {
  const instructions = read('Dockerfile')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '');

  it('copies only what exists', () => {
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied).toContain('package-lock.json');
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
  });

  it('runs commands that exist', () => {
    const [command] = instructions.filter((line) => line.startsWith('CMD '));
    expectRunnable(z.array(z.string()).parse(JSON.parse(command?.slice(4) ?? '')));
    expect(instructions.find((line) => line.includes('node cli/main.ts build'))).toBeDefined();
  });
});

describe('ecosystem.config.cjs', () => {
  const { apps } = z
    .object({
      apps: z.array(
        z.looseObject({
          name: z.string(),
          script: z.string(),
          args: z.string(),
          interpreter: z.string(),
        }),
      ),
    })
    .parse(createRequire(import.meta.url)(join(root, 'ecosystem.config.cjs')));

  it('has an app for each program, by a command that exists', () => {
    expect(apps.map(({ args }) => args)).toEqual(['meili', 'server', 'indexer', 'worker']);
    for (const { script, args } of apps) {
      expect(script).toBe(join(root, 'cli/main.ts'));
      expect(cliCommands).toContain(args);
    }
  });

  it('runs them with the Node.js that npm brings', () => {
    for (const { interpreter } of apps) expect(existsSync(interpreter)).toBe(true);
  });
});
