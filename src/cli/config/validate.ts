/**
 * A small validator for the JSON Schema keywords that the configuration's schema and the rules' schemas use. Its messages
 * name the key and the nearest valid key; those of ajv do not. A test compares the results with ajv's. Compiling the schema
 * with ajv at run time costs 100 ms of CPU time, more than a whole short run (Node 20, with cached compiled code).
 * Standalone code from ajv is 74 KB and would have to be regenerated for each new rule option.
 */
import { didYouMean, nearest } from "../../spelling/did-you-mean.ts";

export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly prefixItems?: readonly JsonSchema[];
  readonly additionalItems?: boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly uniqueItems?: boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly [annotation: string]: unknown;
}

export interface Violation {
  /** Keys and indexes from the root to the invalid value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number" && Number.isInteger(value)) return "integer";
  return typeof value;
};

/** A value as JSON, if JSON can represent it: a configuration in JavaScript may contain any value. */
const shown = (value: unknown): string => {
  const json = typeof value === "number" ? String(value) : jsonOf(value);
  const text = json ?? (typeof value === "object" ? "an object that is not JSON" : String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => kindOf(value) === "object";

/** All violations of `schema` by `value`; empty if `value` is valid. */
export function validateValue(value: unknown, schema: JsonSchema, root: JsonSchema = schema): Violation[] {
  const violations: Violation[] = [];
  check(value, schema, [], { root, report: (path, message) => violations.push({ path, message }) });
  return violations;
}

interface Context {
  readonly root: JsonSchema;
  readonly report: (path: Violation["path"], message: string) => void;
}

function check(value: unknown, given: JsonSchema, path: Violation["path"], context: Context): void {
  const schema = given.$ref === undefined ? given : resolveReference(given.$ref, context.root);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) checkAlternatives(value, alternatives, path, context);
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  const kind = kindOf(value);
  if (types && !types.includes(kind) && !(kind === "integer" && types.includes("number"))) {
    context.report(path, wrongType(types, value));
    return;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    const choices = schema.enum.filter((choice) => typeof choice === "string");
    const hint = typeof value === "string" ? didYouMean(value, choices) : "";
    context.report(path, `must be one of ${schema.enum.map(shown).join(", ")}, not ${shown(value)}.${hint}`);
  }
  if ("const" in schema && schema.const !== value) context.report(path, `must be ${shown(schema.const)}`);
  if (typeof value === "string") checkString(value, schema, path, context);
  if (typeof value === "number") checkNumber(value, schema, path, context);
  if (Array.isArray(value)) checkArray(value, schema, path, context);
  if (isObject(value)) checkObject(value, schema, path, context);
}

const wrongType = (types: readonly string[], value: unknown): string =>
  `must be ${types
    .filter((type) => type !== "null" || types.length === 1)
    .map(article)
    .join(" or ")}, not ${shown(value)}`;

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

function resolveReference(reference: string, root: JsonSchema): JsonSchema {
  let at: unknown = root;
  for (const part of reference.replace(/^#\/?/, "").split("/")) {
    at = (at as Record<string, unknown> | undefined)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return (at ?? {}) as JsonSchema;
}

/** If all alternatives fail, reports the violations of the alternative whose type matches the value, because that one was meant. */
function checkAlternatives(
  value: unknown,
  schemas: readonly JsonSchema[],
  path: Violation["path"],
  context: Context,
): void {
  const attempts = schemas.map((schema) => {
    const found: Violation[] = [];
    const report: Context["report"] = (at, message) => found.push({ path: at, message });
    check(value, schema, path, { root: context.root, report });
    return { found, isMeant: fits(value, schema, context.root) };
  });
  if (attempts.some(({ found }) => found.length === 0)) return;
  const meant = attempts.filter(({ isMeant }) => isMeant);
  if (meant.length === 1) {
    for (const violation of meant[0]!.found) context.report(violation.path, violation.message);
    return;
  }
  if (meant.length === 0) {
    const types = schemas.flatMap((schema) => typesOf(schema, context.root) ?? []);
    if (types.length > 0) return context.report(path, wrongType(types, value));
  }
  const messages = new Set((meant.length > 0 ? meant : attempts).flatMap(({ found }) => found[0]!.message));
  context.report(path, [...messages].join(", or "));
}

function typesOf(given: JsonSchema, root: JsonSchema): readonly string[] | undefined {
  const { type } = given.$ref === undefined ? given : resolveReference(given.$ref, root);
  return type === undefined ? undefined : [type].flat();
}

const fits = (value: unknown, schema: JsonSchema, root: JsonSchema): boolean =>
  typesOf(schema, root)?.includes(kindOf(value)) ?? true;

function checkString(value: string, schema: JsonSchema, path: Violation["path"], { report }: Context): void {
  if (schema.minLength !== undefined && value.length < schema.minLength) report(path, "must not be empty");
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) {
    report(path, `must match ${schema.pattern}, and ${shown(value)} does not`);
  }
}

function checkNumber(value: number, schema: JsonSchema, path: Violation["path"], { report }: Context): void {
  if (schema.minimum !== undefined && value < schema.minimum) report(path, `must be at least ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) report(path, `must be at most ${schema.maximum}`);
}

function checkArray(value: readonly unknown[], schema: JsonSchema, path: Violation["path"], context: Context): void {
  const first = schema.prefixItems ?? (Array.isArray(schema.items) ? (schema.items as readonly JsonSchema[]) : []);
  const rest = Array.isArray(schema.items) ? undefined : (schema.items as JsonSchema | undefined);
  for (const [index, item] of value.entries()) {
    const itemSchema = first[index] ?? rest;
    if (itemSchema) check(item, itemSchema, [...path, index], context);
  }
  const most = schema.maxItems ?? (schema.additionalItems === false ? first.length : Infinity);
  if (value.length > most) context.report(path, `must have at most ${most} item${most === 1 ? "" : "s"}`);
  if (value.length < (schema.minItems ?? 0))
    context.report(path, `must have at least ${schema.minItems} item${schema.minItems === 1 ? "" : "s"}`);
  if (schema.uniqueItems && new Set(value.map((item) => jsonOf(item) ?? item)).size < value.length) {
    context.report(path, "must not contain the same item twice");
  }
}

function checkObject(
  value: Record<string, unknown>,
  schema: JsonSchema,
  path: Violation["path"],
  context: Context,
): void {
  const properties = schema.properties ?? {};
  for (const name of schema.required ?? []) {
    if (!(name in value)) context.report(path, `needs the key "${name}"`);
  }
  for (const [name, item] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const { additionalProperties } = schema;
    if (own) check(item, own, [...path, name], context);
    else if (additionalProperties === false) context.report([...path, name], unknownKey(name, Object.keys(properties)));
    else if (typeof additionalProperties === "object") check(item, additionalProperties, [...path, name], context);
  }
}

function unknownKey(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `is not known. Did you mean "${near}"?`;
  const few = known.length > 0 && known.length <= 8 ? ` Known here: ${known.join(", ")}.` : "";
  return `is not known.${few}`;
}

/** A path as code: `rules.explicit-aws-credentials[1].allowImplicit`. */
export function pathText(path: Violation["path"]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    const key = part === "" ? '""' : part;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}
