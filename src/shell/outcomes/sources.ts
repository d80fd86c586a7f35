/** The sources of text and files: the calls from which a program's output, or a file, derives. */
import { differenceOfSlots, unionOfSlots } from "./status-info.ts";
import { mayBeUnpacked, UnpackedArchives } from "./archives.ts";
import type { EarlierFiles } from "./earlier-files.ts";
import { ErrorFiles } from "./error-files.ts";
import { isCreatedFirst, isFileName, listedFiles, mayWriteFiles, plainWord } from "./written-files.ts";
import { stringOf } from "../values/pieces.ts";
import type { Calls } from "./calls.ts";
import type { Path, StatusInfo } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";
import { readFile } from "../state/virtual-files.ts";
import type { Argument, Run } from "../model/invocation.ts";
import type { OutcomeInterest } from "../model/program-model.ts";
import { knownText, printersOf, type AbstractString } from "../model/value.ts";

const NONE: readonly number[] = [];

/** How many steps back the source of an output is searched, and how many calls are searched for the writer of a file. */
const DEPTH = 8;
const RECENT = 512;
/** How many names in a list are searched. */
const MOST_LISTED = 64;

const SELECTORS = /^(?:jq|[ef]?grep|awk|gawk|sed|cut|xmllint|python3?)$/;

const COUNTERS = /^(?:wc|[ef]?grep)$/;

/**
 * The union of the results for the words after the program's name. @param find finds the result for a name, which may be that
 * of a file from an archive
 */
function ofWords(run: Run, find: (name: AbstractString, unpacked: boolean) => readonly number[]): readonly number[] {
  const names = run.argv.slice(1);
  return names.reduce((all, { value }, at) => unionOfSlots(all, find(value, mayBeUnpacked(run, at + 1))), NONE);
}

/**
 * The runs that are not in the set yet, without duplicates; adds them to the set. Several texts may come from the same program.
 */
function unseen(runs: readonly Run[], seen: Set<Run>): readonly Run[] {
  const found = [...new Set(runs)].filter((run) => !seen.has(run));
  for (const run of found) seen.add(run);
  return found;
}

export type Judges = Pick<
  OutcomeInterest,
  "counts" | "judges" | "rejectsErrorPages" | "states" | "printsZero" | "isMissing"
>;

export class Sources {
  readonly symbols: Symbols;
  readonly errorFiles: ErrorFiles;
  readonly #calls: Calls;
  readonly #files: EarlierFiles;
  readonly #interest: Judges;
  readonly #unpacked = new UnpackedArchives();

  constructor(calls: Calls, files: EarlierFiles, interest: Judges, symbols: Symbols) {
    this.#calls = calls;
    this.errorFiles = new ErrorFiles(calls);
    this.#files = files;
    this.#interest = interest;
    this.symbols = symbols;
  }

  /** Whether the program, or a program that it reads from, selects parts of its input, and prints nothing if there are none. */
  selects(run: Run): boolean {
    return this.#isAnyBehind(run, ({ invocation: { program } }) => SELECTORS.test(program));
  }

  /** Whether the program, or a program that it reads from, counts its input, and prints 0 if there is none. */
  counts(run: Run): boolean {
    return this.#isAnyBehind(run, (one) => COUNTERS.test(one.invocation.program) && this.#interest.counts(one));
  }

  #isAnyBehind(run: Run, test: (run: Run) => boolean): boolean {
    const seen = new Set([run]);
    let open: readonly Run[] = [run];
    for (let depth = 0; depth <= DEPTH && open.length > 0; depth++) {
      if (open.some(test)) return true;
      open = unseen(
        open.flatMap(({ stdin }) => printersOf(stdin)),
        seen,
      );
    }
    return false;
  }

  /**
   * The calls from which the outputs of these programs derive.
   * @param emptiness only calls without whose output these programs print nothing.
   * @param named also calls that have written the files that the programs' words name.
   */
  callsBehind(path: Path, runs: readonly Run[], emptiness: boolean, named = true): readonly number[] {
    const found = new Set<number>();
    const seen = new Set(runs);
    let open = runs;
    for (let depth = 0; depth < DEPTH && open.length > 0; depth++) {
      const next: Run[] = [];
      for (const run of open) {
        const slot = this.#calls.slotOf(run);
        if (slot !== undefined) found.add(slot);
        const isCounter = emptiness && this.#interest.counts(run);
        if (named && !this.#calls.isNamed(run.invocation.program))
          for (const one of this.#writersNamedBy(path, run))
            // A counter prints a number if the file is empty.
            if (!isCounter || !this.#createsFileOf(one, run)) found.add(one);
        if (isCounter) continue;
        // A named program gets its data from elsewhere and reads no input.
        if (!this.#calls.isNamed(run.invocation.program)) next.push(...printersOf(run.stdin));
        for (const { value } of emptiness ? this.#neededWords(run) : run.argv) next.push(...printersOf(value));
      }
      open = unseen(next, seen);
    }
    return [...found];
  }

  /** The words without whose values the program prints nothing. */
  #neededWords(run: Run): readonly Argument[] {
    const judged = this.#interest.judges(run);
    return typeof judged === "object" ? judged : [];
  }

  /** The calls that produced what the program requires: its input, and the files that its words name. */
  readBy(path: Path, run: Run): StatusInfo {
    if (this.#calls.size === 0) return {};
    const judged = this.#interest.judges(run);
    if (judged === undefined) return {};
    if (typeof judged === "object") {
      const there = this.callsBehind(
        path,
        judged.flatMap(({ value }) => printersOf(value)),
        false,
      );
      return there.length === 0 ? {} : { there };
    }
    if (judged === "presence" || judged === "scripts") {
      const created = this.#creatorsNamedBy(path, run, judged === "scripts");
      const about = judged === "scripts" ? created : this.#rejectedBy(path, run);
      const there = differenceOfSlots(created, about);
      return about.length + there.length === 0 ? {} : { about, there };
    }
    const files = this.#writersNamedBy(path, run);
    const read = judged === "files" ? NONE : this.callsBehind(path, printersOf(run.stdin), false);
    const listed = judged === "list" ? this.#writersOfListed(path, run) : NONE;
    const about = unionOfSlots(unionOfSlots(read, files), listed);
    this.#unpacked.note(run, about);
    return about.length === 0 ? {} : judged === "difference" ? { about, ofDifference: true } : { about };
  }

  /** The writers of the files that the list names, or of any files if these are unknown. */
  #writersOfListed(path: Path, run: Run): readonly number[] {
    const operand = run.argv.slice(1).find(({ value }) => !/^(?:-|\d+$)/.test(knownText(value) ?? ""));
    const list = operand === undefined ? run.stdin : readFile(this, path, operand.value);
    const names = list && listedFiles(list);
    if (names !== undefined)
      return names
        .slice(0, MOST_LISTED)
        .flatMap((name) => [name, `./${name}`])
        .reduce<readonly number[]>((all, name) => unionOfSlots(all, this.writersOf(path, stringOf(name))), NONE);
    return [...this.#calls.bySlot].slice(-RECENT).flatMap(([slot, one]) => (mayWriteFiles(one) ? [slot] : []));
  }

  /**
   * The calls without which a named file does not exist.
   * @param own whether the program itself may be such a file
   */
  #creatorsNamedBy(path: Path, run: Run, own: boolean): readonly number[] {
    const of = (name: AbstractString, unpacked: boolean): readonly number[] =>
      this.#creatorsOf(path, name, unpacked, this.#printedInto(path, name));
    const [first] = run.argv;
    const itself = own && first !== undefined ? of(first.value, true) : NONE;
    return unionOfSlots(itself, ofWords(run, of)).filter((slot) => !this.#createsFileOf(slot, run));
  }

  /** The calls for whose error page the program fails, although it accepts other content of the files that it reads. */
  #rejectedBy(path: Path, run: Run): readonly number[] {
    const rejects = this.#interest.rejectsErrorPages(run);
    const rejected =
      rejects === undefined ? NONE : this.#readBy(path, run).filter((slot) => rejects(this.#calls.runOf(slot)!));
    return unionOfSlots(
      rejected,
      ofWords(run, (name, unpacked) => (unpacked ? this.archivesOf(name) : NONE)),
    );
  }

  /** The calls that printed or wrote what the program itself reads. */
  #readBy(path: Path, run: Run): readonly number[] {
    const slotsOf = (text: AbstractString | undefined): readonly number[] =>
      text === undefined ? NONE : printersOf(text).flatMap((one) => this.#calls.slotOf(one) ?? []);
    const files = ofWords(run, (name) => this.#creatorsOf(path, name, false, slotsOf(readFile(this, path, name))));
    return unionOfSlots(slotsOf(run.stdin), files);
  }

  /** The calls that produced an archive from which the file of this name must come. An error page cannot be unpacked. */
  archivesOf(name: AbstractString): readonly number[] {
    const isWritten = (): boolean =>
      [...this.#calls.writers.of(name)].some((slot) =>
        this.#calls.isNamed(this.#calls.runOf(slot)!.invocation.program),
      );
    return isFileName(name, false) && !isWritten() ? this.#unpacked.callsAround(name) : NONE;
  }

  /** Whether the call creates a file that the words of the program name even if the call fails. */
  #createsFileOf(slot: number, { argv }: Run): boolean {
    const writer = this.#calls.runOf(slot)!;
    return argv.some(({ value }) => isCreatedFirst(writer, knownText(value)));
  }

  #writersNamedBy(path: Path, run: Run): readonly number[] {
    return ofWords(run, (name, unpacked) => this.writersOf(path, name, unpacked));
  }

  /**
   * @param unpacked whether the name may be that of a file from an archive
   * @param isTested whether the script tests the file of this name, so that a plain word is one
   */
  writersOf(path: Path, name: AbstractString, unpacked = true, isTested = false): readonly number[] {
    const printed = this.#printedInto(path, name);
    return unionOfSlots(printed, this.#creatorsOf(path, name, unpacked, printed, isTested));
  }

  /** The calls without which the file of this name does not exist. */
  creatorsOfTested(path: Path, name: AbstractString): readonly number[] {
    const text = knownText(name);
    const messages = this.errorFiles.runsOf(name);
    return this.#creatorsOf(path, name, true, this.#printedInto(path, name), true).filter((slot) => {
      const run = this.#calls.runOf(slot)!;
      return !isCreatedFirst(run, text) && !messages.has(run);
    });
  }

  /** The calls from which the content of the file derives. */
  #printedInto(path: Path, name: AbstractString): readonly number[] {
    const calls = this.callsBehind(path, printersOf(readFile(this, path, name)), false, false);
    return calls.filter((slot) => !this.#files.isOld(path, slot, name));
  }

  /** The calls that themselves write the file of this name. @param printed the calls from which its content derives */
  #creatorsOf(
    path: Path,
    name: AbstractString,
    unpacked: boolean,
    printed: readonly number[],
    isTested = false,
  ): readonly number[] {
    const { writers } = this.#calls;
    const isFile = isFileName(name, isTested);
    const word = isFile ? undefined : plainWord(name);
    const named = writers.of(name);
    const found = isFile ? named : new Set(printed.filter((slot) => named.has(slot)));
    if (word !== undefined) for (const slot of writers.ofWord(word)) found.add(slot);
    for (const slot of found) if (this.#files.isOld(path, slot, name)) found.delete(slot);
    if (!isFile) return [...found];
    for (const run of this.errorFiles.runsOf(name)) {
      const slot = this.#calls.slotOf(run);
      if (slot !== undefined) found.add(slot);
    }
    for (const slot of unpacked ? this.#unpacked.callsAround(name) : NONE)
      if (this.#calls.stage(path, slot) !== undefined) found.add(slot);
    return [...found];
  }
}
