/** Globs of the command line and of configurations, as far as they are matched in bounded time. */
import { Minimatch, type MinimatchOptions } from "minimatch";
import { Failure } from "./failure.ts";

/** Patterns that the braces of one glob may stand for. */
const MOST_PATTERNS = 1000;

/** `*` in one name: with each further one a long name takes a hundred times longer. */
const MOST_STARS = 4;

/**
 * A glob with `*`, `?`, `[…]`, `{a,b}` and `**`. It matches files and directories that begin with a dot, too. bash's extended
 * patterns, `+(a|b)`, are taken literally: they can take time that is exponential in the length of a name.
 * @throws {Failure} if it stands for too much.
 */
export function compileGlob(glob: string, options: Pick<MinimatchOptions, "matchBase"> = {}): Minimatch {
  const matcher = minimatch(glob, options);
  if (matcher === undefined || matcher.globSet.length > MOST_PATTERNS)
    throw new Failure(`${shown(glob)}: the glob stands for more than ${MOST_PATTERNS} patterns. Give a simpler one.`);
  for (const pattern of matcher.globSet) {
    if (pattern.split("/").some((name) => name.split(/\*+/).length - 1 > MOST_STARS))
      throw new Failure(`${shown(glob)}: the glob has more than ${MOST_STARS} * in one name. Give a simpler one.`);
  }
  return matcher;
}

/** `undefined` if the glob is too long for the library. */
function minimatch(glob: string, options: MinimatchOptions): Minimatch | undefined {
  try {
    return new Minimatch(glob, {
      ...options,
      dot: true,
      noext: true,
      nocomment: true,
      braceExpandMax: MOST_PATTERNS + 1,
    });
  } catch {
    return undefined;
  }
}

const shown = (glob: string): string => (glob.length > 100 ? `${glob.slice(0, 100)}…` : glob);
