/** How `cron` treats a line break in a value: the job ends, and another begins if a schedule, and in some tables a user, follows. */
import type { Acceptor } from "../language/lazy-acceptor.ts";
import type { CronTable } from "../scanner/paste-context.ts";

/** A time that is valid in every field. */
const TIME = /[1-7*]/;
const SEPARATOR = /[ \t]/;
const FIELDS = 5;
const USER = "root";

/**
 * What each character at the start of a line must match, up to the command. A line that is not a job prevents the whole table
 * from being installed.
 */
function startOf(table: CronTable): readonly RegExp[] {
  const times = Array.from({ length: FIELDS }, () => [TIME, SEPARATOR]).flat();
  if (table === "own") return times;
  return [...times, ...Array.from(USER, (letter) => new RegExp(letter)), SEPARATOR];
}

/** Returns the acceptor of a value in a crontab, from the acceptor of the commands, one on each line. */
export function throughCron(commands: Acceptor, table: CronTable): Acceptor {
  const start = startOf(table);
  const count = start.length + 1;
  /** Combines the state of the command with the number of characters left before the command; 0 within the command. */
  const at = (command: number, before: number): number => (command === -1 ? -1 : command * count + before);
  return {
    start: at(commands.start, 0),
    kindOf: (character) => (/[1-7*\sort]/.test(character) ? character : commands.kindOf(character)),
    step: (state, character) => {
      const before = state % count;
      const command = (state - before) / count;
      if (before > 0) return start[start.length - before]!.test(character) ? at(command, before - 1) : -1;
      return at(commands.step(command, character), character === "\n" ? start.length : 0);
    },
    accepts: (state) => state % count === 0 && commands.accepts(state / count),
  };
}
