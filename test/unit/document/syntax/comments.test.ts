import { expect, test } from "vitest";
import { readDocument } from "../../../../src/document/read.ts";

const HEAD = 'schemaVersion: "2.2"\n';

/** The text of each comment of a YAML file. */
function commentsOf(text: string): readonly string[] {
  const { comments } = readDocument(text, { language: "yaml" });
  return comments.map(({ range: [start, end], value }) => {
    expect(value).toBe(text.slice(start + 1, end));
    return text.slice(start, end);
  });
}

test.each([
  ["# a\n", ["# a"]],
  ["#\n\n#b", ["#", "#b"]],
  ["\t# a # b\r\n# c\r\n", ["# a # b", "# c"]],
  ["description: x # a", ["# a"]],
  ["description: x#y # a", ["# a"]],
  ["description: 'x # y' # a", ["# a"]],
  ["description: &a#b x # c", ["# c"]],
  ["description: !<tag:a#b> x # c", ["# c"]],
  ["description: | # a\n  # b\n# c\n", ["# a", "# c"]],
  ["description: >-\n  x # b\n\n  # c\n", []],
  ["parameters: {a: 1, # b\n  c: 2} # d", ["# b", "# d"]],
  ["parameters: {'a':b#c}", []],
])("the comments of %j", (text, comments) => expect(commentsOf(`${HEAD}${text}`)).toEqual(comments));
