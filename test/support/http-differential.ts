/** Compares the requests that a model of curl or wget predicts with those that a server gets from the real program. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { seed } from "./seed.ts";
import type { HttpCommandLine } from "../../src/programs/http/request.ts";
import { knownText } from "../../src/shell/model/value.ts";
import { quote, type Recorded, type RecordingServer } from "./recording-server.ts";

/** Stands for the server's authority in random command lines. */
export const URL_MARK = "AUTHORITY";

export const url: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("http://", ""), fc.constantFrom("/a", "/b/c", "/latest/api/token", "/q?x=1"))
  .map(([scheme, path]) => `${scheme}${URL_MARK}${path}`);

/** Command lines of several parts, and an end that may be invalid usage. */
export function commandLines(
  part: fc.Arbitrary<readonly string[]>,
  most: number,
  badUsage: fc.Arbitrary<readonly string[]>,
  { count, server }: { count: number; server: RecordingServer },
): readonly (readonly string[])[] {
  const end = fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly string[]>([]) },
    { weight: 2, arbitrary: url.map((text) => ["--", text]) },
    { weight: 1, arbitrary: badUsage },
  );
  const line = fc.tuple(fc.array(part, { minLength: 1, maxLength: most }), end);
  return fc
    .sample(line, { numRuns: Number(process.env["RUNS"] ?? count), seed })
    .map(([parts, last]) => [...parts.flat(), ...last].map((word) => word.replace(URL_MARK, server.authority)));
}

/** The requests that the model predicts for the server. `headersOf` converts the lines of a request's own headers. */
export function modelled(
  line: HttpCommandLine,
  headersOf: (lines: readonly string[]) => Readonly<Record<string, string>>,
): Recorded[] {
  if (line.open) throw new Error("known words hide no options");
  if (line.refusal !== undefined) return [];
  const here = line.requests.filter((request) => /^(http:\/\/)?127\.0\.0\.1:/.test(knownText(request.url)!));
  return here.map((request) => {
    const path = knownText(request.url)!
      .replace(/^https?:\/\//, "")
      .replace(/^[^/?]*/, "")
      .replace(/\?.*/, "");
    const headers = headersOf(request.headers.map(({ text }) => knownText(text)!));
    return { method: knownText(request.method)!, path: path === "" ? "/" : path, headers: { ...headers } };
  });
}

/** The command lines of `program` for which the server got other requests than predicted, and the number of all its requests. */
export async function differences(
  program: string,
  lines: readonly (readonly string[])[],
  model: (words: readonly string[]) => readonly Recorded[],
  server: RecordingServer,
): Promise<{ readonly differing: readonly unknown[]; readonly requests: number }> {
  const recorded = await server.record(lines.map((list) => `${program} ${list.map(quote).join(" ")}`));
  const differing = lines.flatMap((list, index) => {
    const [really, thought] = [recorded[index], model(list)];
    return isDeepStrictEqual(really, thought) ? [] : [{ list: list.join(" "), really, thought }];
  });
  return { differing, requests: recorded.flat().length };
}
