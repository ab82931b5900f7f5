// The terminal of the supervisor: whole lines, and one progress bar that stays below them. Knows no program and no scan.

import { SingleBar } from 'cli-progress';
import { stripVTControlCharacters, styleText } from 'node:util';

/** What a terminal is written to: standard output, or a file in its place. */
export interface TerminalStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly hasColors?: () => boolean;
}

type Style = Parameters<typeof styleText>[0];

/** A bar and the words beside it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Shown after the bar. */
  readonly text: string;
}

/** Without a bar, its text is written as a line this often. */
const LINE_EVERY_MS = 5000;

/** Writes lines above a progress bar. Without a TTY there is no colour, and now and then a line in place of the bar. */
export class Terminal {
  readonly isInteractive: boolean;
  /** False too where NO_COLOR is set (https://no-color.org). */
  readonly isColoured: boolean;
  readonly #stream: TerminalStream;
  readonly #bar: SingleBar;
  #progress: Progress | undefined;
  #lastLineMs = 0;

  constructor(stream: TerminalStream) {
    this.#stream = stream;
    this.isInteractive = stream.isTTY === true;
    this.isColoured = this.isInteractive && stream.hasColors?.() !== false;
    this.#bar = new SingleBar({
      stream,
      format: '{bar} {text}',
      barsize: 24,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      clearOnComplete: true,
      hideCursor: true,
      emptyOnZero: true,
      fps: 4,
    });
    // A reader that went away (`| head`) is no reason to end.
    stream.on('error', () => undefined);
  }

  /** Writes one line, or several, above the bar. */
  line(text: string): void {
    // The bar restores the cursor to where it began, so it has to begin again below every line.
    const shown = this.isInteractive ? this.#progress : undefined;
    if (shown !== undefined) this.#bar.stop();
    this.#stream.write(`${this.isColoured ? text : stripVTControlCharacters(text)}\n`);
    if (shown !== undefined) this.#startBar(shown);
  }

  /** Shows the progress as it is now; undefined takes it away. */
  showProgress(progress: Progress | undefined): void {
    const isNew = this.#progress === undefined;
    this.#progress = progress;
    if (!this.isInteractive) {
      this.#writeNowAndThen(isNew);
    } else if (progress === undefined) {
      this.#bar.stop();
    } else if (isNew) {
      this.#startBar(progress);
    } else {
      this.#bar.setTotal(progress.total);
      this.#bar.update(progress.done, { text: progress.text });
    }
  }

  /** The text in a colour or weight, where the terminal has such. */
  paint(style: Style, text: string): string {
    return this.isColoured ? styleText(style, text, { validateStream: false }) : text;
  }

  /** What is over soon needs no line. */
  #writeNowAndThen(isNew: boolean): void {
    const nowMs = performance.now();
    if (isNew) this.#lastLineMs = nowMs;
    if (this.#progress === undefined || nowMs - this.#lastLineMs < LINE_EVERY_MS) return;
    this.#lastLineMs = nowMs;
    this.line(this.#progress.text);
  }

  #startBar({ done, total, text }: Progress): void {
    this.#bar.start(total, done, { text });
  }
}
