import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { ProgramOutput } from '../../../cli/terminal/program-output.ts';
import { Terminal, type TerminalStream } from '../../../cli/terminal/terminal.ts';

function openTerminal(isTTY: boolean) {
  const stream: TerminalStream & PassThrough = Object.assign(new PassThrough(), { isTTY });
  const terminal = new Terminal(stream);
  stream.setEncoding('utf8');
  const written = () => z.string().nullable().parse(stream.read()) ?? '';
  return { terminal, written };
}

function openOutput({ isVerbose = false, isTTY = false }) {
  const { terminal, written } = openTerminal(isTTY);
  const output = new ProgramOutput(terminal, {
    programs: ['server', 'indexer'],
    isVerbose,
    logsDir: '/data/logs',
  });
  const show = (text: string) => {
    output.show('server', { stream: 'stderr', text });
    return written();
  };
  return { show };
}

const logged = (level: number, more = {}) =>
  JSON.stringify({ level, time: 0, pid: 1, hostname: 'h', name: 'server', msg: 'done', ...more });

const noRoom = { type: 'Error', message: 'no room', stack: 'Error: no room\n    at x' };

describe('the output of programs', () => {
  it('shows what asks for attention, with the name of the program in a column', () => {
    const { show } = openOutput({});
    expect(show(logged(40, { path: '/a' }))).toMatch(
      /^server {2}\| \[\d\d:\d\d:\d\d\] WARN: done \{"path":"\/a"\}\n$/,
    );
    expect(show(logged(50, { err: noRoom }))).toMatch(/ ERROR: done: no room\n$/);
    expect(show(logged(60, { err: noRoom }))).toMatch(
      / FATAL: done\n(?:.*\n)*server {2}\| +at x\n/,
    );
  });

  it('shows a crash, but neither news nor the warnings that Meilisearch gives its clients', () => {
    const { show } = openOutput({});
    expect(show(logged(30))).toBe('');
    expect(show('')).toBe('');
    expect(show('888b     d888          d8b 888 d8b')).toBe('');
    expect(show('(node:12) ExperimentalWarning: SQLite is new')).toBe('');
    expect(show('2026-11-22 \u001b[33m WARN\u001b[0m web: Error encountered: 404')).toBe('');
    expect(show('TypeError: x is not a function')).toBe(
      'server  | TypeError: x is not a function\n',
    );
    expect(show('    at main.ts:3')).toBe('server  |     at main.ts:3\n');
    expect(show('2026-11-22 \u001b[31mERROR\u001b[0m disk full')).toBe(
      'server  | 2026-11-22 ERROR disk full\n',
    );
  });

  it('shows everything when asked to', () => {
    const { show } = openOutput({ isVerbose: true });
    expect(show(logged(20))).toContain('DEBUG: done');
    expect(show('listening')).toBe('server  | listening\n');
  });

  it('shows the first few of many alike messages and says where the others are', () => {
    const { show } = openOutput({});
    const shown = Array.from({ length: 9 }, (_, file) => show(logged(40, { file })));
    expect(shown.map((text) => text.trimEnd().split('\n').length * Number(text !== ''))).toEqual([
      ...[1, 1, 2, 0, 0, 0, 0, 0, 0],
    ]);
    expect(shown[2]).toMatch(/\nserver {2}\| More of this kind are in \/data\/logs\.\n$/);
    expect(show(logged(40, { msg: 'another kind' }))).not.toBe('');
    expect(show(logged(60))).not.toBe('');
  });

  it('is coloured on a terminal only', () => {
    const coloured = openOutput({ isTTY: true }).show(logged(40));
    expect(coloured).not.toBe(stripVTControlCharacters(coloured));
    const plain = openOutput({}).show(logged(40));
    expect(plain).toBe(stripVTControlCharacters(plain));
  });
});

describe('the terminal', () => {
  const progress = { done: 1, total: 2, text: 'half' };

  it('writes the progress as a line now and then where it cannot draw a bar', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { terminal, written } = openTerminal(false);
    const seen: string[] = [];
    for (let second = 0; second <= 11; second += 1) {
      terminal.showProgress({ ...progress, text: `second ${second}` });
      seen.push(written());
      vi.advanceTimersByTime(1000);
    }
    terminal.showProgress(undefined);
    expect(seen.filter((text) => text !== '')).toEqual(['second 5\n', 'second 10\n']);
    terminal.line('a line');
    expect(written()).toBe('a line\n');
  });

  it('writes lines above the bar and takes the bar away in the end', () => {
    const { terminal, written } = openTerminal(true);
    terminal.showProgress(progress);
    expect(written()).toMatch(/█{12}░{12} half/);
    terminal.line('a line');
    const screen = written();
    expect(screen).toMatch(/a line\n/);
    expect(screen.indexOf('half', screen.indexOf('a line'))).toBeGreaterThan(0);
    terminal.showProgress(undefined);
    written();
    terminal.line('the end');
    expect(written()).toBe('the end\n');
  });
});
