// What a supervised program is: a command line and what belongs to its life. Pure data but for the hooks.

/** A program that the supervisor starts, starts again and stops. */
export interface ProgramSpec {
  /** Unique among the supervised programs, short: it prefixes log lines. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @default the supervisor's */
  readonly cwd?: string;
  /**
   * How the program comes to its end when the supervisor dies without a word: a Node program by its closed IPC channel,
   * any other by a watcher on a pipe.
   */
  readonly tether: 'channel' | 'pipe';
  /** Called after each start. */
  readonly onStarted?: (pid: number) => Promise<void>;
  /** Called after each end, before the program is started again. */
  readonly onEnded?: () => Promise<void>;
  /** Called before a start that follows failed ones; mends what may be in the way and says what it did. */
  readonly repair?: (failedStarts: number) => Promise<string | undefined>;
}
