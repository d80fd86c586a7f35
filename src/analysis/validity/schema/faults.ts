/** Runs the validator on a part of a document, and finds the nodes that its errors refer to. */
import type { DocumentContent, DataNode } from "../../../document/index.ts";
import * as compiled from "./compiled.ts";
import { plainValue, type PlainOptions, UNKNOWN } from "./plain-value.ts";

/** Names of the definitions in document.schema.json that are checked separately. */
export type Part =
  | "command"
  | "runtimeCommand"
  | "automation"
  | "parameter"
  | "commandStep"
  | "automationStep"
  | "shellInputs";

/** An error of ajv: https://ajv.js.org/api.html#error-objects */
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set if the error is in the name of a key: `propertyNames` reports that error too. */
  readonly propertyName?: string;
}

type Validator = ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

const validators = compiled as unknown as Readonly<Record<Part, Validator>>;

/** The keys that each definition of the schema allows. */
export const keys: Readonly<Record<string, readonly string[]>> = compiled.keys;

/** The actions of steps, by the type of document that allows them. */
export const actions: Readonly<Record<"command" | "automation", readonly string[]>> = compiled.actions;

export interface Fault {
  /** Keys from the part down to the fault. */
  readonly path: readonly string[];
  /** The key of the faulty node; `undefined` if that node is the part itself or an item of a list. */
  readonly key: DataNode | undefined;
  readonly node: DataNode | undefined;
  readonly value: unknown;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Returns the faults of a part, except those of unknown values. */
export function faultsOf(content: DocumentContent, part: Part, node: DataNode, options: PlainOptions): Fault[] {
  const value = plainValue(content, node, options);
  const validate = validators[part];
  if (value === UNKNOWN || validate(value)) return [];
  const faults: Fault[] = [];
  for (const { instancePath, keyword, params, propertyName } of validate.errors ?? []) {
    if (keyword === "if" || propertyName !== undefined) continue;
    const path = instancePath.split("/").slice(1).map(unescaped);
    const found = follow(content, node, value, path);
    if (found) faults.push({ path, keyword, params, ...found });
  }
  return faults;
}

/** A segment of a JSON pointer (RFC 6901). */
const unescaped = (segment: string): string => segment.replaceAll("~1", "/").replaceAll("~0", "~");

/** The node and value at a path; `undefined` if the value there is unknown. */
function follow(
  content: DocumentContent,
  root: DataNode,
  rootValue: unknown,
  path: readonly string[],
): Pick<Fault, "key" | "node" | "value"> | undefined {
  let node: DataNode | undefined = root;
  let key: DataNode | undefined;
  let value = rootValue;
  for (const segment of path) {
    if (node?.type === "Sequence") {
      node = content.items(node)[Number(segment)];
      key = undefined;
    } else {
      const entry = content.getAnyCase(node, segment);
      node = entry?.value;
      key = entry?.key;
    }
    value = (value as Readonly<Record<string, unknown>>)[segment];
    if (value === UNKNOWN) return undefined;
  }
  return { key, node, value };
}
