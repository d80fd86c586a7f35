/**
 * What a script costs besides the number of its commands: ways through one command, slots that joins and comparisons of paths look
 * at. It counts as so many more commands, or a script whose paths differ in much would cost a multiple of what its commands do.
 */

/** Parts of a command, which is the unit, that one of these costs. */
const COST = {
  /** One more way through a command. */
  way: 1,
  /** An alternative of a variable that a joined path keeps, with the worlds that it was held in. */
  alternative: 1 / 16,
  /** A slot in which two paths differ that become one. */
  joined: 1 / 50,
  /** A slot of two environments in which a program is started. */
  compared: 1 / 80,
  /** A slot of those that were written on one of two paths only, where these are compared. */
  differing: 1 / 400,
  /** A slot that a child process inherits. */
  visited: 1 / 4000,
  /** A variable that may have fewer alternatives because another has one. */
  narrowed: 1 / 1600,
} as const;

let spent = 0;

/** Starts to count again: a script is evaluated. */
export function startEffort(): void {
  spent = 0;
}

export function weigh(what: keyof typeof COST, count = 1): void {
  spent += COST[what] * count;
}

/** What was spent, in commands. */
export function effort(): number {
  return spent;
}
