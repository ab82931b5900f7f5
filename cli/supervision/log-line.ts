// Reads a line that one of our programs logged as JSON. Pure.

import { z } from 'zod';

const logLine = z.looseObject({
  level: z.number(),
  msg: z.string().default(''),
  err: z.looseObject({ message: z.string() }).optional(),
});

/** A line of a program's log. */
export interface LogLine {
  /** Pino's number: 30 is info, 40 warn, 50 error, 60 fatal. */
  readonly level: number;
  readonly message: string;
  /** The message of the error that the line is about. */
  readonly error: string | undefined;
  /** The whole line as it was parsed. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** The parsed line; undefined when it is no log line. */
export function parseLogLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { data } = logLine.safeParse(JSON.parse(text));
    if (data === undefined) return undefined;
    return { level: data.level, message: data.msg, error: data.err?.message, record: data };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
