/**
 * Files that an earlier call has left: if a later call that writes the same file fails, a test of the file still passes. A file
 * has a stage as calls have: present, and old once a call has started that should replace it.
 */
import type { Calls } from "./calls.ts";
import { isCreatedFirst, namedFile, replacedFiles } from "./written-files.ts";
import type { Consequence, Path, StatusInfo } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import type { Run } from "../model/invocation.ts";
import { mayName, REMOVERS } from "../syntax/file-removals.ts";
import { isOwnProgram } from "../syntax/names.ts";

const NONE: readonly number[] = [];

/** How many files are followed. */
const MOST = 64;

/** Programs after which any file may be gone, as after a program of the user. */
const REMOVE_ANY: ReadonlySet<string> = new Set(["find", "git"]);

export class EarlierFiles {
  readonly #calls: Calls;
  readonly #symbols: Symbols;
  readonly #slots = new Map<string, number>();

  constructor(calls: Calls, symbols: Symbols) {
    this.#calls = calls;
    this.#symbols = symbols;
  }

  /** A program starts on the path. */
  start(path: Path, run: Run): void {
    const { program } = run.invocation;
    const command = knownText(run.argv[0]!.value);
    if (command === undefined || isOwnProgram(command) || REMOVE_ANY.has(program)) {
      this.forget(path);
      return;
    }
    if (REMOVERS.has(program)) {
      this.#forgetIf(path, (name) => run.argv.slice(1).some(({ value }) => mayName(knownText(value), name)));
      return;
    }
    for (const file of replacedFiles(run)) {
      const isOpen = this.#calls.writersOfFile(file).some((call) => this.#calls.isUnchecked(path, call));
      const slot = isOpen ? this.#slotOf(file) : this.#slots.get(file);
      if (slot === undefined || !(isOpen || this.#calls.stage(path, slot) === "present")) continue;
      this.#calls.setStage(path, slot, isCreatedFirst(run, file) ? undefined : "old");
    }
  }

  forget(path: Path, file?: string): void {
    this.#forgetIf(path, (name) => file === undefined || file === name);
  }

  changeDirectory(path: Path): void {
    this.#forgetIf(path, isRelative);
    path.memory = path.memory.set(this.#symbols.slotOf("directory", ""), {}, false);
  }

  isElsewhere(start: Pick<Path, "memory">, end: Path, slot: number): boolean {
    const directory = this.#symbols.existing("directory", "");
    if (directory === undefined || start.memory.get(directory) === end.memory.get(directory)) return false;
    const file = [...this.#slots].find(([, one]) => one === slot);
    return file !== undefined && isRelative(file[0]);
  }

  #forgetIf(path: Path, mayBeGone: (name: string) => boolean): void {
    for (const [name, slot] of this.#slots) if (mayBeGone(name)) this.#calls.setStage(path, slot, undefined);
  }

  /** What a path learns if a status that reveals this about calls is a success: their files are there. */
  found({ about = NONE, of = NONE, there = NONE }: StatusInfo): readonly Consequence[] {
    return this.#consequences([...of, ...about, ...there], "present");
  }

  /** What a path learns if a test for these files fails. */
  missing({ there = NONE }: StatusInfo): readonly Consequence[] {
    return this.#consequences(there, undefined);
  }

  /**
   * Whether a test of the call's file finds the file of an earlier call; if so, records it for the message.
   * @param name the name with which the file is tested
   */
  isOld(path: Path, call: number, name: AbstractString): boolean {
    if (this.#slots.size === 0) return false;
    const file = this.#filesNamed(name, call).find((one) => {
      const slot = this.#slots.get(one);
      return slot !== undefined && this.#calls.stage(path, slot) === "old";
    });
    if (file === undefined) return false;
    if (this.#calls.isUnchecked(path, call)) this.#calls.note(call, { old: file });
    return true;
  }

  /** The files of this name that the call replaces, and the name itself, because a call may have several sets of words. */
  #filesNamed(name: AbstractString, call: number): readonly string[] {
    const text = knownText(name);
    const files = replacedFiles(this.#calls.runOf(call)!);
    return text === undefined ? files : [text, ...files.filter((file) => namedFile(file) === namedFile(text))];
  }

  #consequences(calls: readonly number[], stage: "present" | undefined): readonly Consequence[] {
    const files = new Set(calls.flatMap((call) => replacedFiles(this.#calls.runOf(call)!)));
    return [...files].flatMap((file): readonly Consequence[] => {
      const slot = this.#slotOf(file);
      return slot === undefined ? [] : [{ kind: "call", slot, stage }];
    });
  }

  /** The slot of a file, which is created if it is new; `undefined` if there are too many. */
  #slotOf(file: string): number | undefined {
    let slot = this.#slots.get(file);
    if (slot === undefined && this.#slots.size < MOST)
      this.#slots.set(file, (slot = this.#symbols.slotOf("call", `file ${file}`)));
    return slot;
  }
}

function isRelative(file: string): boolean {
  return !file.startsWith("/");
}
