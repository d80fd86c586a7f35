/** Secrets in the arguments of programs, which `ps` shows. */
import type { AbstractString, Evaluation, Span } from "../../shell/index.ts";
import type { Secret } from "./secrets/secret.ts";

interface PassedSecret extends Span {
  readonly secret: Secret;
}

/** Returns the commands that pass a secret to a program on its command line. */
export function onCommandLines(
  { invocations }: Evaluation,
  secretsIn: (value: AbstractString) => readonly Secret[],
): readonly PassedSecret[] {
  // A wrapper's command line also contains the words of the program that it starts.
  const reported = new Set<object>();
  const outermost = invocations.toSorted((a, b) => a.via.length - b.via.length);
  return outermost.flatMap(({ runs, pos, end, command }): readonly PassedSecret[] => {
    if (reported.has(command)) return [];
    for (const { argv } of runs)
      for (const { value } of argv.slice(1)) {
        // The metadata service's token has no use elsewhere.
        const secret = secretsIn(value).find(({ kind }) => kind !== "token");
        if (secret === undefined) continue;
        reported.add(command);
        return [{ secret, pos, end }];
      }
    return [];
  });
}
