/** Determines which secrets in its input a jq filter prints, if the filter is not simulated. */
import { isObject, type Json } from "../../../aws/json/json.ts";
import { isOpenField } from "../secrets/open-fields.ts";
import { revealsSecret, type Secret } from "../secrets/secret.ts";
import type { SecretText } from "../secrets/source.ts";

/** Longer filters (in characters) are not analyzed. */
const MAX_FILTER = 4_000;

/** A path: `.a.b`, `.a["b"]`, `.[0].a`, `.["a"]?`. */
const PATH =
  /(?<![\w)\]"'?])\.(?:\[(?:\d*|"[^"\]]*")\]|"[^"]*"|[A-Za-z_]\w*)\??(?:\.?\[(?:\d*|"[^"\]]*"|-\d+)\]\??|\.(?:"[^"]*"|[A-Za-z_]\w*)\??)*/g;
const STEP = /\[(\d*|-\d+)\]|\[?"([^"]*)"\]?|([A-Za-z_]\w*)/g;
/** The end of a filter that prints only a count, a type or key names. */
const COUNTS = /(?:^|\|)\s*(?:length|keys|keys_unsorted|type|empty|has\("[^"]*"\)|@?base64d?\s*\|\s*length)\s*$/;
const STRINGS = /"(?:[^"\\]|\\.)*"/g;

/** Returns the secrets in the text that a jq filter prints. */
export function selectedByJq(filter: string, { text, secrets }: SecretText): readonly Secret[] {
  if (filter.length > MAX_FILTER) return secrets;
  if (COUNTS.test(filter)) return [];
  const document = text === undefined ? undefined : parsed(text);
  const stages = filter.split("|").map((stage) => stage.trim());
  const paths = pathsIn(filter);
  // `del(.a)` and `with_entries(…)` keep the rest; `.` and `..` are everything.
  if (
    paths.length === 0 ||
    /\b(?:del|to_entries|with_entries|recurse|walk|map_values|\.\.|paths|tostream|env|input)\b|\.\./.test(filter)
  )
    return secrets;
  if (/(?:^|[|,([{:]\s*)\.\s*(?:$|[|,)\]}])/.test(filter.replace(STRINGS, '""')) && !/fromjson/.test(filter))
    return secrets;
  const inner = stages.findIndex((stage) => /^fromjson\b/.test(stage));
  if (inner >= 0) return isOpen(stages.slice(inner + 1).join("|")) ? [] : secrets;
  if (document === undefined) return isOpen(filter) ? [] : secrets;
  const chosen = new Set<Secret>();
  for (const values of valuesAt(document, stages))
    for (const secret of secrets) if (revealsSecret(JSON.stringify(values), secret)) chosen.add(secret);
  return [...chosen];
}

function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

function pathsIn(filter: string): readonly string[] {
  return [...filter.matchAll(PATH)].map(([path]) => path);
}

/** Whether the filter selects only fields of a secret that are not secret: the host, the user's name. */
function isOpen(filter: string): boolean {
  const last = pathsIn(filter).map((path) =>
    [...path.matchAll(STEP)].findLast(([, , quoted, plain]) => quoted ?? plain),
  );
  return last.length > 0 && last.every((step) => step !== undefined && isOpenField(step[2] ?? step[3]!));
}

/** The values of all paths, where each stage applies to the values of the previous stage. */
function valuesAt(document: Json, stages: readonly string[]): readonly Json[][] {
  let inputs: Json[] = [document];
  for (const stage of stages) {
    const paths = pathsIn(stage);
    if (paths.length === 0) continue;
    inputs = paths.flatMap((path) => inputs.flatMap((input) => follow(input, path)));
  }
  return [inputs];
}

function follow(document: Json, path: string): Json[] {
  let values: Json[] = [document];
  for (const [, index, quoted, plain] of path.matchAll(STEP)) {
    const name = quoted ?? plain;
    values = values.flatMap((value): Json[] => {
      if (name !== undefined) return isObject(value) && Object.hasOwn(value, name) ? [value[name]!] : [];
      if (Array.isArray(value)) return index === "" ? [...(value as readonly Json[])] : [(value[0] ?? null) as Json];
      return index === "" && isObject(value) ? Object.values(value) : [];
    });
  }
  return values;
}
