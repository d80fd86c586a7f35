/** Which command can follow which: compared with a real bash under every assignment of the conditions. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canFollow } from "../../../src/shell/syntax/control-order.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";

/** The kinds of functions, by how they are called directly after their definition. */
const FUNCTIONS = ["once", "twice", "looped", "held"] as const;

type Block = readonly Item[];
interface Item {
  readonly kind:
    | "mark"
    | "if"
    | "else"
    | "loop"
    | "single"
    | "and"
    | "or"
    | "case"
    | "group"
    | (typeof FUNCTIONS)[number];
  readonly body: Block;
  readonly other: Block;
}

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.array(
    fc.record({
      kind: fc.oneof(
        {
          arbitrary: fc.constantFrom<Item["kind"][]>(
            "mark",
            "mark",
            "if",
            "else",
            "loop",
            "single",
            "and",
            "or",
            "case",
            "group",
          ),
          weight: 5,
        },
        { arbitrary: fc.constantFrom(...FUNCTIONS), weight: 1 },
      ),
      body: fc.oneof({ maxDepth: 2, depthIdentifier: "block" }, fc.constant<Block>([]), tie("block")),
      other: fc.oneof({ maxDepth: 2, depthIdentifier: "block" }, fc.constant<Block>([]), tie("block")),
    }),
    { minLength: 1, maxLength: 4 },
  ),
}));
const ends = fc.constantFrom("exit", "break", "continue", ":", ":");

const CALLS: Readonly<Record<(typeof FUNCTIONS)[number], (name: string) => string>> = {
  once: (name) => name,
  twice: (name) => `${name}\n${name}`,
  looped: (name) => `for i in 1 2; do\n${name}\ndone`,
  held: (name) => `for name in ${name} ${name}; do\n"$name"\ndone`,
};

/** The text of a script. Each mark is a separate command, and each condition tests a bit. */
function text(tree: Block, endings: readonly string[]): string {
  let marks = 0;
  let conditions = 0;
  let functions = 0;
  const write = (items: Block, loops: number): string => {
    const lines = items.map(({ kind, body, other }): string => {
      const mark = () => `mark ${++marks}`;
      const bit = () => `bit ${++conditions}`;
      const inner = (part: Block) => `${mark()}\n${write(part, loops)}`;
      switch (kind) {
        case "if":
          return `if ${bit()}; then\n${inner(body)}\nfi`;
        case "else":
          return `if ${bit()}; then\n${inner(body)}\nelif ${bit()}; then\n${mark()}\nelse\n${inner(other)}\nfi`;
        case "loop":
          return `for i in 1 2; do\n${mark()}\n${write(body, loops + 1)}\ndone`;
        case "single":
          return `for i in ${loops > 0 ? '"$i"' : "${HOME:+1}"}; do\n${mark()}\n${write(body, loops + 1)}\ndone`;
        case "and":
          return `${bit()} && ${mark()} && ${mark()}`;
        case "or":
          return `${bit()} || ${mark()}`;
        case "case":
          return `case $(bit ${++conditions} && echo a) in\na)\n${inner(body)}\n;;\n*)\n${mark()}\n;;\nesac`;
        case "group":
          return `{\n${inner(body)}\n}`;
        case "once":
        case "twice":
        case "looped":
        case "held": {
          const name = `f${++functions}`;
          return `${name}() {\n${mark()}\n${write(body, 0)}\n}\n${CALLS[kind](name)}`;
        }
        default:
          return mark();
      }
    });
    const ending = endings[(marks + conditions) % endings.length]!;
    const last = ending === "break" || ending === "continue" ? (loops > 0 ? ending : ":") : ending;
    return [...lines, ...(loops > 0 || marks > 3 ? [last] : [])].join("\n");
  };
  return write(tree, 0);
}

const WRITES = 'mark() { printf "%s " "$1"; }\nbit() { return $(( (BITS >> $1) & 1 )); }\n';

test("one command can follow another exactly if a real bash runs them in this order", () => {
  let pairs = 0;
  let impossible = 0;
  fc.assert(
    fc.property(block, fc.array(ends, { minLength: 1, maxLength: 4 }), (tree, endings) => {
      const script = text(tree, endings);
      const shell = parseShell(`#!/bin/bash\n${script}`);
      const spans = new Map(
        [...shell.text.matchAll(/mark (\d+)/g)].map((match) => [
          match[1]!,
          { pos: match.index, end: match.index + match[0].length },
        ]),
      );
      const runs = Array.from(
        { length: 24 },
        (_, index) => `BITS=${(index * 2_654_435) % 65_536}; (\n${script}\n); echo`,
      );
      const { stdout } = spawnSync("bash", ["-c", WRITES + runs.join("\n")], { encoding: "utf8" });
      for (const line of stdout.split("\n")) {
        const ran = line.trim().split(" ");
        for (const [index, from] of ran.entries())
          for (const to of new Set(ran.slice(index + 1))) {
            if (from === to || !spans.has(from) || !spans.has(to)) continue;
            pairs++;
            expect({
              script,
              from,
              to,
              can: canFollow(shell.tree!, spans.get(from)!, spans.get(to)!) !== false,
            }).toEqual({
              script,
              from,
              to,
              can: true,
            });
          }
      }
      for (const a of spans.values())
        for (const b of spans.values()) {
          const can = a === b || canFollow(shell.tree!, a, b);
          // The result is undefined only for parts of a pipeline, and for text within other text.
          expect({ script, a, b, can }).not.toMatchObject({ can: undefined });
          if (can === false) impossible++;
        }
    }),
    { numRuns: 60 },
  );
  expect(pairs).toBeGreaterThan(500);
  expect(impossible).toBeGreaterThan(500);
});
