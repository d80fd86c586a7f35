/** Each simulated option, set and list of the tools that work on lines and characters prints what the real tool prints. */
import { expect, test } from "vitest";
import { base64 } from "../../../src/programs/text/base64.ts";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { runReal } from "../../support/real-tools.ts";
import { expectEachSameAsReal } from "../../support/text-differential.ts";

/** A command line. Spaces separate its words; within a word, `·` is a space and `⏎` a line break. */
const words = (line: string): readonly string[] =>
  line.split(" ").map((word) => word.replaceAll("·", " ").replaceAll("⏎", "\n"));

/** The command lines in a table, separated by ` | `. */
const list = (table: string): readonly string[] => table.trim().split(/ \|\s+/);

const TEXT = 'b,c 2 30\nA-z\tx9-[]\n\n"Key": "v:w" 1e1\nb,c 2 30\nb,c 2 30\naab  ::b';

const SIMULATED = list(String.raw`
  a-z | a- | a-c- | ,- | a-a | x-z9 | b-b- | [a-c] | \n | \t | \r\f\v\a\b | \\ | \- | \012 | \12 | \1012 | \101 |
  \60-\62 | \a-z | [:space:] | [:digit:]2 | a[:punct:] | [:alpha: | [ | ] | [:upper:][:lower:] | · | b-c·-,
`).flatMap((set) => [
  `tr -d ${set}`,
  `tr -s ${set}`,
  `tr -cd ${set}`,
  `tr -cs ${set} #`,
  `tr ${set} _`,
  `tr -- ${set} xy`,
]);

const MORE: Readonly<Record<string, readonly string[]>> = {
  tr: list(String.raw`
  -C -d a-z | --complement --delete a-z | --delete --complement a-z | --squeeze-repeats b | -ds a :b | -d -s a b |
  -cds a-z⏎ a | -c a-z yy | -cd ·-~ | abc xy | ab xyz | [:upper:] [:lower:] | [:lower:] [:upper:] | a-zA-Z A-Za-z |
  -s [:lower:] [:upper:] | -s ab b | -- -a b- | --del a | --sq b | a -d | ⏎ ·
`),
  cut: list(String.raw`
  -c1 | -c2- | -c-3 | -c2-3 | -c1,3-4 | -c3,1 | -c1·3 | -b2 | -c1-1,9 | --characters=1 | --bytes 2 | -d, -f2 | -d· -f1 |
  -d" -f2 | -d: -f2- | -d: -f-2 | -f1 | -f2 | -d, -sf2 | -d, -s -f1 | -sd: -f3 | --delimiter=, --fields=2 |
  -d, -f1,2 --output-delimiter=xy | -d, -f1,2 --output-delimiter== | -d, -f2 --complement | -c1 --complement | -nb1 |
  -d: -d, -f2 | -d, -f1 - | -f1 -d , | --only-delimited -d, -f2 | -f 1-2,4 -d · | -c4-,1
`),
  head: list(String.raw`
  -1 | -3 | -n2 | -n 2 | -n-2 | -n -9 | -n0 | -c3 | -c -3 | -c0 | -qn1 | -n1 -n3 | -c9 -n1 | -n1 -c9 | --lines=2 |
  --bytes=5 | --quiet -n1 | --silent -n1 | -n1 - | -n-0 | -2 -q
`),
  tail: list(String.raw`
  -1 | -3 | +2 | -n2 | -n +2 | -n+0 | -n+1 | -n +99 | -n0 | -c3 | -c +3 | -c0 | -qn1 | -n-2 | --lines=+3 | --bytes=5 |
  --quiet -n1 | -n1 - | -n3 -n1 | +3 -
`),
  uniq: list(String.raw`
  -c | -d | -u | -cd | -cu | -du | --count | --repeated | --unique
`),
  wc: ["-l", "-w", "-c", "--lines", "--words", "--bytes"],
  rev: [""],
  tee: ["", "/dev/null", "-a /dev/null", "-ai /dev/null"],
  cat: ["-", "-u"],
  paste: ["-s", "-sd,", "-s -d ·", "-d,", "--serial --delimiters=:", "-s -", "-sd x -d y"],
};

const ROWS = "10 b x\n9 a\n-3 c\n2.5 b\n8 e\n007 d\n";

const SORTED = list(String.raw`
  -n | -rn | -nr | -un | -nu | -snr | --numeric-sort --reverse | -k1,1n | -k1n | -k2,2 | -sk2,2 | -k2,2 -k1,1n |
  -k1,1nr -k2 | -rk2,2 | -k2,2r -k1,1n | -uk2,2 | -fk2,2 | -k2,2f -k1,1n | -t· -k2,2 -s | -t· -k1,1n | -t. -k1,1n |
  --key=2,2 -s | --field-separator=· -k2,2 -s | --stable -k2,2 | --unique -n | -k9 -s | -bn | -nb
`);

test("each is simulated, and prints what the real tool prints", () => {
  const lines = [
    ...SIMULATED,
    ...Object.entries(MORE).flatMap(([tool, all]) => all.map((one) => `${tool} ${one}`.trim())),
  ];
  expectEachSame(lines, [TEXT, `${TEXT}\n`]);
});

test("sort is simulated, and prints what the real sort prints", () =>
  expectEachSame(
    SORTED.map((line) => `sort ${line}`),
    [ROWS, ROWS.slice(0, -1), ""],
  ));

test("base64 prints what the real base64 prints", () => {
  const encoded = ["", "-", "-w0", "-w 1", "-w10", "--wrap=9", "--wrap 20 -", "-w 76"].flatMap((options) =>
    [TEXT, `${TEXT}\n`, "", "a", "ab\n"].map((stdin) => ({ argv: words(`base64 ${options}`.trim()), stdin })),
  );
  const decoded = ["base64 -d", "base64 --decode -"].flatMap((line) =>
    ["", "aGk=", "aGkK\n", "aGkK\naGk=\n", "e30K", "Pz8/", "fn5+"].map((stdin) => ({ argv: words(line), stdin })),
  );
  const cases = [...encoded, ...decoded];
  expect(cases.map(({ argv, stdin }) => base64(argv, stdin))).toEqual(runReal(cases));
});

test.each([
  ...["aGk", "a", "a===", "aGk*", "w6k=", "AA=="].map((stdin) => ["base64 -d", stdin]),
  ...["-i", "-wx", "a", "-w 9999999"].map((options) => [`base64 ${options}`, "a"]),
])("%s of %j is not simulated", (line, stdin) => {
  expect(base64(words(line), stdin)).toBeUndefined();
});

function expectEachSame(lines: readonly string[], inputs: readonly string[]): void {
  const cases = inputs.flatMap((stdin) => lines.map((line) => ({ argv: words(line), stdin })));
  const tools = new Set(cases.map(({ argv }) => argv[0]!));
  for (const tool of tools)
    expectEachSameAsReal(
      cases.filter(({ argv }) => argv[0] === tool),
      [tool],
    );
}

test.each(
  list(String.raw`
  tr | tr a | tr -d | tr -d a b | tr -ds a | tr -t ab x | tr a b c | tr -d z-a | tr -d [=a=] | tr a [:digit:] |
  tr [:digit:] [:lower:] | tr -c [:lower:] [:upper:] | tr -d \200 | tr -d \ | tr -d [:x:] | tr -c a xy | tr a '' |
  tr ab [b*3] | tr a-z [:upper:] | tr [:digit:]a-p [:upper:] | tr [:upper:] [:digit:]a-p | cut | cut -d, | cut -f0 |
  cut -f2-1 | cut -c1 -f1 | cut -c1 -d, | cut -sc1 | cut -f- | cut -fx | cut -dxy -f1 | cut -dxy -d, -f1 | cut -f1 a |
  cut -C -f1 | cut -c1 --output-delimiter=x | cut -f1 - - | cut -d⏎ -f1 | head -v | head -n1 a | head -nx | head -n+2 |
  head -n1 - - | tail -v | tail -1 -q | tail -f | tail -n1 a | uniq -i | uniq a | wc | wc -lw | wc -l a | rev a | tac a |
  cat a | cat -n | paste -s a | paste -sd xy | paste -sd \ | sort -k0 | sort -k1,0 | sort -k2b | sort -k1.2 |
  sort -b -k2 | sort -Vn | sort -Vf | sort -txy | sort a | sort -k1Vn | column | column -t a | tee -p | xargs -n0 |
  xargs -nx | xargs ls | xargs -d, echo | xargs -I{} echo {}
`),
)("%s is not simulated", (line) => {
  const argv = words(line.replace("''", ""));
  expect(runTextTool(argv[0]!, argv, "a 1\n")).toBeUndefined();
});
