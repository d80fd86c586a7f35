/** Matches files against the globs of an override. */
import { relative, sep } from "node:path";
import { compileGlob } from "../support/glob.ts";

export interface Globs {
  /** The directory that the globs are relative to. */
  readonly base: string;
  /** A later glob overrides an earlier one. `!glob` excludes files again. A glob without a `/` matches at any depth. */
  readonly globs: readonly string[];
}

/** A function that decides whether the globs match a file. */
export function globMatcher({ base, globs }: Globs): (path: string) => boolean {
  const matchers = globs.map((glob) => {
    const negated = glob.startsWith("!");
    const pattern = (negated ? glob.slice(1) : glob).replace(/^\.\//, "");
    return { negated, matcher: compileGlob(pattern, { matchBase: !pattern.includes("/") }) };
  });
  return (path) => {
    const name = relative(base, path).split(sep).join("/");
    return matchers.reduce((matched, { negated, matcher }) => (matcher.match(name) ? !negated : matched), false);
  };
}
