/** JSON values and their leaves. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether it is a list or an object. */
export function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

export interface Leaf {
  /** The key that contains the leaf; for a list element, the key of the list. */
  readonly key: string;
  /** Keys from the root, with `undefined` for a list element. */
  readonly path: readonly (string | undefined)[];
  readonly value: string | number | boolean | null;
  /** The text in the printed JSON, without quotes. */
  readonly text: string;
}

/** Caches a result for each document, because many pipelines may read the same one. */
function oncePerDocument<Found>(find: (value: Json) => Found): (value: Json) => Found {
  const known = new WeakMap<object, Found>();
  return (value) => {
    if (typeof value !== "object" || value === null) return find(value);
    let found = known.get(value);
    if (found === undefined) known.set(value, (found = find(value)));
    return found;
  };
}

/** The scalars of a document in print order. */
export const leavesOf = oncePerDocument((value): readonly Leaf[] => leavesUnder(value, []));

function leavesUnder(value: Json, path: readonly (string | undefined)[]): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((element: Json) => leavesUnder(element, [...path, undefined]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, member]) => leavesUnder(member as Json, [...path, key]));
  const scalar = value as Leaf["value"];
  const text = typeof scalar === "string" ? JSON.stringify(scalar).slice(1, -1) : String(scalar);
  return [{ key: path.findLast((part) => part !== undefined) ?? "", path, value: scalar, text }];
}

/** Whether the document is a list of values without names, or of such lists. */
export function isValueList(value: Json): value is readonly Json[] {
  const leaves = leavesOf(value);
  return (
    Array.isArray(value) && leaves.length > 0 && leaves.every(({ path }) => path.every((part) => part === undefined))
  );
}

/** All keys of a document, each once. */
export const keysOf = oncePerDocument((value): readonly string[] => [
  ...new Set(membersOf(value).map(({ key }) => key)),
]);

/** A member of an object in a document, and its path. */
export interface Member {
  readonly key: string;
  /** Keys from the root, with `undefined` for a list element. */
  readonly path: readonly (string | undefined)[];
  /** Whether its value is a scalar. */
  readonly isLeaf: boolean;
}

/** The members of all objects of a document. Each member comes before those nested in it. */
export const membersOf = oncePerDocument((value): readonly Member[] => membersUnder(value, []));

function membersUnder(value: Json, path: readonly (string | undefined)[]): Member[] {
  if (Array.isArray(value)) return value.flatMap((element: Json) => membersUnder(element, [...path, undefined]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = [...path, key];
    const isLeaf = typeof inner !== "object" || inner === null;
    return [{ key, path: own, isLeaf }, ...membersUnder(inner, own)];
  });
}

/** A path in JMESPath syntax: `Reservations[].Instances[].VpcId`. */
export function writtenPath(path: readonly (string | undefined)[]): string {
  return path.map((part, index) => (part === undefined ? "[]" : index === 0 ? part : `.${part}`)).join("");
}

/** The document without the members at these paths. */
export function withoutMembers(value: Json, paths: readonly (readonly (string | undefined)[])[]): Json {
  const omitted = new Set(paths.map(writtenPath));
  const copy = (part: Json, path: readonly (string | undefined)[]): Json => {
    if (Array.isArray(part)) return part.map((element: Json) => copy(element, [...path, undefined]));
    if (!isObject(part)) return part;
    return Object.fromEntries(
      Object.entries(part).flatMap(([key, inner]): [string, Json][] => {
        const own = [...path, key];
        return omitted.has(writtenPath(own)) ? [] : [[key, copy(inner, own)]];
      }),
    );
  };
  return omitted.size === 0 ? value : copy(value, []);
}

/** The document with a different value for the leaf at `path`. */
export function withValue(value: Json, path: readonly (string | undefined)[], leaf: Json): Json {
  const [first, ...rest] = path;
  if (path.length === 0) return leaf;
  if (Array.isArray(value)) return value.map((element: Json) => withValue(element, rest, leaf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === first ? withValue(inner as Json, rest, leaf) : (inner as Json),
    ]),
  );
}

/** The document with an additional member beside the leaf at `path`. */
export function withMember(
  value: Json,
  path: readonly (string | undefined)[],
  member: { readonly key: string; readonly value: Json; readonly side: "before" | "after" },
): Json {
  const [first, ...rest] = path;
  if (Array.isArray(value)) return value.map((element: Json) => withMember(element, rest, member));
  if (typeof value !== "object" || value === null || first === undefined) return value;
  const last = rest.every((part) => part === undefined);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
      if (key !== first) return [[key, inner as Json]];
      if (!last) return [[key, withMember(inner as Json, rest, member)]];
      const added: [string, Json] = [member.key, member.value];
      return member.side === "before" ? [added, [key, inner as Json]] : [[key, inner as Json], added];
    }),
  );
}

/** The document with the keys of each object in a different order. Lists keep their order. */
export function reorderKeys(
  value: Json,
  order: (members: readonly (readonly [string, Json])[]) => readonly (readonly [string, Json])[],
): Json {
  if (Array.isArray(value)) return value.map((element: Json) => reorderKeys(element, order));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, inner]) => [key, reorderKeys(inner, order)] as const);
  return Object.fromEntries(order(members));
}
