/** Shared state by which the threads of a run take files in order, without getting far ahead of the report. */

/** Maximum number of files that may be taken before the first of them is reported. This limits the results that wait in memory. */
const WINDOW = 64;

const NEXT = 0;
const REPORTED = 1;
const CURRENT = 2;

/** Memory that all threads share. Threads are numbered from 0; thread 0 writes the report. */
export interface SharedTurns {
  /** The next file's index, the number of reported files, and for each thread the index of its current file. */
  readonly counters: Int32Array;
  /** For each file, the number of the thread that took it, plus one. */
  readonly owners: Uint8Array;
}

export class Turns {
  readonly #shared: SharedTurns;

  constructor(shared: SharedTurns) {
    this.#shared = shared;
  }

  static share(files: number, threads: number): SharedTurns {
    return {
      counters: new Int32Array(new SharedArrayBuffer(4 * (CURRENT + threads))),
      owners: new Uint8Array(new SharedArrayBuffer(Math.max(1, files))),
    };
  }

  /** Assigns the next file to a thread, and returns its index; `undefined` if no file is left. */
  take(thread: number): number | undefined {
    const { counters, owners } = this.#shared;
    const index = Atomics.add(counters, NEXT, 1);
    Atomics.store(counters, CURRENT + thread, index);
    if (index >= owners.length) return undefined;
    Atomics.store(owners, index, thread + 1);
    return index;
  }

  /** Whether there is a file that may be taken now. */
  get isOpen(): boolean {
    const { counters, owners } = this.#shared;
    const next = Atomics.load(counters, NEXT);
    return next < owners.length && next - Atomics.load(counters, REPORTED) < WINDOW;
  }

  /** Whether a file is too far ahead of the report. */
  isAhead(index: number): boolean {
    return index - Atomics.load(this.#shared.counters, REPORTED) >= WINDOW;
  }

  /** Blocks this thread until the file is no longer too far ahead. */
  wait(index: number): void {
    const { counters } = this.#shared;
    for (;;) {
      const reported = Atomics.load(counters, REPORTED);
      if (index - reported < WINDOW) return;
      Atomics.wait(counters, REPORTED, reported);
    }
  }

  /** Records the number of files that are reported. */
  report(count: number): void {
    Atomics.store(this.#shared.counters, REPORTED, count);
    Atomics.notify(this.#shared.counters, REPORTED);
  }

  /** The thread that took a file; `undefined` if it was not taken. */
  ownerOf(index: number): number | undefined {
    const owner = Atomics.load(this.#shared.owners, index);
    return owner === 0 ? undefined : owner - 1;
  }

  /** The index of the last file that a thread took. */
  currentOf(thread: number): number {
    return Atomics.load(this.#shared.counters, CURRENT + thread);
  }
}
