/**
 * Simulates how a shell reads a value's characters where the value is pasted: a deterministic automaton that accepts the values
 * that start a command (or write a file) and leave the script free of syntax errors.
 *
 * It is a lexer of the shell's language (POSIX 2.3) that begins in the state that the script has reached at the placeholder. Each
 * transition was tried in dash, bash and busybox; see `test/oracle/injection.test.ts`.
 */
import type { PasteContext } from "./paste-context.ts";
import { NEEDED, SLICE } from "./arithmetic.ts";
import { CHAINS } from "./chains.ts";
import { scanOf } from "./backticks.ts";
import { mayEnd } from "./ending.ts";
import { BLANK, isCommand, WITNESS, type Scan, type Wanted } from "./scan.ts";
import { START, stateKey, withoutStale, type Harm, type ScanState } from "./scan-state.ts";

/** The number of the state after a syntax error, which is distinguished from -1 only if a value is pasted in several places. */
export const SYNTAX_ERROR = -2;

/** The automaton for one place. States are numbers; the dead state is -1. */
export class ValueScanner {
  readonly start: number;
  readonly #scan: Scan;
  readonly #authors: Scan;
  readonly #wanted: Wanted;
  /** Characters that form a kind of their own. */
  readonly #alone: ReadonlySet<string>;
  readonly #states: ScanState[] = [];
  readonly #kinds = new Map<string, string>();
  readonly #ids = new Map<string, number>();
  /** For each state, the next state by the kind of the character. */
  readonly #steps: Map<string, number>[] = [];
  /** The same for a character that the script's author wrote. */
  readonly #authorsSteps: Map<string, number>[] = [];

  constructor(context: PasteContext, wanted: Wanted) {
    const exact = wanted === "id";
    this.#scan = scanOf(context, exact, false);
    this.#authors = scanOf(context, exact, true);
    this.#wanted = wanted;
    const literal = (CHAINS.get(context.role)?.parts ?? []).flatMap((part) =>
      part.kind === "text" ? [part.text] : [],
    );
    this.#alone = new Set([
      ...(exact ? WITNESS : ""),
      ...literal,
      ...(context.hereDocument === undefined ? "" : `${context.hereDocument.delimiter}\t`),
    ]);
    const first = firstState(context);
    this.start = this.#intern(context.escaped ? { ...first, mode: "escape", back: first.mode } : first);
  }

  /** Returns the kind of a character: characters of one kind lead to the same states. */
  kindOf(character: string): string {
    let kind = this.#kinds.get(character);
    if (kind === undefined) this.#kinds.set(character, (kind = this.#kind(character)));
    return kind;
  }

  #kind(character: string): string {
    if (this.#alone.has(character)) return character;
    if (/[A-Za-z_]/.test(character)) return "letter";
    if (/[0-9]/.test(character)) return character === "0" ? "zero" : "digit";
    if (BLANK.test(character)) return "blank";
    return character > "\x7f" ? "beyond ASCII" : character;
  }

  /** Returns the state after one character; -1 if no value that continues this way does harm. */
  step(state: number, character: string): number {
    return Math.max(-1, this.#next(state, character));
  }

  #next(state: number, character: string): number {
    if (state < 0) return state;
    const from = this.#states[state]!;
    const next = this.#scan.next(from, character);
    if (next === from) return state;
    return next === undefined ? -1 : next.mode === "broken" ? SYNTAX_ERROR : this.#intern(next);
  }

  /** The same, cached for all characters of the kind; `SYNTAX_ERROR` if no value that continues this way can be parsed. */
  stepByKind(state: number, character: string): number {
    if (state < 0) return state;
    const steps = (this.#steps[state] ??= new Map<string, number>());
    const kind = this.kindOf(character);
    let known = steps.get(kind);
    if (known === undefined) steps.set(kind, (known = this.#next(state, character)));
    return known;
  }

  /**
   * Returns the harm that a value does that ends in this state; `undefined` if it does none, or the script no longer parses.
   * @param isOpen whether what the value leaves open may be closed after it
   */
  harmAt(state: number, isOpen = false): Harm | undefined {
    if (state < 0) return undefined;
    const scan = this.#states[state]!;
    const { context } = this.#scan;
    const isName = scan.mode === "name" || scan.mode === "subshell";
    const runs = (isName || scan.outside === "name") && !context.attached && isCommand(this.#scan, scan.step);
    const ends = mayEnd(context, scan);
    // If the value may not end in this state, a name continues, and a substitution is closed after the value.
    const closes = isOpen && scan.mode === "substitution" && isCommand(this.#scan, scan.step);
    const harm = scan.harm ?? ((runs && ends) || closes ? "command" : undefined);
    if (harm === undefined || (harm === "write") !== (this.#wanted === "write")) return undefined;
    return isOpen || ends ? harm : undefined;
  }

  /** Returns whether a command runs because of the text so far, whether or not the script can be parsed as a whole. */
  isHarmed(state: number): boolean {
    if (state < 0) return false;
    const { harm, mode, step } = this.#states[state]!;
    return harm !== undefined || ((mode === "name" || mode === "subshell") && isCommand(this.#scan, step));
  }

  /** The number of stored states. */
  get size(): number {
    return this.#states.length;
  }

  /** Returns the number of a state that another text has led to. */
  enter(state: ScanState): number {
    return this.#intern(state);
  }

  stateOf(id: number): ScanState {
    return this.#states[id]!;
  }

  /** Returns the state after a text of the author; `undefined` if a scan cannot follow the text. */
  behind(state: ScanState, authors: string): ScanState | undefined {
    let at = this.#intern(state);
    for (const char of authors) {
      const steps = (this.#authorsSteps[at] ??= new Map<string, number>());
      let next = steps.get(char);
      if (next === undefined) steps.set(char, (next = this.#authorsNext(at, char)));
      if (next === -1) return undefined;
      at = next;
    }
    return this.#states[at];
  }

  #authorsNext(id: number, char: string): number {
    const next = this.#authors.next(this.#states[id]!, char);
    return next === undefined || next.mode === "broken" ? -1 : this.#intern(next);
  }

  #intern(given: ScanState): number {
    const state = withoutStale(given);
    const key = stateKey(state);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#states.push(state) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }
}

/** Returns the mode inside a value that is part of a word, as the author intended. */
export function modeInside({ isSubscript, quoting }: PasteContext): ScanState["mode"] {
  if (quoting === "here-document") return "body";
  return quoting === "word" && isSubscript === true ? "index" : quoting;
}

function firstState(context: PasteContext): ScanState {
  const ready = context.star === "never" || context.isSubscript === true ? "never" : undefined;
  const state = beginning(context);
  return { ...state, own: context.isInput === true, ready: ready ?? state.ready };
}

function beginning({ quoting, before, hereDocument, isBroken, isSlice, isSubscript, outer }: PasteContext): ScanState {
  switch (quoting) {
    case "word":
      if (isSubscript === true) return { ...START, mode: "index" };
      return { ...START, mode: before === "inside" ? "word" : before === "start" ? "gap" : "needed" };
    case "here-document":
      return { ...START, mode: "body", step: hereDocument?.atLineStart === true ? 1 : 0 };
    case "arithmetic":
      return {
        ...START,
        mode: quoting,
        outside: outer === "double" ? "double" : outer === "command" ? "ended" : "word",
        step: isSlice === "start" ? SLICE : NEEDED,
        ready: isBroken === true,
      };
    default:
      return { ...START, mode: quoting, outside: isSubscript === true ? "index" : "word" };
  }
}
