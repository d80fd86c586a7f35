import fc from "fast-check";
import { expect, test } from "vitest";
import { runJq } from "../../../src/programs/jq/index.ts";
import { base64 } from "../../../src/programs/text/base64.ts";
import { Effort } from "../../../src/programs/text/tool/effort.ts";
import { runReal, type Case } from "../../support/real-tools.ts";
import { seed } from "../../support/seed.ts";
import { expectShare } from "../../support/share.ts";

const runs = Number(process.env["RUNS"] ?? 6);

const scalar = fc.constantFrom<unknown>(
  "",
  "a",
  "b c",
  'x="1"\ty',
  "it's\\n",
  "eyJhIjoxfQ==",
  '{"a":1}',
  0,
  7,
  true,
  false,
  null,
);
const { document } = fc.letrec<{ document: unknown }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("document"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "Name", "Value", "key", "value"), tie("document"), { maxKeys: 4 }),
  ),
}));
const stdin = fc
  .tuple(
    fc.array(document, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(undefined, 2),
    fc.constantFrom("\n", " ", "\n\n"),
  )
  .map(([all, indent, between]) => all.map((one) => JSON.stringify(one, undefined, indent)).join(between));

const plain = fc.constantFrom(
  ...String.raw`
. .a .b .Name .a.b .["a"] ."Value" .[] .[0] .[-1] .[1:] .[:2] .. .a? .[]? .a[]?
length keys keys_unsorted type tostring tojson fromjson to_entries from_entries first last reverse values strings empty ascii_upcase
sort unique @base64 @base64d @tsv @csv @sh @json @uri @text "x" 1 null [] {} objects scalars $x $y $y.a
split(",") split("") ltrimstr("a") rtrimstr("c") walk(.) type=="string" type!="object"
del(.a) del(.[].a) del(.a,.b.a) del(.[]) del(.a?) del(.a|.b) del(.) has("a") join("-") join(",")
{a,b} {Name,v:.Value} {"k":.a} {(.Name?):1} {$x} {a:.a|.b} {a:(1,2),b:.[]}
"\(.a)	\(.b)" @base64"<\(.a)>" "\(1,2)-\(.a,.b)" .a//"none" .a//empty .[]//1 .a+.b
.a="x" .a|=length .[]="x" .[]|=tostring (.a,.b)="x" .a.b=1 .a+=.b (..|strings)="x" (..|scalars)|=type .a[]=.b`
    .trim()
    .split(/\s+/),
);
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 5, arbitrary: plain },
    {
      weight: 3,
      arbitrary: fc.tuple(tie("filter"), fc.constantFrom(" | ", "|"), tie("filter")).map((all) => all.join("")),
    },
    { weight: 1, arbitrary: fc.tuple(tie("filter"), tie("filter")).map(([a, b]) => `${a}, ${b}`) },
    { weight: 1, arbitrary: tie("filter").map((one) => `[${one}]`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("filter"), fc.constantFrom("[]", "[0]", ".a", "?"))
        .map(([one, more]) => `(${one})${more}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom("map", "map_values", "with_entries", "walk", "first", "last"), tie("filter"))
        .map(([name, one]) => `${name}(${one})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("filter"), fc.constantFrom("=", "|=", "+="), tie("filter"))
        .map(([paths, sign, value]) => `(${paths}) ${sign} (${value})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("string", "object", "null"), tie("filter"), tie("filter"), fc.boolean())
        .map(([type, a, b, hasElse]) => `if type == "${type}" then ${a} ${hasElse ? `else ${b} ` : ""}end`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("filter"), fc.constantFrom("x", "z"), tie("filter"))
        .map(([value, name, body]) => `(${value}) as $${name} | [$${name}, (${body})]`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie("filter"), fc.constantFrom("x", "z"), tie("filter"), tie("filter"))
        .map(([of, name, start, update]) => `reduce (${of}) as $${name} (${start}; [$${name}, (${update})])`),
    },
    { weight: 1, arbitrary: tie("filter").map((one) => `{a: (${one})}`) },
    { weight: 1, arbitrary: tie("filter").map((one) => `"<\\(${one})>"`) },
  ),
}));
const options = fc.constantFrom(
  [],
  ["-r"],
  ["-c"],
  ["-rc"],
  ["-j"],
  ["-S"],
  ["--tab"],
  ["--indent", "1"],
  ["-s"],
  ["-R"],
  ["-Rs"],
  ["-n"],
);
const cases = fc.tuple(options, filter, stdin).map(([words, one, text]): Case => ({
  argv: ["jq", ...words, "--arg", "x", "v", "--argjson", "y", '{"a":[1]}', one],
  stdin: text,
}));

/** The number of simulated cases, each of which has to have the real program's output. */
function simulated(all: readonly Case[], ours: readonly ({ readonly stdout: string } | undefined)[]): number {
  const real = runReal(all);
  const wrong = all.flatMap(({ argv, stdin: text }, index) => {
    const own = ours[index];
    const isSame = own === undefined || (real[index]!.success && own.stdout === real[index]!.stdout);
    return isSame ? [] : [JSON.stringify({ argv, text, own: own.stdout, real: real[index] }, undefined, 1)];
  });
  expect(wrong.toSorted((a, b) => a.length - b.length).slice(0, 3), `SEED=${seed}`).toEqual([]);
  return ours.filter((one) => one !== undefined).length;
}

test("jq prints what the real one prints", () => {
  const all = fc.sample(cases, { seed, numRuns: runs * 60 });
  const count = simulated(
    all,
    all.map(({ argv, stdin: text }) => runJq(argv, text, new Effort(1_000_000))),
  );
  expectShare(count, all.length, 0.263);
}, 60_000);

test("base64 prints what the real one prints", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "Z", "9", " ", "\n", "{", "~"), maxLength: 200 });
  const all = fc.sample(
    fc
      .tuple(text, fc.constantFrom([], ["-w0"], ["-w", "20"], ["--wrap=0"], ["-d"], ["--decode"]), fc.boolean())
      .map(([one, words, isEncoded]): Case => ({
        argv: ["base64", ...words],
        stdin: isEncoded ? btoa(one).replaceAll(/.{20}/g, "$&\n") : one,
      })),
    { seed, numRuns: runs * 20 },
  );
  const count = simulated(
    all,
    all.map(({ argv, stdin: one }) => base64(argv, one)),
  );
  expectShare(count, all.length, 0.875);
}, 60_000);

test("jq selects values by their type", () => {
  const names = "arrays objects strings numbers booleans nulls iterables scalars values".split(" ");
  const all = names.map((name): Case => ({
    argv: ["jq", "-c", `.[] | ${name}`],
    stdin: '[[], {}, "a", 1, true, null]',
  }));
  const ours = all.map(({ argv, stdin: text }) => runJq(argv, text, new Effort(1_000_000)));
  expect(simulated(all, ours)).toBe(names.length);
});
