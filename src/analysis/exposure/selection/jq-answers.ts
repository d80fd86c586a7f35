/** jq filters that print nothing of the values that they read: counts, names of keys, results of comparisons, constants. */
import { parseFilter, type Filter, NotSimulated } from "../../../programs/jq/index.ts";

/** Functions whose results contain no value of their input. */
const ANSWERS = new Set(
  "length utf8bytelength keys keys_unsorted type paths leaf_paths has contains inside test startswith endswith any all not empty isvalid error".split(
    " ",
  ),
);
const COMPARES = /^(?:[!=<>]=|[<>]|and|or)$/;

/** Returns whether the filter prints no value that it reads, as far as it can be parsed. */
export function printsNoValue(filter: string): boolean {
  try {
    return isAnswer(parseFilter(filter));
  } catch (error) {
    if (error instanceof NotSimulated) return false;
    throw error;
  }
}

function isAnswer(filter: Filter): boolean {
  switch (filter.kind) {
    case "literal":
      return true;
    case "string":
      return filter.parts.every((part) => typeof part === "string" || isAnswer(part));
    case "index":
    case "slice":
    case "iterate":
    case "try":
      return isAnswer(filter.of);
    case "array":
      return filter.of === undefined || isAnswer(filter.of);
    case "object":
      return filter.members.every(({ key, value }) => isAnswer(key) && isAnswer(value));
    case "comma":
      return filter.parts.every(isAnswer);
    case "pipe": {
      // What follows reads only the answer, and variables.
      const first = filter.parts.findIndex(isAnswer);
      return first >= 0 && filter.parts.slice(first + 1).every((part) => !JSON.stringify(part).includes('"variable"'));
    }
    case "bind":
      return isAnswer(filter.body);
    case "if":
      return isAnswer(filter.body) && isAnswer(filter.otherwise);
    case "operator":
      return (
        COMPARES.test(filter.name) || (!filter.name.endsWith("=") && isAnswer(filter.left) && isAnswer(filter.right))
      );
    case "call":
      return ANSWERS.has(filter.name) || (/^(?:map|map_values)$/.test(filter.name) && filter.args.every(isAnswer));
    case "identity":
    case "recurse":
    case "format":
    case "variable":
      return false;
  }
}
