/** What code of Python, Ruby, Perl and Node prints of a secret on its stdin. Except for Ruby, the code was run to see what it prints. */
import { describe, expect, test } from "vitest";
import { noSecretExposure } from "../../../../rules/no-secret-exposure.ts";
import { statementsIn } from "../../../../src/analysis/exposure/selection/code-statements.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const GET = "aws ssm get-parameter --with-decryption --name x";
const rules = { "no-secret-exposure": noSecretExposure };

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const isReported = (script: string) => lint(document(script), { rules }).length > 0;
const prints = (command: string, code: string) => isReported(`${GET} | ${command} ${quoted(code)}`);

const PYTHON = "import sys, json\nd = json.load(sys.stdin)\n";
const PERL = "use JSON::PP; my $d = decode_json(join '', <STDIN>); ";
const NODE = "const d = JSON.parse(require('fs').readFileSync(0)); ";
const RUBY = "d = JSON.parse(STDIN.read); ";

const HARMLESS: readonly (readonly [string, string])[] = [
  ...[
    "print('connected')",
    "print('a; b', 3)",
    "print('set' if d else 'unset')",
    "print(d['Parameter']['Version'])",
    'print(d["Parameter"].get("Name"))',
    "print(\n  'v',\n  d['Parameter']['Version']\n)",
    "print(f\"{d['Parameter']['Name']} v{d['Parameter']['Version']:>5}\")",
    "print('{} {}'.format(d['Parameter']['Name'], d['Parameter']['Type']))",
    "v = d['Parameter']['Version']\nprint('v %s' % v)",
    "for p in d.values():\n  print(p['Name'], p['Type'])",
    "print(len(d), type(d), list(d.keys()))",
    "sys.stdout.write('ok\\n')",
    "print('a', file=sys.stderr)",
    "print('ok') # it's",
    "print('''it's''')",
    "print('it\\'s')",
    "from pprint import pprint\npprint('a')",
    "f.write(d['Parameter']['Value'])\nprint('written')",
    "print(\n  d['Parameter']['Value'], file=f)\nprint('written')",
  ].map((code) => ["python3 -c", PYTHON + code] as const),
  ...['print "ok\\n"', "print 'ok $d'", 'print STDERR "ok\\n" if $d', 'print $d->{Parameter}{Version}, "\\n"'].map(
    (code) => ["perl -e", PERL + code] as const,
  ),
  ...[
    "console.log('ok')",
    "console.log(d.Parameter.Version)",
    // eslint-disable-next-line no-template-curly-in-string
    "console.log(`v${d.Parameter.Version}`)",
    "const v = d.Parameter.Version; console.log(v)",
    "process.stdout.write('ok')",
    "save(d).then(() => { console.log('saved'); })",
  ].map((code) => ["node -e", NODE + code] as const),
  ...['puts "ok"', 'puts "v#{d["Parameter"]["Version"]}"', 'puts d["Parameter"]["Name"] if d', '$stderr.puts "ok"'].map(
    (code) => ["ruby -rjson -e", RUBY + code] as const,
  ),
];

const REVEALING: readonly (readonly [string, string])[] = [
  ...[
    "print(d)",
    "print(';', d)",
    "print(\n  'v',\n  d\n)",
    "print(d['Parameter']['Value'])",
    "print(d['Parameter']['Version'], d['Parameter']['Value'])",
    "print(d['Parameter']['Version'] and d['Parameter']['Value'])",
    "print(f\"{d['Parameter']['Name']} {d}\")",
    'print(rf"{d}")',
    "print('it\\'s', d)",
    "print('''it's''', d)",
    "print('#', d) #'",
    "print('{}'.format(d))",
    "v = 'x'\nfor v in [d]: pass\nprint(v)",
    "v = []\nv.append(d)\nprint(v)",
    "v = 'a' + \\\n  str(d)\nprint(v)",
    "v = (\n  d)\nprint(v)",
    "v = w = d\nprint(w)",
    "if (v := d): print(v)",
    "v = json.loads(json.dumps({'Name': d['Parameter']['Value']}))\nprint(v['Name'])",
    "json.dump(d, sys.stdout)",
    "o = sys.stdout\no.write(str(d))",
    "sys.stdout.write('ok ' + str(d))",
    "print('a', d, file=sys.stderr)",
    "list(map(print, [d]))",
    "p = print\np(d)",
    "from pprint import pprint\npprint(d)",
    "def f(ok): print(ok)\nok = 'a'\nf(d)",
  ].map((code) => ["python3 -c", PYTHON + code] as const),
  ...[
    "print; print <>",
    "while (<STDIN>) { print; }",
    "print <>",
    "while (<STDIN>) { print }",
    "while (<STDIN>) { print if /a/ }",
    'my $t = <STDIN>; print "ok $t"',
    "my $t = <>; print q(it's), $t, q(')",
  ].map((code) => ["perl -e", code] as const),
  ["perl -pe", "print 'ok'"],
  ["ruby -pe", "puts 'ok'"],
  ["ruby -rjson -e", 'puts "v#{JSON.parse(STDIN.read)}"'],
  ["ruby -e", "puts %q(it's), STDIN.read, %q(')"],
  ...['puts "a",\n  d', 'puts "a" +\n  d.to_s', 'puts "a" \\\n  "#{d}"', "puts d.\n  to_s"].map(
    (code) => ["ruby -rjson -e", RUBY + code] as const,
  ),
  ...[
    "console.log(d.Parameter.Value)",
    "console.error(d)",
    "console.log('a' + (q ? d : 'b'))",
    "console.log('a'+(q ? d : 'b'))",
    // eslint-disable-next-line no-template-curly-in-string
    "console.log(`v${JSON.stringify(d)}`)",
    "const {log} = console; log(d)",
    "console.log('a' // it's\n , d)",
    "const r = /'/; console.log(d); const s = /'/;",
    "const v = 'a'\n  + d.Parameter.Value; console.log(v)",
    "const v =\n  d.Parameter.Value; console.log(v)",
    "process.stdin.pipe(process.stdout)",
  ].map((code) => ["node -e", NODE + code] as const),
];

describe("code whose output", () => {
  test.each(HARMLESS)("reveals nothing: %s %j", (command, code) => expect(prints(command, code)).toBe(false));
  test.each(REVEALING)("reveals the secret: %s %j", (command, code) => expect(prints(command, code)).toBe(true));
});

test.each([
  ["python3 -c", "import os\nprint(\n  os.environ['S']\n)", true],
  ["python3 -c", "import os\nsave(\n  os.environ['S']\n)\nprint(\n  'saved')", false],
  ["node -e", "console.warn(process.env.S)", true],
  ["node -e", "console.log('a'+(q ? process.env.S : 'b'))", true],
])("code that reads a secret from its environment: %s %j: %j", (command, code, expected) =>
  expect(isReported(`export S=$(${GET})\n${command} ${quoted(code)}`)).toBe(expected),
);

test.each([
  ['print(\n  "$S"\n)', true],
  ['pw = "$S"\nprint(\n  "pw", pw\n)', true],
  ['pw = """😀 $S"""\nprint(f"{pw}")', true],
  ['pw = "$S"\nconnect(\n  pw\n)\nprint(\n  "ok"\n)', false],
  ['print("😀")\nconnect("$S")\nprint(host)', false],
])("code with a secret in it: %j: %j", (code, expected) =>
  expect(isReported(`S=$(${GET})\npython3 - <<EOF\n${code}\nEOF`)).toBe(expected),
);

test.each([
  ["a\nb; c", ["a", "b", " c"]],
  ["f(\n1;2)\nb", ["f(\n1;2)", "b"]],
  ["f({\na: 1\n})\nb", ["f({\na: 1\n})", "b"]],
  ["f(() => {\na;b\n})", ["f(() => {", "a", "b", "})"]],
  ["f('(')\nb", ["f('(')", "b"]],
  ["f)\nb", ["f)", "b"]],
])("the statements of %j", (code, expected) => expect(statementsIn(code)).toEqual(expected));

test("code with very many calls or variables is not read, and counts as printing", () => {
  const calls = (count: number) => `${PYTHON}${"print('ok')\n".repeat(count)}`;
  expect([64, 65].map((count) => prints("python3 -c", calls(count)))).toEqual([false, true]);
  const variables = (count: number) =>
    `${PYTHON}${Array.from({ length: count }, (_, i) => `v${i} = 3\n`).join("")}print(v0)`;
  // `d` is one of them.
  expect([63, 64].map((count) => prints("python3 -c", variables(count)))).toEqual([false, true]);
});
