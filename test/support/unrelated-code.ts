/** Changes of a script that do not affect its own commands: unrelated statements, other spellings, a function around it. */
import type { Command, Statement, SyntaxNode } from "unbash";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../src/shell/syntax/walk.ts";

/** A replacement of a range of the script. */
interface Edit {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
}

/** A changed script. */
export interface Changed {
  readonly text: string;
  /** The new position for a position in the original script. */
  moved(pos: number): number;
  /** Whether a position in the changed script is in added code. */
  isAdded(pos: number): boolean;
}

/** Statements that are unrelated to all others. They print nothing, change no relevant status, and do not end the script. */
export const UNRELATED: Readonly<Record<string, string>> = {
  "an unsigned call": "aws s3 ls s3://unrelated --no-sign-request >/dev/null 2>&1 || true",
  "a call with a profile": "aws sts get-caller-identity --profile unrelated >/dev/null 2>&1 || true",
  "a request with a token": [
    'UNRELATED_T=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token) || true',
    'UNRELATED_I=$(curl -sf -H "X-aws-ec2-metadata-token: $UNRELATED_T" http://169.254.169.254/latest/meta-data/instance-id) || true',
  ].join("\n"),
  "a download": "curl -sSL -o /tmp/unrelated https://unrelated.example/file >/dev/null 2>&1 || true",
  "text tools": 'UNRELATED_X=$(echo "a=b" | grep a | cut -d= -f2 | sed "s/b/c/" | sort -u) || true',
  "checks of a file": `# gpg, xmllint and cosign
jq . /tmp/unrelated.json >/dev/null 2>&1 || true
sha256sum /tmp/unrelated >/dev/null 2>&1 || true`,
  "calls of a check":
    'unrelated_ok() { if [ "$1" = no ]; then exit 1; fi; }\nunrelated_ok a; unrelated_ok b; unrelated_ok c',
  "a function": 'unrelated_log() { local unrelated_m="$1"; echo "$unrelated_m" >/dev/null; return 0; }',
  "a function that calls aws": "unrelated_up() { aws s3 cp a s3://unrelated --no-sign-request >/dev/null; }",
  "a function that is called": "unrelated_f() {\nif unrelated_c; then return 0; fi\nreturn 0\n}\nunrelated_f a",
  "a dozen branches": lines(
    12,
    (n) => `if unrelated_c ${n} >/dev/null 2>&1; then UNRELATED_${n}=a; else UNRELATED_${n}=b; fi`,
  ),
  "branches that follow one another": lines(
    6,
    (n) => `unrelated_c ${n} >/dev/null 2>&1 && UNRELATED_${n}=a || UNRELATED_${n}=`,
  ),
  "a case":
    "case $(uname -m) in\nx86_64) UNRELATED_A=amd64 ;;\naarch64) UNRELATED_A=arm64 ;;\n*) UNRELATED_A=other ;;\nesac",
  loops:
    lines(3, (n) => `for unrelated_i in 1 2 3; do UNRELATED_L${n}=$unrelated_i; done`) +
    "\nwhile read -r UNRELATED_R; do :; done < /etc/hosts",
  "a loop that waits":
    "unrelated_n=0\nuntil unrelated_c >/dev/null 2>&1 || [ $unrelated_n -ge 5 ]; do\nunrelated_n=$((unrelated_n + 1))\nsleep 1\ndone",
  "an export": "export UNRELATED_E=1",
  "a file": "echo unrelated > /tmp/unrelated.txt || true",
  "a subshell": "(cd /tmp && unrelated_c >/dev/null 2>&1) || true",
};

/** Matches functions and aliases that redefine the name of a program. */
const OWN_PROGRAMS = /\b(?:aws|curl|wget) *\(\)|\bfunction +(?:aws|curl|wget)\b|\balias\b/;

/**
 * Whether the statement is related to the script after all: the script redefines the program that the statement starts, or probes the
 * metadata service, which is a fallback only if something uses IMDSv2.
 */
export function isRelated(script: string, code: string): boolean {
  if (/\b(?:aws|curl)\b/.test(code) && OWN_PROGRAMS.test(script)) return true;
  return code.includes("ec2-metadata-token") && script.includes("http_code");
}

function lines(count: number, line: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => line(n)).join("\n");
}

/** Matches code that reads the status of the previous command, so that nothing may be inserted before it. */
const LOOKS_BACK = /\$\{?[?_]|PIPESTATUS|^(?:return|exit)\s*(?:$|[;&|#)}\n])/;

/** The offsets of statements that begin a line, so that other lines can be inserted before them. */
export function boundaries(script: string): readonly number[] {
  const { tree } = parseShell(script);
  if (tree === undefined || (tree.errors ?? []).length > 0) return [];
  const found = new Set<number>();
  const visit = (node: SyntaxNode): void => {
    // Offsets in a substitution may refer to the substitution's own text.
    if (node.type === "Word" || (node.type === "Script" && node !== tree)) return;
    if (node.type === "Statement") {
      const { pos, end } = node as Statement;
      const lineStart = script.lastIndexOf("\n", pos - 1) + 1;
      if (/^[ \t]*$/.test(script.slice(lineStart, pos)) && !LOOKS_BACK.test(script.slice(pos, end)))
        found.add(lineStart);
    }
    forEachChild(node, visit);
  };
  visit(tree);
  const first = afterShebang(script);
  return [...found].filter((pos) => pos >= first && !isContinued(script, pos)).toSorted((a, b) => a - b);
}

function isContinued(script: string, lineStart: number): boolean {
  return script.slice(0, lineStart).endsWith("\\\n");
}

/** The offset at which a script's code begins, after the shebang, which stays the first line. */
function afterShebang(script: string): number {
  if (!script.startsWith("#!")) return 0;
  const end = script.indexOf("\n");
  return end === -1 ? script.length : end + 1;
}

export function inserted(script: string, at: readonly number[], code: string): Changed {
  return changed(
    script,
    at.map((pos) => ({ pos, end: pos, text: `${code}\n` })),
  );
}

/** The script with the names of the programs in variables; `undefined` if no command has one of these names. */
export function spelledByVariable(script: string, programs: readonly string[]): Changed | undefined {
  const { tree } = parseShell(script);
  // An alias is not expanded if its name is in the value of a variable.
  if (tree === undefined || (tree.errors ?? []).length > 0 || /\balias\b/.test(script)) return undefined;
  const edits: Edit[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Script" && node !== tree && "source" in node && node.source !== undefined) return;
    if (node.type === "Command") {
      const { name } = node as Command;
      if (name !== undefined && programs.includes(name.text) && script.slice(name.pos, name.end) === name.text)
        edits.push({ pos: name.pos, end: name.end, text: `$UNRELATED_${name.text.toUpperCase()}` });
    }
    forEachChild(node, visit);
  };
  visit(tree);
  if (edits.length === 0) return undefined;
  const first = afterShebang(script);
  const definitions = programs.map((name) => `export UNRELATED_${name.toUpperCase()}=${name}\n`).join("");
  return changed(script, [{ pos: first, end: first, text: definitions }, ...edits]);
}

/** Matches code with another meaning in a function, or code that takes effect when a function is parsed, before any of it has run. */
const NOT_IN_A_FUNCTION =
  /\balias\b|\bshopt\b|\breturn\b|\blocal\b|\b(?:declare|typeset)\b|\$\{?[@*#1-9]|\bset\s+--|\bshift\b|\bsource\b|^\s*\.\s|\btrap\b|\breadonly\b|\$\{\w+:?\?|set\s+-\w*u/m;

/** The script in a function that is called; `undefined` if this could change the script's meaning. */
export function inFunction(script: string): Changed | undefined {
  const { tree } = parseShell(script);
  if (tree === undefined || (tree.errors ?? []).length > 0 || tree.commands.length === 0) return undefined;
  if (NOT_IN_A_FUNCTION.test(outsideFunctions(script, tree))) return undefined;
  const first = afterShebang(script);
  const end = script.length;
  return changed(script, [
    { pos: first, end: first, text: "unrelated_main() {\n" },
    { pos: end, end, text: "\n}\nunrelated_main\n" },
  ]);
}

/** What begins and ends a block that runs in the same shell. */
export const BLOCKS: readonly (readonly [begin: string, end: string])[] = [
  ["{\n", "\n}\n"],
  ["if true; then\n", "\nfi\n"],
];

/** The script in a block; `undefined` if it has a syntax error, before which the shell would run the commands outside of a block. */
export function inBlock(script: string, [begin, end]: readonly [begin: string, end: string]): Changed | undefined {
  const { tree } = parseShell(script);
  if (tree === undefined || (tree.errors ?? []).length > 0 || tree.commands.length === 0) return undefined;
  const first = afterShebang(script);
  return changed(script, [
    { pos: first, end: first, text: begin },
    { pos: script.length, end: script.length, text: end },
  ]);
}

/** The script without the bodies of its own functions. */
function outsideFunctions(script: string, tree: SyntaxNode): string {
  const bodies: Edit[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Function") bodies.push({ pos: node.body.pos, end: node.body.end, text: "" });
    else if (node.type !== "Word" && (node.type !== "Script" || node === tree)) forEachChild(node, visit);
  };
  visit(tree);
  return changed(script, bodies).text;
}

function changed(script: string, edits: readonly Edit[]): Changed {
  const sorted = edits.toSorted((a, b) => a.pos - b.pos || a.end - b.end);
  let text = "";
  let from = 0;
  const added: (readonly [start: number, end: number])[] = [];
  for (const edit of sorted) {
    text += script.slice(from, edit.pos);
    if (edit.pos === edit.end) added.push([text.length, text.length + edit.text.length]);
    text += edit.text;
    from = edit.end;
  }
  text += script.slice(from);
  return {
    text,
    moved(pos) {
      let shift = 0;
      for (const edit of sorted) {
        if (edit.pos > pos || (edit.pos === pos && edit.end > edit.pos)) break;
        if (edit.end <= pos) shift += edit.text.length - (edit.end - edit.pos);
      }
      return pos + shift;
    },
    isAdded: (pos) => added.some(([start, end]) => start <= pos && pos < end),
  };
}
