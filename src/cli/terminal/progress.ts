import { oneLine } from "./text-width.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Terminal } from "./terminal.ts";

/** A run that is over sooner shows nothing. */
const patience = 1000;
const interval = 100;

/** A line on the terminal that says how far a long run has come. Shown only where stderr is a terminal. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #total: number;
  #next: number;
  #shown = false;

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#next = terminal.stderrIsTerminal ? performance.now() + patience : Infinity;
  }

  /** Says that a file's turn has come, the first being 0. */
  at(path: string, index: number): void {
    if (this.#next === Infinity || performance.now() < this.#next) return;
    this.#next = performance.now() + interval;
    this.#shown = true;
    const line = `${index + 1}/${this.#total} ${oneLine(shownPath(this.#terminal.cwd, path))}`;
    this.#terminal.err(`\r\u001B[2K${line.slice(0, (this.#terminal.columns ?? 80) - 1)}`);
  }

  /** Takes the line away. */
  done(): void {
    if (this.#shown) this.#terminal.err("\r\u001B[2K");
    this.#shown = false;
  }
}
