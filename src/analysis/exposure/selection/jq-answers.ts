/** jq filters that print no secret value: counts, names of keys, results of comparisons, constants, and fields that are not secret. */
import type { Json } from "../../../aws/json/json.ts";
import { isOpenField } from "../secrets/open-fields.ts";
import { parseFilter, type Filter, NotSimulated } from "../../../programs/jq/index.ts";

/** Functions whose results contain no value of their input. */
const ANSWERS = new Set(
  "length utf8bytelength keys keys_unsorted type paths leaf_paths has contains inside test startswith endswith any all not empty isvalid error".split(
    " ",
  ),
);
/** Functions that return only what their arguments print. */
const SELECTS = /^(?:map|map_values|first|last|limit)$/;
const COMPARES = /^(?:[!=<>]=|[<>]|and|or)$/;

/**
 * Returns whether the filter prints no secret value that it reads, as far as it can be parsed.
 * @param keys the names of fields that are not secret, in addition to open fields
 */
export function printsNoSecret(filter: string, keys: readonly string[]): boolean {
  try {
    return isAnswer(parseFilter(filter), new Set(keys));
  } catch (error) {
    if (error instanceof NotSimulated) return false;
    throw error;
  }
}

/** @param open the names of fields, and of variables with `$`, that are not secret; and `.`, if the input is not */
function isAnswer(filter: Filter, open: ReadonlySet<string>): boolean {
  const isOpen = (one: Filter): boolean => isAnswer(one, open);
  /** The same for a filter with another input. */
  const isOpenOf = (one: Filter): boolean => isAnswer(one, new Set([...open].filter((name) => name !== ".")));
  switch (filter.kind) {
    case "literal":
      return true;
    case "string":
      return filter.parts.every((part) => typeof part === "string" || isOpen(part));
    case "index":
      return isOpen(filter.of) || (filter.key.kind === "literal" && isOpenName(filter.key.value, open));
    case "slice":
    case "iterate":
    case "try":
      return isOpen(filter.of);
    case "array":
      return filter.of === undefined || isOpen(filter.of);
    case "object":
      return filter.members.every(({ key, value }) => isOpen(key) && isOpen(value));
    case "comma":
      return filter.parts.every(isOpen);
    case "pipe": {
      // What follows reads only the answer, and variables.
      const first = filter.parts.findIndex((part, index) => (index === 0 ? isOpen(part) : isOpenOf(part)));
      return first >= 0 && filter.parts.slice(first + 1).every((part) => !JSON.stringify(part).includes('"variable"'));
    }
    case "bind":
      return isAnswer(filter.body, withVariable(filter.name, isOpen(filter.value), open));
    case "reduce":
      return (
        isOpen(filter.start) && isAnswer(filter.update, withVariable(filter.name, isOpen(filter.of), [...open, "."]))
      );
    case "if":
      return isOpen(filter.body) && isOpen(filter.otherwise);
    case "operator":
      return COMPARES.test(filter.name) || (!filter.name.endsWith("=") && isOpen(filter.left) && isOpen(filter.right));
    case "call":
      return (
        ANSWERS.has(filter.name) || (SELECTS.test(filter.name) && filter.args.length > 0 && filter.args.every(isOpenOf))
      );
    case "variable":
      return open.has(`$${filter.name}`);
    case "identity":
      return open.has(".");
    case "recurse":
    case "format":
      return false;
  }
}

function withVariable(name: string, isOpen: boolean, open: Iterable<string>): ReadonlySet<string> {
  const names = new Set(open);
  if (isOpen) names.add(`$${name}`);
  else names.delete(`$${name}`);
  return names;
}

function isOpenName(key: Json, open: ReadonlySet<string>): boolean {
  return typeof key === "string" && (open.has(key) || isOpenField(key));
}
