/** Where text and files come from: the calls that a program's output, or a file, is made of. */
import { union } from "./tells.ts";
import {
  isBelow,
  isFileName,
  listedFiles,
  mayBeUnpacked,
  mayWrite,
  mayWriteFiles,
  unpacksInto,
} from "./written-files.ts";
import { known } from "../values/pieces.ts";
import type { Calls } from "./calls.ts";
import type { Path, Tells } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";
import { readFile } from "../state/virtual-files.ts";
import type { Argument, Run } from "../model/invocation.ts";
import type { OutcomeInterest } from "../model/program-model.ts";
import { knownText, printersOf, type AbstractString } from "../model/value.ts";

const NONE: readonly number[] = [];

/** How far back it is looked for where an output comes from, and which calls may have written a file. */
const DEPTH = 8;
const RECENT = 512;
/** Names of a list that are looked for. */
const MOST_LISTED = 64;

const SELECTORS = /^(?:jq|[ef]?grep|awk|gawk|sed|cut|xmllint|python3?)$/;

/** What is found for the words behind the program's name. @param find for a name, which may be that of a file from an archive */
function ofWords(run: Run, find: (name: AbstractString, unpacked: boolean) => readonly number[]): readonly number[] {
  const names = run.argv.slice(1);
  return names.reduce((all, { value }, at) => union(all, find(value, mayBeUnpacked(run, at + 1))), NONE);
}

/** Those that are not in the set yet, each once; adds them. Several texts may come from the same program. */
function unseen(runs: readonly Run[], seen: Set<Run>): readonly Run[] {
  const found = [...new Set(runs)].filter((run) => !seen.has(run));
  for (const run of found) seen.add(run);
  return found;
}

type Judges = Pick<OutcomeInterest, "counts" | "judges">;

export class Sources {
  readonly symbols: Symbols;
  private readonly calls: Calls;
  private readonly interest: Judges;
  /** Archives that were made by calls, and where they were unpacked. */
  private readonly unpacked: { readonly into: string; readonly from: readonly number[] }[] = [];

  constructor(calls: Calls, interest: Judges, symbols: Symbols) {
    this.calls = calls;
    this.interest = interest;
    this.symbols = symbols;
  }

  /** Whether the program, or one that it reads from, picks something out of what it reads, and prints nothing if that is not there. */
  selects(run: Run): boolean {
    const seen = new Set([run]);
    let open: readonly Run[] = [run];
    for (let depth = 0; depth <= DEPTH && open.length > 0; depth++) {
      if (open.some(({ invocation: { program } }) => SELECTORS.test(program))) return true;
      open = unseen(
        open.flatMap(({ stdin }) => printersOf(stdin)),
        seen,
      );
    }
    return false;
  }

  /**
   * The calls that the outputs of these programs are made of.
   * @param emptiness only those without whose output these print nothing.
   * @param named also those that have written the files that the programs' words name.
   */
  callsBehind(path: Path, runs: readonly Run[], emptiness: boolean, named = true): readonly number[] {
    const found = new Set<number>();
    const seen = new Set(runs);
    let open = runs;
    for (let depth = 0; depth < DEPTH && open.length > 0; depth++) {
      const next: Run[] = [];
      for (const run of open) {
        const slot = this.calls.slotOf(run);
        if (slot !== undefined) found.add(slot);
        if (named && !this.calls.isNamed(run.invocation.program))
          for (const one of this.writersNamedBy(path, run)) found.add(one);
        if (emptiness && this.interest.counts(run)) continue;
        // What asks elsewhere reads no input.
        if (!this.calls.isNamed(run.invocation.program)) next.push(...printersOf(run.stdin));
        for (const { value } of emptiness ? this.neededWords(run) : run.argv) next.push(...printersOf(value));
      }
      open = unseen(next, seen);
    }
    return [...found];
  }

  /** The words without whose values the program prints nothing. */
  private neededWords(run: Run): readonly Argument[] {
    const judged = this.interest.judges(run);
    return typeof judged === "object" ? judged : [];
  }

  /** The calls that have made what the program cannot do without: what it reads, files that its words name. */
  readBy(path: Path, run: Run): Tells {
    if (this.calls.size === 0) return {};
    const judged = this.interest.judges(run);
    if (judged === undefined) return {};
    if (typeof judged === "object") {
      const there = this.callsBehind(
        path,
        judged.flatMap(({ value }) => printersOf(value)),
        false,
      );
      return there.length === 0 ? {} : { there };
    }
    if (judged === "presence") {
      const there = this.creatorsNamedBy(path, run);
      return there.length === 0 ? {} : { there };
    }
    const files = this.writersNamedBy(path, run);
    const own = run.argv[0] === undefined ? NONE : this.writersOf(path, run.argv[0].value);
    const read = judged === "input" || judged === "list" ? this.callsBehind(path, printersOf(run.stdin), false) : NONE;
    const listed = judged === "list" ? this.writersOfListed(path, run) : NONE;
    const about = union(union(union(read, files), own), listed);
    this.noteUnpacked(run, about);
    return about.length === 0 ? {} : { about };
  }

  /** All writers of files, if it is not known which files the list names. */
  private writersOfListed(path: Path, run: Run): readonly number[] {
    const operand = run.argv.slice(1).find(({ value }) => !/^(?:-|\d+$)/.test(knownText(value) ?? ""));
    const list = operand === undefined ? run.stdin : readFile(this, path, operand.value);
    const names = list && listedFiles(list);
    if (names !== undefined)
      return names
        .slice(0, MOST_LISTED)
        .flatMap((name) => [name, `./${name}`])
        .reduce<readonly number[]>((all, name) => union(all, this.writersOf(path, known(name))), NONE);
    return [...this.calls.latest(RECENT)].flatMap(([slot, one]) => (mayWriteFiles(one) ? [slot] : []));
  }

  private noteUnpacked(run: Run, from: readonly number[]): void {
    const into = from.length === 0 ? undefined : unpacksInto(run);
    if (into !== undefined && this.unpacked.length < RECENT) this.unpacked.push({ into, from });
  }

  /** Those without which a file is not there: the shell itself creates that of a redirection, whatever is written into it. */
  private creatorsNamedBy(path: Path, run: Run): readonly number[] {
    return ofWords(run, (name, unpacked) => this.creatorsOf(path, name, unpacked, this.printedInto(path, name))).filter(
      (slot) => run.argv.every(({ value }) => this.calls.runOf(slot)!.stdoutFile !== knownText(value)),
    );
  }

  private writersNamedBy(path: Path, run: Run): readonly number[] {
    return ofWords(run, (name, unpacked) => this.writersOf(path, name, unpacked));
  }

  /** @param unpacked whether the name may be that of a file from an archive. */
  writersOf(path: Path, name: AbstractString, unpacked = true): readonly number[] {
    const printed = this.printedInto(path, name);
    return union(printed, this.creatorsOf(path, name, unpacked, printed));
  }

  /** The calls that the text of the file comes from. */
  private printedInto(path: Path, name: AbstractString): readonly number[] {
    return this.callsBehind(path, printersOf(readFile(this, path, name)), false, false);
  }

  /** The calls that write the file of this name themselves. @param printed those that its text comes from */
  private creatorsOf(
    path: Path,
    name: AbstractString,
    unpacked: boolean,
    printed: readonly number[],
  ): readonly number[] {
    const found = new Set(printed.filter((slot) => mayWrite(this.calls.runOf(slot)!, name)));
    if (this.calls.size > 0 && isFileName(name)) {
      for (const [slot, run] of this.calls.latest(RECENT)) if (mayWrite(run, name)) found.add(slot);
      for (const { into, from } of unpacked ? this.unpacked : [])
        if (isBelow(into, name))
          for (const slot of from) if (this.calls.stage(path, slot) !== undefined) found.add(slot);
    }
    return [...found];
  }
}
