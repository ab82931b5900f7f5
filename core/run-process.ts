// Runs one program to its end and collects what it prints. Owns timeouts and killing; knows no program by name.

import { spawn } from 'node:child_process';
import { ProcessError } from './errors.ts';
import { endWithThisProcess } from './orphan-guard.ts';

const STDERR_TAIL_BYTES = 4096;

/** How one program is run. */
export interface RunProcessOptions {
  readonly signal?: AbortSignal;
  /** Killed with SIGKILL after this long, counted from the start. @default no limit */
  readonly timeoutMs?: number;
  /** What it is given on standard input. @default nothing */
  readonly stdin?: Uint8Array | string;
  /** More output than this on standard output fails the run. @default 16 MiB */
  readonly maxStdoutBytes?: number;
}

/**
 * Runs `command` without a shell and resolves with its standard output. It does not outlive this process.
 *
 * @throws ProcessError when it cannot be started, exits with another code than 0, is killed, or says too much.
 */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: RunProcessOptions = {},
): Promise<Buffer> {
  const { signal, timeoutMs, stdin = '', maxStdoutBytes = 16 * 1024 * 1024 } = options;
  signal?.throwIfAborted();
  const argv = [command, ...args];
  return await new Promise<Buffer>((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    endWithThisProcess(child);
    // A program may end before it has read everything.
    child.stdin.on('error', () => undefined).end(stdin);
    const stdout: Buffer[] = [];
    let stdoutBytes = 0;
    let stderrTail = '';
    let reason: string | undefined;

    const kill = (why: string) => {
      reason ??= why;
      child.kill('SIGKILL');
    };
    const onAbort = () => kill('was cancelled');
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => kill(`took longer than ${timeoutMs} ms`), timeoutMs);

    child.stdout.on('data', (chunk: Buffer) => {
      stdoutBytes += chunk.length;
      if (stdoutBytes > maxStdoutBytes) kill(`printed more than ${maxStdoutBytes} bytes`);
      else stdout.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderrTail = (stderrTail + chunk).slice(-STDERR_TAIL_BYTES);
    });

    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', (cause) => {
      settle();
      const failure = { argv, exitCode: null, signal: null, stderrTail };
      reject(
        new ProcessError(`${command} could not be started: ${cause.message}`, failure, { cause }),
      );
    });
    child.once('close', (exitCode, exitSignal) => {
      settle();
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      if (exitCode === 0 && reason === undefined) {
        resolve(Buffer.concat(stdout));
        return;
      }
      const how =
        reason ??
        (exitSignal ? `was ended by ${exitSignal}` : `exited with code ${String(exitCode)}`);
      const said = stderrTail.trim().split('\n').at(-1) ?? '';
      const message = `${command} ${how}${said === '' ? '' : `: ${said}`}`;
      reject(new ProcessError(message, { argv, exitCode, signal: exitSignal, stderrTail }));
    });
  });
}
