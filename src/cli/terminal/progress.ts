/** A line on the terminal that shows how far a long run is. */
import { shownPath } from "../support/shown-path.ts";
import { visibleLine } from "./safe-text.ts";
import type { Terminal } from "./terminal.ts";

/** A shorter run shows nothing. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** Shown only if stderr is a terminal. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #total: number;
  #next: number;

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#next = terminal.stderrIsTerminal ? performance.now() + PATIENCE : Infinity;
  }

  /** Reports that a file's turn has come, the first being 0. */
  at(path: string, index: number): void {
    if (this.#next === Infinity || performance.now() < this.#next) return;
    this.#next = performance.now() + INTERVAL;
    const line = `${index + 1}/${this.#total} ${shownPath(this.#terminal.cwd, path)}`;
    this.#terminal.status(visibleLine(line).slice(0, (this.#terminal.columns ?? 80) - 1));
  }

  /** Removes the line. */
  done(): void {
    this.#terminal.status(undefined);
  }
}
