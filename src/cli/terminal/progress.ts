/** The progress line that a long run shows on the terminal. */
import type { FileProgress } from "../../eslint/scripts/file-progress.ts";
import { shownPath } from "../support/shown-path.ts";
import { visibleLine } from "./safe-text.ts";
import type { Terminal } from "./terminal.ts";

/** Milliseconds before the line appears; a shorter run shows nothing. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** Shown only if stderr is a terminal. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #total: number;
  #next: number;
  /** The file that is being checked. */
  #current = "";

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#next = terminal.stderrIsTerminal ? performance.now() + PATIENCE : Infinity;
  }

  /** Reports that work on a file begins. `index` starts at 0. */
  at(path: string, index: number): void {
    if (this.#next === Infinity) return;
    this.#current = `${index + 1}/${this.#total} ${shownPath(this.#terminal.cwd, path)}`;
    this.#show(this.#current);
  }

  /** A callback that reports progress within this file; `undefined` if no progress is shown. */
  get within(): ((progress: FileProgress) => void) | undefined {
    if (this.#next === Infinity) return undefined;
    return ({ stage, done, total }) => {
      const part = stage === "script" ? `script ${done}/${total}` : `rules ${Math.floor((done / total) * 100)} %`;
      this.#show(part, this.#current);
    };
  }

  /** Shows `beginning: end`. If the line is too long, `beginning` is shortened. */
  #show(end: string, beginning = ""): void {
    if (performance.now() < this.#next) return;
    this.#next = performance.now() + INTERVAL;
    const room = (this.#terminal.columns ?? 80) - 1;
    const head = beginning === "" ? "" : `${visibleLine(beginning).slice(0, Math.max(0, room - end.length - 2))}: `;
    this.#terminal.status(`${head}${visibleLine(end)}`.slice(0, room));
  }

  /** Removes the line. */
  done(): void {
    this.#terminal.status(undefined);
  }
}
