/** Globs of the command line and of configurations, restricted to those that match in bounded time. */
import { Minimatch, type MinimatchOptions } from "minimatch";
import { Failure } from "./failure.ts";

/** Maximum number of patterns that the braces of one glob expand to. */
const MOST_PATTERNS = 1000;

/** Maximum number of `*` in one path component: each further `*` makes matching a long name a hundred times slower. */
const MOST_STARS = 4;

/**
 * A glob with `*`, `?`, `[…]`, `{a,b}` and `**`. It also matches files and directories whose names begin with a dot. bash's
 * extended patterns, `+(a|b)`, are taken literally, because matching them can take time that is exponential in the length
 * of a name.
 * @throws {Failure} if the glob exceeds these limits.
 */
export function compileGlob(glob: string, options: Pick<MinimatchOptions, "matchBase"> = {}): Minimatch {
  const matcher = minimatch(glob, options);
  if (matcher === undefined || matcher.globSet.length > MOST_PATTERNS)
    throw new Failure(`${shown(glob)}: the glob expands to more than ${MOST_PATTERNS} patterns. Use a simpler one.`);
  for (const pattern of matcher.globSet) {
    if (pattern.split("/").some((name) => name.split(/\*+/).length - 1 > MOST_STARS))
      throw new Failure(`${shown(glob)}: the glob has more than ${MOST_STARS} * in one name. Use a simpler one.`);
  }
  return matcher;
}

/** `undefined` if the glob is too long for minimatch. */
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
