/** Random YAML as people write it, and as they get it wrong: blocks in blocks, with values in every style and changes after that. */
import fc from "fast-check";

/** Mostly what is simple: one thing that is not makes all of a text so. */
function mostly(simple: readonly string[], other: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...simple) },
    { weight: 1, arbitrary: fc.constantFrom(...other) },
  );
}

const keys = mostly(
  [
    "a",
    "b",
    "Fn::Sub",
    "two words",
    '"quoted"',
    "'it''s'",
    "12",
    "true",
    "a.b/c-d",
    "$x",
    "key ",
    "(a)",
    "a${b}",
    "c:\\d.e",
  ],
  ["~", "<<", "? a", "- a", '"two\n  lines"', "&x a", "a#b", "a: b", "é"],
);

const inline = mostly(
  [
    "text",
    "two words",
    "12",
    "-1",
    "+.5",
    "1e3",
    "0o17",
    "0x1F",
    ".inf",
    "-.INF",
    ".NaN",
    "null",
    "~",
    "True",
    "FALSE",
    "12.5.1",
    "a:b",
    ":a",
    "-a",
    "a #b",
    "a#b",
    '"double"',
    '"tab\\t and \\u00e9 \\x41 \\" \\/"',
    '"over\n      lines\n\n      of text"',
    "'single'",
    "'it''s'",
    "'over\n      lines'",
    "plain\n      over\n\n      lines",
    "plain\n      # no more",
    "[]",
    "{}",
    "[a, 'b', \"c\", 1]",
    "[ a , b ]",
    "[a,\n      b\n      ]",
    "[a,\n      b\n    ]",
    "[a, # c\n      b]",
    "[a, b,]",
    "[[1, 2], {k: v}]",
    "{k: v, 'l': [m], \"n\":1}",
    "!Ref X",
    "!Sub '${X}'",
    "!GetAtt a.b",
    "!Select [0, !GetAZs '']",
    "!Ref",
    "!Ref  # c",
    "!Sub\n      below",
    "!Sub |\n      text",
    "|\n      literal\n        more\n\n      end",
    "|-\n      literal",
    "|+\n      kept\n\n",
    ">\n      folded\n      text\n\n      new\n        more\n      end",
    ">-  # comment\n      folded",
    "\n      below",
    "\n      'below'",
    "\n      [below]",
    "\n      |\n       text",
    "\n      !Ref below",
    "",
    "  # only a comment",
    "é 😀 \u2028 \u0085 \u00a0",
    "日本語 の説明。",
    "😀 x\u3000",
    "\u00a0x",
    "[日本, é 😀, \u3000x]",
    "a  ",
    "a  # c",
    "a, b",
    "=",
    "a\\b",
    "(a)",
    "^[0-9]+$",
    "http://a.b/c?d=e&f#g",
  ],
  [
    "a: b",
    "a:",
    "- a",
    "#b",
    '"bad \\q"',
    '"open',
    '"a" b',
    '"a"#b',
    '"not\nindented"',
    "plain\n      k: v",
    "[a,\nb]",
    "[a,, b]",
    "[a b: c]",
    "{k: , l}",
    "{{ p }}",
    "!!str 12",
    "! a",
    "&x a",
    "*x",
    "|2\n      told",
    "|\n",
    "|\n\n\n      late",
    "|\n         \n      shorter",
    "|\n      text\n         \n",
    "|#no\n      x",
    "@a",
    "`a`",
    "%a",
    "a\tb",
    "\ta",
    ", a",
    "]",
    "}",
    "*",
    "---",
    "...",
  ],
);

type Node = { readonly items: readonly (readonly [key: string, value: Node])[]; readonly list: boolean } | string;

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small", withCrossShrink: true },
    inline,
    fc.record({
      list: fc.boolean(),
      items: fc.array(fc.tuple(keys, tie("node")), { minLength: 1, maxLength: 4 }),
    }),
  ),
}));

const pad = (column: number): string => " ".repeat(column);

/** @param compact whether lists stand below the start of their key, and blocks in items on the line of the dash. */
function written(of: Node, column: number, compact: boolean): string {
  if (typeof of === "string") return ` ${of.replaceAll("\n      ", `\n${pad(column + 2)}`)}\n`;
  const lines = of.items.map(([key, value]) => {
    if (of.list) {
      const item = written(value, column + 2, compact);
      const isBlock = compact && typeof value !== "string";
      return `${pad(column)}-${isBlock ? ` ${item.trimStart()}` : item}`;
    }
    const below = compact && typeof value !== "string" && value.list ? column : column + 2;
    return `${pad(column)}${key}:${written(value, below, compact)}`;
  });
  return (column === 0 ? "" : "\n") + lines.join("");
}

interface Change {
  readonly line: number;
  readonly how: string;
  readonly by: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  line: fc.nat(60),
  how: fc.constantFrom("drop", "in", "out", "blank", "spaces", "comment", "tab", "marker", "twice", "join", "end"),
  by: fc.nat(4),
});

function changed(text: string, { line, how, by }: Change): string {
  const lines = text.split("\n");
  const at = line % lines.length;
  const one = lines[at]!;
  const put: Readonly<Record<string, readonly string[]>> = {
    drop: [],
    in: [pad(by) + one],
    out: [one.slice(Math.min(by, one.length - one.trimStart().length))],
    blank: ["", one],
    spaces: [pad(by * 2), one],
    comment: [`${pad(by * 2)}# comment`, one],
    tab: [`\t${one}`],
    marker: ["---", one],
    twice: [one, one],
    join: [`${one} ${lines[at + 1]?.trimStart() ?? ""}`],
    end: [`${one}${pad(by)}`],
  };
  lines.splice(at, how === "join" ? 2 : 1, ...put[how]!);
  return lines.join("\n");
}

/** A text, of which not everything is YAML. */
export const yamlText: fc.Arbitrary<string> = fc
  .record({
    root: node,
    compact: fc.boolean(),
    head: mostly(["", "", "---\n", "# head\n---\n", "\n"], ["%YAML 1.2\n---\n", "\uFEFF"]),
    tail: mostly(["", "", "\n", "# tail", "  "], ["...\n", "---\na: 1\n"]),
    changes: fc.oneof({ weight: 2, arbitrary: fc.constant<Change[]>([]) }, fc.array(change, { maxLength: 3 })),
    isCut: fc.boolean(),
  })
  .map(({ root, compact, head, tail, changes, isCut }) => {
    const text = changes.reduce(changed, written(root, 0, compact).trimStart());
    return head + (isCut ? text.trimEnd() : text) + tail;
  });
