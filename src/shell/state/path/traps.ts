/** The traps that are set on a path, and the names in their code. */
import type { Command } from "unbash";
import { identifiers } from "../../syntax/names.ts";
import type { Span } from "../../spans/span.ts";
import type { Source } from "../../values/source.ts";
import type { Path } from "./path.ts";
import type { Symbols } from "./symbols.ts";
import { outline, type AbstractString } from "../../model/value.ts";

export interface Trap {
  readonly code: AbstractString;
  readonly span: Span;
  readonly command: Command;
  /** The text that contains the command. */
  readonly source: Source;
}

interface Tables {
  readonly symbols: Symbols;
}

export function trapFor({ symbols }: Tables, path: Path, signal: string): Trap | undefined {
  const slot = symbols.existing("trap", signal);
  return slot === undefined ? undefined : (path.memory.get(slot) as Trap | undefined);
}

export function setTrap({ symbols }: Tables, path: Path, signal: string, trap: Trap | undefined): void {
  const slot = symbols.existing("trap", signal);
  if (slot === undefined && trap === undefined) return;
  path.memory = path.memory.set(symbols.slotOf("trap", signal), trap, false);
}

/** All traps that are set on the path, by their signals. */
export function trapsOn(tables: Tables, path: Path): readonly (readonly [signal: string, trap: Trap])[] {
  return tables.symbols.names("trap").flatMap((signal) => {
    const trap = trapFor(tables, path, signal);
    return trap === undefined ? [] : [[signal, trap] as const];
  });
}

/** The `ERR` trap of the callers of a function; the function does not inherit it. */
export const CALLERS = "ERR of callers";

/** Enters another process, which inherits no trap except perhaps that on `ERR` (verified in bash 5.2 and dash 0.5.12). */
export function dropTraps(tables: Tables, path: Path): void {
  for (const [signal] of trapsOn(tables, path))
    if (signal !== "ERR" && signal !== CALLERS) setTrap(tables, path, signal, undefined);
}

/** The signals whose traps are run when they are due. */
const RUN = ["EXIT", "ERR", "RETURN", CALLERS];

/**
 * Enters a function, in which its caller's `ERR` trap is not set. The returned function leaves it and restores the trap, unless
 * the function has set its own.
 */
export function withoutErrTrap(tables: Tables, path: Path): (end: Path) => void {
  if (tables.symbols.existing("trap", "ERR") === undefined) return () => {};
  const mine = trapFor(tables, path, "ERR");
  const callers = trapFor(tables, path, CALLERS);
  setTrap(tables, path, CALLERS, mine ?? callers);
  setTrap(tables, path, "ERR", undefined);
  return (end) => {
    setTrap(tables, end, CALLERS, callers);
    if (trapFor(tables, end, "ERR") === undefined) setTrap(tables, end, "ERR", mine);
  };
}

/** The same for its caller's `RETURN` trap, which bash runs when the caller returns. */
export function withoutReturnTrap(tables: Tables, path: Path): (end: Path) => void {
  const mine = trapFor(tables, path, "RETURN");
  if (mine === undefined) return () => {};
  setTrap(tables, path, "RETURN", undefined);
  return (end) => {
    if (trapFor(tables, end, "RETURN") === undefined) setTrap(tables, end, "RETURN", mine);
  };
}

const NOTHING: ReadonlySet<string> = new Set();

const names = new WeakMap<Trap, ReadonlySet<string>>();

function namesIn(trap: Trap): ReadonlySet<string> {
  let found = names.get(trap);
  if (found === undefined) names.set(trap, (found = new Set(identifiers(outline(trap.code)))));
  return found;
}

/**
 * The names in trap code that will still run when the paths fail or end; that code is earlier in the script than where it runs.
 */
export function readByTraps(tables: Tables, paths: readonly Path[]): ReadonlySet<string> {
  const traps = new Set<Trap>();
  for (const signal of RUN) {
    if (tables.symbols.existing("trap", signal) === undefined) continue;
    for (const path of paths) {
      const trap = trapFor(tables, path, signal);
      if (trap !== undefined) traps.add(trap);
    }
  }
  if (traps.size < 2) return [...traps].map(namesIn)[0] ?? NOTHING;
  return new Set([...traps].flatMap((trap) => [...namesIn(trap)]));
}
