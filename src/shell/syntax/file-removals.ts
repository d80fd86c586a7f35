/** Commands in a script, also in its strings, that may remove a file that the script has written. */

/** A command that removes files, or replaces them by others, with its words. */
const REMOVES =
  /(?<![\w.-])(?:rm|mv|unlink|shred|find|rsync|gzip|gunzip|bzip2|bunzip2|xz|unxz|zstd|git\s+(?:clean|reset|checkout|stash))(?![\w.-])((?:\\[\s\S]|[^\n;|&\\])*)/g;

const CHANGES_DIRECTORY = /(?<![\w.-])(?:cd|pushd|popd|chroot)(?![\w.-])/;

interface Removal {
  readonly pos: number;
  readonly words: string;
}

export class FileRemovals {
  readonly #removals: readonly Removal[];
  readonly #changesDirectory: boolean;
  /** By file: where the first command is that may remove it. */
  readonly #first = new Map<string, number>();

  constructor(text: string) {
    this.#removals = Array.from(text.matchAll(REMOVES), ({ index, 1: words }) => ({ pos: index, words: words! }));
    this.#changesDirectory = CHANGES_DIRECTORY.test(text);
  }

  /**
   * Whether the file may be gone, or be another one.
   * @param until only what precedes this offset in the script counts; `undefined` if code after it may run before
   */
  mayRemove(file: string, until: number | undefined): boolean {
    if (!file.startsWith("/") && this.#changesDirectory) return true;
    let first = this.#first.get(file);
    if (first === undefined) this.#first.set(file, (first = this.#firstOf(file)));
    return first < (until ?? Number.POSITIVE_INFINITY);
  }

  #firstOf(file: string): number {
    const parts = new Set([".", "..", ...file.split("/").filter((part) => part !== "")]);
    const mayName = (word: string): boolean => OPEN.test(word) || parts.has(lastPart(word) ?? "");
    return this.#removals.find(({ words }) => words.split(/\s+/).some(mayName))?.pos ?? Number.POSITIVE_INFINITY;
  }
}

/** Characters with which a word may stand for any file. */
const OPEN = /[*?[$`{]/;

/** The name of the file or directory, without quotes. */
function lastPart(word: string): string | undefined {
  return word
    .replace(/["'\\()]/g, "")
    .split("/")
    .findLast((part) => part !== "");
}
