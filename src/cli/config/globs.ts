/** The files that an override is for. */
import { relative, sep } from "node:path";
import { compileGlob } from "../support/glob.ts";

export interface Globs {
  /** The directory that the globs are relative to. */
  readonly base: string;
  /** A later one goes over an earlier; `!glob` takes files out again; one without a `/` matches at any depth. */
  readonly globs: readonly string[];
}

/** Whether a file is among those that the globs name. */
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
