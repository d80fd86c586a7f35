/** Commands in a script, also in its strings, that may remove a file that the script has written. */

/** Programs after which the files may be gone, or empty, that their words name. */
export const REMOVERS: ReadonlySet<string> = new Set("rm mv unlink shred truncate gzip gunzip xz unxz".split(" "));

const OTHERS = String.raw`find rsync bzip2 bunzip2 zstd git\s+(?:clean|reset|checkout|stash)`.split(" ");

/** A command that may remove files, or replace them by others, with its words. */
const REMOVES = new RegExp(
  String.raw`(?<![\w.-])(?:${[...REMOVERS, ...OTHERS].join("|")})(?![\w.-])((?:\\[\s\S]|[^\n;|&\\])*)`,
  "g",
);

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
    const isNamed = ({ words }: Removal): boolean =>
      words.split(/\s+/).some((word) => word !== "" && (OPEN.test(word) || mayName(word.replace(QUOTES, ""), file)));
    return this.#removals.find(isNamed)?.pos ?? Number.POSITIVE_INFINITY;
  }
}

/** Characters with which a word as written may stand for any file, and those that are not part of its value. */
const OPEN = /[$`{]/;
const QUOTES = /["'\\()]/g;

/** Whether the word may name the file, or a directory that contains it. */
export function mayName(word: string | undefined, file: string): boolean {
  if (word === undefined || /[*?[]/.test(word)) return true;
  const last = word.split("/").findLast((part) => part !== "") ?? ".";
  return last === "." || last === ".." || file.split("/").includes(last);
}
