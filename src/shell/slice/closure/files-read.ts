/** Finds the files that the script writes and that commands that matter may read. */
import type { Statement } from "unbash";
import { RUNS_TEXT } from "../survey/definers.ts";
import { trailingName } from "../../syntax/names.ts";
import type { Call, Definition, Part } from "../survey/fragments.ts";
import type { Texts } from "../survey/text-search.ts";
import type { FileUse } from "../../state/interfaces/file-use.ts";

/** Words that make a command read relevant content from a file: `-K file`, `-H @file`, `$(cat file)`, `< file`. */
const READS_FROM = /\bcat\s|(?<!<)<(?!<)|@|\s-\w*[Ki]\b|--config|--input-file/;
const OUTPUT = /(?<!\d)\d*>>?\|?\s*(?:"[^"]*"|'[^']*'|[^\s;&|()<>]+)/g;
/** Programs that may pass on the content of a file. */
const READERS =
  /(?<!<)<(?!<)|(?<![\w.-])["']?(?:cat|cp|mv|ln|install|curl|wget|xargs|[ef]?grep|cut|[gm]?awk|g?sed|tr|head|tail|sort|uniq|tac|rev|paste|column|base64|jq|yq|python\d?|perl|ruby|node)["']?\s/;
const NONE: readonly string[] = [];
const DECLARATION = /^\s*(?:local|declare|typeset|readonly|export)\s/;

/** The text without the redirections of output. */
export function readPart(text: string): string {
  return text.includes(">") ? text.replace(OUTPUT, "") : text;
}

/** Whether the text may pass on the content of a file. */
export function readsFiles(text: string): boolean {
  return READERS.test(text);
}

/** The parts of a survey that `FilesRead` uses. */
interface Surveyed {
  readonly calls: readonly Call[];
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  /** The parts that write a file, by the last component of its name. */
  readonly written: ReadonlyMap<string, readonly Part[]>;
  readonly texts: Texts;
}

/** What a text says about the files that its commands read. */
interface Reading {
  /** The text without the redirections of output. */
  readonly read: string;
  /** The functions that it may call. */
  readonly called: readonly string[];
  /** Whether it calls a function, or may pass on the content of a file. */
  readonly mayRead: boolean;
}

export class FilesRead {
  readonly #survey: Surveyed;
  /** Statements found to write a file that is or may be read. The code that removes one examines its commands. */
  readonly openWriters: { readonly statement: Statement; readonly isLoose: boolean }[] = [];
  readonly #writing = new Set<Statement>();
  readonly #writers = new Set<Statement>();
  /** Statements that write a file that an unknown command may read. */
  readonly #looseWriters = new Set<Statement>();
  /** The text of the commands in each function. */
  readonly #functions = new Map<string, string[]>();
  /** For each set of names, the functions whose commands have been examined. */
  readonly #looked = new Map<Set<string>, Set<string>>();
  /** The writers of each file, by the last component of its name or by the variable that may contain it; a variable's files share them. */
  readonly #written = new Map<string, ReadonlySet<Statement>[]>();
  /** For each set of writers, the elements of `written` that have been added to it. */
  readonly #added = new Map<Set<Statement>, Set<ReadonlySet<Statement>>>();
  /** The keys of `written` for files that may be read. */
  readonly #names = new Set<string>();
  /** The keys of `written` for files that commands that matter read. */
  readonly #decisive = new Set<string>();
  /** By variable, the last components of the file names assigned to it; computed on demand. */
  readonly #held = new Map<string, readonly string[]>();
  /** Texts that have been examined, for each way of reading them. Nested commands have many texts in common. */
  readonly #seen = new Map<string, Set<string>>();
  /** Keyed by text: the closure asks about a long text once for each name that it contains. */
  readonly #readings = new Map<string, Reading>();

  constructor(survey: Surveyed) {
    this.#survey = survey;
    if (survey.written.size === 0) return;
    for (const [name, parts] of survey.written) {
      const statements = new Set(parts.flatMap(({ place }) => (place === undefined ? [] : [place.statement])));
      for (const statement of statements) this.#writing.add(statement);
      this.#note(name, statements);
      for (const file of this.#heldBy(name)) this.#note(file, statements);
    }
    for (const { inside, text } of survey.calls) {
      if (inside === undefined) continue;
      const all = this.#functions.get(inside);
      if (all === undefined) this.#functions.set(inside, [text]);
      else all.push(text);
    }
  }

  /** How many statements are known to write such a file. */
  get size(): number {
    return this.#writers.size + this.#looseWriters.size;
  }

  /** Adds the writers of the files that a command reads. The commands of a function that it calls are examined separately. */
  addFor({ text, callee }: Call): void {
    const others = RUNS_TEXT.has(callee) ? undefined : callee;
    this.add(text, (name) => others !== undefined && name !== others);
  }

  /**
   * Adds the writers of the files that the text reads.
   * @param isRead whether the output of this function is read.
   */
  add(text: string, isRead: (name: string) => boolean = () => true): void {
    if (this.#survey.written.size === 0) return;
    if (this.#isNew("decisive", text)) {
      const read = readPart(text);
      if (READS_FROM.test(read)) this.#addWritersOf(read, this.#decisive, this.#writers);
    }
    this.#addReadBy(text, this.#decisive, isRead);
  }

  /** Adds the writers of the files that any program in the text may read. */
  addLoosely(text: string): void {
    if (this.#survey.written.size === 0 || !this.#isNew("loose", text)) return;
    this.#addReadBy(text, this.#names, () => true);
  }

  /** The same, and keeps paths apart that differ in what these files contain. */
  addContent(text: string): void {
    if (this.#survey.written.size === 0 || !this.#isNew("content", text)) return;
    this.#addReadBy(text, this.#decisive, () => true);
  }

  #addReadBy(text: string, names: Set<string>, isRead: (name: string) => boolean): void {
    let reading = this.#readings.get(text);
    if (reading === undefined) this.#readings.set(text, (reading = this.#readingOf(text)));
    const { read, called, mayRead } = reading;
    if (!mayRead) return;
    if (this.#isNew(names === this.#decisive ? "read by decisive" : "read", read))
      this.#addWritersOf(read, names, this.#looseWriters);
    for (const name of called) if (isRead(name)) this.#addReadIn(name, names);
  }

  #readingOf(text: string): Reading {
    const read = readPart(text);
    const called = this.#survey.texts.words(read).filter((word) => this.#functions.has(word));
    return { read, called, mayRead: called.length > 0 || readsFiles(read) };
  }

  /** Adds the writers of the files that the function's commands may read. */
  #addReadIn(name: string, names: Set<string>): void {
    let looked = this.#looked.get(names);
    if (looked === undefined) this.#looked.set(names, (looked = new Set()));
    if (looked.has(name)) return;
    looked.add(name);
    for (const text of this.#functions.get(name)!) this.#addReadBy(text, names, () => true);
  }

  /** Adds the writers of the files that the text names, because the script itself continues in them. */
  addSourced(text: string): void {
    if (!this.#isNew("sourced", text)) return;
    this.#addWritersOf(text, this.#decisive, this.#writers);
  }

  /** Adds the writers of the files that the text names, because it runs them. */
  addRun(text: string): void {
    if (!this.#isNew("run", text)) return;
    this.#addWritersOf(text, this.#names, this.#looseWriters);
  }

  #isNew(how: string, text: string): boolean {
    let seen = this.#seen.get(how);
    if (seen === undefined) this.#seen.set(how, (seen = new Set()));
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  }

  /** Whether the script writes no files. */
  get isEmpty(): boolean {
    return this.#written.size === 0;
  }

  /** Whether the statement writes a file. */
  mayWrite(statement: Statement): boolean {
    return this.#writing.has(statement);
  }

  /**
   * The use of a file that the script writes under this name: whether it may be read, and whether something that matters
   * depends on it.
   * @param words the words in its name, and the variables in it.
   */
  useOf(words: readonly string[]): FileUse {
    if (words.some((word) => this.#decisive.has(word))) return "decisive";
    if (words.some((word) => this.#names.has(word))) return "read";
    // Code in a string may write the file, or a program may itself: `curl -o f`.
    return words.some((word) => this.#written.has(word)) ? "none" : "decisive";
  }

  #note(name: string, statements: ReadonlySet<Statement>): void {
    const all = this.#written.get(name);
    if (all === undefined) this.#written.set(name, [statements]);
    else all.push(statements);
  }

  /** Adds the statements that write a file that the text names. */
  #addWritersOf(text: string, names: Set<string>, writers: Set<Statement>): void {
    const survey = this.#survey;
    const written = this.#written;
    if (written.size === 0) return;
    const how = `word ${names === this.#decisive} ${writers === this.#writers}`;
    for (const word of survey.texts.words(text)) {
      if (!this.#isNew(how, word)) continue;
      for (const file of [word, ...this.#heldBy(word)]) {
        const all = written.get(file);
        if (all === undefined) continue;
        names.add(file);
        for (const statements of all) this.#addWriters(statements, writers);
      }
    }
  }

  #addWriters(statements: ReadonlySet<Statement>, writers: Set<Statement>): void {
    let known = this.#added.get(writers);
    if (known === undefined) this.#added.set(writers, (known = new Set()));
    if (known.has(statements)) return;
    known.add(statements);
    for (const statement of statements) {
      if (writers.has(statement)) continue;
      writers.add(statement);
      this.openWriters.push({ statement, isLoose: writers === this.#looseWriters });
    }
  }

  /** The last components of the file names that a variable is assigned. */
  #heldBy(variable: string): readonly string[] {
    const definitions = this.#survey.definitions.get(variable);
    if (definitions === undefined) return NONE;
    let files = this.#held.get(variable);
    if (files === undefined)
      this.#held.set(variable, (files = [...new Set(definitions.flatMap(({ text }) => fileIn(variable, text) ?? []))]));
    return files;
  }
}

/** The last component of the file name that the text of a definition assigns to the variable. */
function fileIn(name: string, text: string): string | undefined {
  if (!DECLARATION.test(text)) return trailingName(text);
  // The text may contain other assignments: `local LIST FILE=/tmp/f`.
  for (const [, one, value] of text.matchAll(/(?<!\w)([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g))
    if (one === name) return trailingName(/\$\(|`/.test(value!) ? text : value!);
  return undefined;
}
