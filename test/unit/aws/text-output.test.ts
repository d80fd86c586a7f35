import { expect, it } from "vitest";
import type { Json } from "../../../src/aws/json/json.ts";
import { renderText } from "../../../src/aws/json/text-output.ts";

it.each<[what: string, document: Json, text: string]>([
  ["a single value", true, "True\n"],
  ["values of one object by their keys", { b: 1, a: "x" }, "x\t1\n"],
  ["no line for an object without values", { a: { b: null } }, "A\tNone\n"],
  ["an empty field for a key that only other objects of the list have", [{ a: "x" }, { b: "y" }], "x\t\n\ty\n"],
  ["a line for each value of a list with a name", { Tags: ["x", "y"] }, "TAGS\tx\nTAGS\ty\n"],
  ["one line for a list without a name", ["x", "y"], "x\ty\n"],
  ["values before the lists next to them", { a: ["x", ["y"], "z"] }, "A\tx\nA\tz\nA\ty\n"],
])("--output text prints %s", (_, document, text) => expect(renderText(document)).toBe(text));
