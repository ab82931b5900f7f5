// Ends child processes with this one, however that ends: of a SIGKILL nobody else could tell them.

import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Keeps the numbers of the processes that it is told of (`+ 12`) and not told to forget (`- 12`). When the pipe ends, which
 * the kernel closes however the other side dies, it kills those that are left. Signals to the group are not for it.
 */
const script = `
trap '' INT TERM HUP
pids=' '
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
[ "$pids" = ' ' ] || kill -KILL $pids 2>/dev/null`;

let guard: ChildProcess | undefined;

/** Has a child process killed when this process is gone. */
export function endWithThisProcess(child: ChildProcess): void {
  const { pid } = child;
  // Windows has no shell for it; there, ffmpeg ends by its limit of CPU time, and others when they are done.
  if (pid === undefined || process.platform === 'win32') return;
  tell(`+ ${pid}`);
  child.once('exit', () => tell(`- ${pid}`));
}

function tell(line: string): void {
  guard ??= startGuard();
  guard.stdin?.write(`${line}\n`);
}

/** One for all; the first child starts it. */
function startGuard(): ChildProcess {
  const started = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'] });
  const forget = () => {
    if (guard === started) guard = undefined;
  };
  started.once('exit', forget).once('error', forget);
  started.stdin.on('error', () => undefined);
  // It alone must not keep the process up.
  started.unref();
  if (started.stdin instanceof Socket) started.stdin.unref();
  return started;
}
