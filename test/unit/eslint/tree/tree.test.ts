import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SsmNode } from "../../../../src/eslint/tree/nodes.ts";
import type { SsmSourceCode } from "../../../../src/eslint/source-code.ts";
import { visitorKeys } from "../../../../src/eslint/tree/visitor-keys.ts";
import { document, jsonDocument } from "../../../support/rule-tester.ts";
import { sourceCode } from "../../../support/corpus-documents.ts";

const EVERYTHING = `f() { local a=1; }; function g { :; }
coproc c { x; }; select s in a b; do x; done; for ((i=0; i<3; i++)); do x; done
case $x in a|b) y;; *) z;& esac; if a; then b; elif c; then d; else e; fi
until false; do x; done; ( a ); { b; } 2>&1; time ! a | b |& c; a && b || c &
[[ ! ( -f a && b == c ) || -n d ]]; (( x = y ? -1 : (2 + z) )); echo $((a + $(b)))
x=(a [2]=b); x[1]+=c; \${y:-d} \${y#e} \${y/f/g} \${y:1:2} \${y^} \${y@Q} \${!y*} \${#y[1]} \${y~}
echo a*b ?[c] @(d|e) {f,g} "h$i" $'j' $"k" 'l' <(m) \`n \\\`o\\\`\` <<<p {fd}>q 3<r
for w in a; do sudo aws x; done; bash -c 'aws y'
cat <<EOF
s $t {{ u }}
EOF
`;

/** Nodes of the file's own syntax that do not occur in the document above. */
const ANCHORED = "a: &x 1\nb: *x\n";

function nodesOf(source: SsmSourceCode): SsmNode[] {
  return [...source.traverse()].filter(({ phase }) => phase === 1).map(({ target }) => target as SsmNode);
}

describe("the tree", () => {
  it("contains every node type that has visitor keys", () => {
    const types = new Set(nodesOf(sourceCode(`${ANCHORED}${document(EVERYTHING)}`)!).map(({ type }) => type));
    expect(Object.keys(visitorKeys).filter((type) => !types.has(type as SsmNode["type"]))).toEqual([]);
  });

  it("is traversed so that each node is entered once and left after its children", () => {
    const source = sourceCode(document(EVERYTHING))!;
    const entered = new Set<unknown>();
    const open: unknown[] = [];
    for (const { target, phase, args } of source.traverse()) {
      if (phase === 1) {
        expect(entered.has(target)).toBe(false);
        expect(args).toEqual([target, open.at(-1)]);
        entered.add(target);
        open.push(target);
      } else {
        expect(open.pop()).toBe(target);
      }
    }
    expect(open).toEqual([]);
  });

  it("provides parents, ancestors and steps", () => {
    const source = sourceCode(document("if a; then b; fi"))!;
    const command = nodesOf(source).find(({ type }) => type === "Command")!;
    const types = source.getAncestors(command).map(({ type }) => type);
    expect(types).toEqual(["Document", "Step", "Script", "Statement", "If", "CompoundList", "Statement"]);
    expect(source.getParent(source.ast)).toBeUndefined();
    expect(source.stepOf(command)).toBe(source.ast.steps[0]);
    expect(() => source.stepOf(source.ast)).toThrow("in no step");
  });

  it("supports documents that are nested deeper than the stack", () => {
    const text = `{"schemaVersion":"2.2","mainSteps":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    expect(() => sourceCode(text)?.traverse()).not.toThrow();
  });

  it("contains each placeholder in the innermost enclosing node", () => {
    const source = sourceCode(
      document(`echo "a {{ b }} $c" '{{ d }}' {{ e }}\ncat <<X\n{{ f }}\nX\nx=$(date "{{ g }}")`),
    )!;
    const placeholders = nodesOf(source).filter((node) => node.type === "Placeholder");
    expect(placeholders.map(({ name }) => name).toSorted()).toEqual(["b", "d", "e", "f", "g"]);
    const chain = (wanted: string): string[] =>
      source.getAncestors(placeholders.find(({ name }) => name === wanted)!).map(({ type }) => type);
    expect(chain("b")).toEqual(expect.arrayContaining(["Command", "Word", "DoubleQuoted"]));
    expect(chain("d").at(-1)).toBe("SingleQuoted");
    expect(chain("e")).toEqual(expect.arrayContaining(["Command", "Word"]));
    expect(chain("f")).toContain("HereDocBody");
    expect(chain("g")).toEqual(expect.arrayContaining(["CommandExpansion", "Script", "Command", "DoubleQuoted"]));
  });
});

describe("positions", () => {
  it("are exact in backticks with escapes and in quoted code", () => {
    const source = sourceCode(document("x=`echo \\`aws a\\` \\\\$b`\nbash -c 'aws b; eval \"aws c\"'"))!;
    const words = nodesOf(source).filter(({ type }) => type === "Word");
    const written = words.map((word) => source.getText(word));
    expect(written).toEqual(expect.arrayContaining(["echo", "\\`aws a\\`", "aws", "a", "\\\\$b", "b", "c"]));
  });

  it("convert between offsets and lines", () => {
    const text = fc
      .array(fc.constantFrom("a", "\n", "\r\n", "é", "😀"), { maxLength: 30 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (comment) => {
        const source = sourceCode(`# ${comment.replaceAll(/\n(?=.)/gu, "\n# ")}`)!;
        for (let offset = 0; offset <= source.text.length; offset += 1) {
          const position = source.getLocFromIndex(offset);
          expect(source.getIndexFromLoc(position)).toBe(offset);
          expect(source.text.slice(0, offset).split("\n")).toHaveLength(position.line);
        }
        expect(() => source.getIndexFromLoc({ line: source.lines.length + 1, column: 1 })).toThrow(RangeError);
      }),
    );
  });

  it("are the same in JSON", () => {
    const source = sourceCode(jsonDocument(`aws s3 ls "x y"`))!;
    const word = nodesOf(source).findLast(({ type }) => type === "DoubleQuoted")!;
    expect(source.getText(word)).toBe(String.raw`\"x y\"`);
  });
});
