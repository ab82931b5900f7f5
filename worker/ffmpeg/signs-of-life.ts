// Tells a working ffmpeg from a stalled one, by what it reports and by the CPU time that it uses.

import { readFile } from 'node:fs/promises';

/** The lines of `-progress` as ffmpeg writes them between its messages. */
const reportLine =
  /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=/;

/** Lines whose change means that something was made. */
const outputLine = /^(frame|total_size|out_time_us)=/;

/** Watches one process. */
export class SignsOfLife {
  readonly #reported = new Map<string, string>();
  #cpuTicks = 0;
  /** By the clock that nobody sets, and that stands still while the machine sleeps. */
  #lastMs = performance.now();

  /** Pictures that the first output with pictures got so far. */
  get pictures(): number {
    return Number(this.#reported.get('frame') ?? 0);
  }

  /** Takes a line of standard error; true when it was a progress report and no message. */
  readLine(line: string): boolean {
    if (!reportLine.test(line)) return false;
    const [key = '', value = ''] = line.split('=');
    if (outputLine.test(line) && this.#reported.get(key) !== value) {
      this.#reported.set(key, value);
      this.#lastMs = performance.now();
    }
    return true;
  }

  /**
   * How long the process has neither made anything nor used the CPU. ffmpeg reports nothing before its first picture,
   * and decoding its way to a far one can take minutes: there, only the CPU tells. Where the system does not say, a
   * report does.
   */
  async readSilenceMs(pid: number): Promise<number> {
    const cpuTicks = await readCpuTicks(pid);
    if (cpuTicks !== undefined && cpuTicks !== this.#cpuTicks) {
      this.#cpuTicks = cpuTicks;
      this.#lastMs = performance.now();
    }
    return performance.now() - this.#lastMs;
  }
}

/** User and system time, fields 14 and 15 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function readCpuTicks(pid: number): Promise<number | undefined> {
  let stat: string;
  try {
    stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the name in brackets, and may have spaces and brackets of its own.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
