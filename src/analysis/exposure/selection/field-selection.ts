/** Determines which secrets in its input a jq filter prints, if the filter is not simulated. */
import { isObject, type Json } from "../../../aws/json/json.ts";
import { isOpenField } from "../secrets/open-fields.ts";
import { revealsSecret, type Secret } from "../secrets/secret.ts";
import type { SecretText } from "../secrets/source.ts";
import { printsNoValue } from "./jq-answers.ts";

/** Longer filters (in characters) are not analyzed. */
const MAX_FILTER = 4_000;

/** A path: `.a.b`, `.a["b"]`, `.[0].a`, `.["a"]?`. */
const PATH =
  /(?<![\w)\]"'?])\.(?:\[(?:\d*|"[^"\]]*")\]|"[^"]*"|[A-Za-z_]\w*)\??(?:\.?\[(?:\d*|"[^"\]]*"|-\d+)\]\??|\.(?:"[^"]*"|[A-Za-z_]\w*)\??)*/g;
const STEP = /\[(\d*|-\d+)\]|\[?"([^"]*)"\]?|([A-Za-z_]\w*)/g;
/** A stage that selects some of its inputs, or orders them. */
const PASSES = /^(?:select|sort_by|group_by|unique_by|min_by|max_by|map\(\s*select)\b/;
/** A stage that assigns a variable, and passes its input. */
const ASSIGNS = /\bas\s+\$/;
const STRINGS = /"(?:[^"\\]|\\.)*"/g;

/** Returns the secrets in the text that a jq filter prints. */
export function selectedByJq(filter: string, { text, secrets }: SecretText): readonly Secret[] {
  if (filter.length > MAX_FILTER) return secrets;
  if (printsNoValue(filter)) return [];
  const document = text === undefined ? undefined : parsed(text);
  const stages = stagesOf(filter);
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
  const values = JSON.stringify(valuesAt(document, stages));
  for (const secret of secrets) if (revealsSecret(values, secret)) chosen.add(secret);
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

/** The filter, divided at the pipes that are not in brackets or strings. */
function stagesOf(filter: string): readonly string[] {
  const stages = [""];
  /** The brackets and quotes that are open: in a string, `\(` begins another filter. */
  const open: string[] = [];
  for (let index = 0; index < filter.length; index++) {
    const character = filter[index]!;
    const isText = open.at(-1) === '"';
    if (isText && character === "\\") {
      index++;
      if (filter[index] === "(") open.push("(");
    } else if (character === '"') {
      if (isText) open.pop();
      else open.push('"');
    } else if (!isText && "([{".includes(character)) open.push(character);
    else if (!isText && ")]}".includes(character)) open.pop();
    if (character === "|" && open.length === 0 && filter[index + 1] !== "=") stages.push("");
    else stages[stages.length - 1] += character === "\\" ? `\\${filter[index]}` : character;
  }
  return stages.map((stage) => stage.trim());
}

/** The values of all paths, where each stage applies to the values of the previous stage. */
function valuesAt(document: Json, stages: readonly string[]): readonly Json[] {
  let inputs: readonly Json[] = [document];
  const assigned: Json[] = [];
  for (const stage of stages) {
    const paths = pathsIn(stage);
    if (/^\$\w+$/.test(stage)) inputs = [];
    if (paths.length === 0 || PASSES.test(stage)) continue;
    const values = paths.flatMap((path) => inputs.flatMap((input) => follow(input, path)));
    if (ASSIGNS.test(stage)) assigned.push(...values);
    else inputs = values;
  }
  return [...inputs, ...assigned];
}

function follow(document: Json, path: string): Json[] {
  let values: Json[] = [document];
  for (const [, index, quoted, plain] of path.matchAll(STEP)) {
    const name = quoted ?? plain;
    values = values.flatMap((value): Json[] => {
      // The path may be in `map(…)`, which applies it to the elements.
      if (name !== undefined)
        return [value].flat().flatMap((one) => (isObject(one) && Object.hasOwn(one, name) ? [one[name]!] : []));
      if (Array.isArray(value)) return index === "" ? [...(value as readonly Json[])] : [(value[0] ?? null) as Json];
      return index === "" && isObject(value) ? Object.values(value) : [];
    });
  }
  return values;
}
