/**
 * The effort of evaluating a script beyond its number of commands: ways through one command, slots that joins and comparisons of paths
 * visit. It counts as additional commands. Otherwise a script whose paths differ in many slots could cost a multiple of its commands.
 */

/**
 * The cost of each operation, in commands. In a process of its own, a command takes about 0.09 ms. Alternatives and ways take several
 * times what they cost here: ordinary scripts with many conditions have many of them, and must not be cut off.
 */
const COST = {
  /** One more way through a command. */
  way: 1,
  /** A subshell, a substitution, or a shell for a string, in addition to its commands. */
  shell: 1 / 2,
  /** A fact about a program's outcome that only one of two joined paths has. */
  fact: 1 / 200,
  /** An element of a list that an expansion changes or joins. */
  element: 1 / 200,
  /** A part of a word that braces repeat. */
  repeated: 1 / 40,
  /** A call whose status one of two joined statuses reveals. */
  told: 1 / 500,
  /** An alternative of a variable that a joined path keeps, with the worlds in which the variable had it. */
  alternative: 1 / 16,
  /** A slot in which two paths differ that are joined. */
  joined: 1 / 16,
  /** A slot in which two environments differ in which a program is started. */
  differed: 1 / 80,
  /** The key of several values of a variable that a program sees; it is kept for further comparisons. */
  compared: 1 / 8,
  /** A slot in the arrays that two compared paths do not share. */
  differing: 1 / 320,
  /** A slot that a child process inherits. */
  visited: 1 / 2000,
  /** A variable that may have fewer alternatives because one alternative of another variable was chosen. */
  narrowed: 1 / 1600,
} as const;

/** How many times each cost counts from `cheap` on. */
const EXPENSIVE = 3;

let spent = 0;
let cheap = Number.POSITIVE_INFINITY;

/**
 * Resets the count before a script is evaluated.
 * @param upTo the effort, in commands, from which on each cost counts several times
 */
export function startEffort(upTo: number): void {
  spent = 0;
  cheap = upTo;
}

export function weigh(what: keyof typeof COST, count = 1): void {
  spent += COST[what] * count * (spent < cheap ? 1 : EXPENSIVE);
}

/** The effort since the last reset, in commands. */
export function effort(): number {
  return spent;
}
