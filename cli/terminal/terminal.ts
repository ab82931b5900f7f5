// The terminal of the supervisor: whole lines, and one progress bar that stays below them. Knows no program and no scan.

import { SingleBar } from 'cli-progress';
import { stripVTControlCharacters, styleText } from 'node:util';

/** What a terminal is written to: standard output, or a file in its place. */
export interface TerminalStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** A bar and the words beside it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Shown after the bar. */
  readonly text: string;
}

/** Writes lines above a progress bar. Without a TTY there is no bar and no colour. */
export class Terminal {
  readonly isInteractive: boolean;
  readonly #stream: TerminalStream;
  readonly #bar: SingleBar;
  #progress: Progress | undefined;

  constructor(stream: TerminalStream) {
    this.#stream = stream;
    this.isInteractive = stream.isTTY === true;
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
    if (this.#progress !== undefined) this.#bar.stop();
    this.#stream.write(`${this.isInteractive ? text : stripVTControlCharacters(text)}\n`);
    if (this.#progress !== undefined) this.#startBar(this.#progress);
  }

  /** Shows the bar as it is now; undefined takes it away. Does nothing without a TTY. */
  showProgress(progress: Progress | undefined): void {
    if (!this.isInteractive) return;
    const isShown = this.#progress !== undefined;
    this.#progress = progress;
    if (progress === undefined) {
      if (isShown) this.#bar.stop();
    } else if (isShown) {
      this.#bar.setTotal(progress.total);
      this.#bar.update(progress.done, { text: progress.text });
    } else {
      this.#startBar(progress);
    }
  }

  /** The text in a colour or weight, where the terminal has such. */
  paint(style: Style, text: string): string {
    return this.isInteractive ? styleText(style, text, { validateStream: false }) : text;
  }

  #startBar({ done, total, text }: Progress): void {
    this.#bar.start(total, done, { text });
  }
}
