/**
 * An independent witness: in every script of the corpus that `bash-parser` can parse, it finds the same simple commands as ssmlint,
 * except for the misreadings that are listed here.
 */
import bashParser from "bash-parser";
import type { SyntaxNode } from "unbash";
import { describe, expect, it } from "vitest";
import { maskPlaceholders, parseShell } from "../../../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../../../src/shell/syntax/walk.ts";
import type { Span } from "../../../../src/shell/spans/span.ts";
import { hasShared } from "../../../support/shared.ts";
import { corpusScripts } from "../../../support/corpus-scripts.ts";

const MISREADINGS = {
  "&>": "`&>` is read as `&` and a command that is only a redirection",
  "[[ ]]": "`[[ a && b ]]` is read as a list of the commands `[[ a` and `b ]]`",
  "(( ))": "`(( ))` is read as subshells, `$(( ))` and `$( )` in them as words of commands",
  "here-document": "the body is read as commands",
  "no place": "the command has no place",
} as const;

type Misreading = keyof typeof MISREADINGS;

/** The offset of the first word or assignment of each simple command outside words, and the constructs that the witness misreads. */
interface Reading {
  readonly commands: ReadonlySet<number>;
  readonly tests: readonly Span[];
  readonly arithmetic: readonly Span[];
  readonly bodies: readonly Span[];
}

function reading(tree: SyntaxNode): Reading {
  const commands = new Set<number>();
  const tests: Span[] = [];
  const arithmetic: Span[] = [];
  const bodies: Span[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Word" || node.type === "Assignment") return;
    if (node.type === "Command") {
      const first = node.prefix.find((one) => one.type === "Assignment");
      const named = node.name ?? first;
      if (named !== undefined) commands.add(named.pos);
    } else if (node.type === "HereDoc") bodies.push({ pos: node.body.pos, end: node.closing?.end ?? node.body.end });
    else if (node.type === "ArithmeticCommand" || node.type === "ArithmeticFor") arithmetic.push(node);
    else if (node.type === "TestCommand") {
      tests.push(node);
      commands.add(node.pos);
      return;
    }
    forEachChild(node, visit);
  };
  visit(tree);
  return { commands, tests, arithmetic, bodies };
}

interface Witnessed {
  readonly type?: string;
  readonly text?: string;
  readonly loc?: { readonly start?: { readonly char: number } };
  readonly name?: Witnessed;
  readonly prefix?: readonly Witnessed[];
  readonly suffix?: readonly Witnessed[];
}

/** The same offsets from the witness's tree; `undefined` for a command without a position. */
function witnessed(tree: unknown): readonly (number | undefined)[] {
  const commands: (number | undefined)[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === "object" && value !== null) {
      const node = value as Witnessed;
      if (node.type === "Word" || node.type === "AssignmentWord") return;
      if (node.type === "Command") {
        // The witness reads `!` after a keyword as the name of a command.
        const named = node.name?.text === "!" ? node.suffix?.[0] : (node.name ?? node.prefix?.[0]);
        if (named !== undefined) commands.push(named.loc?.start?.char);
      }
      for (const [key, child] of Object.entries(node)) if (key !== "loc") visit(child);
    }
  };
  visit(tree);
  return commands;
}

function holds(spans: readonly Span[], pos: number): boolean {
  return spans.some((one) => one.pos <= pos && pos < one.end);
}

function misreading(text: string, mine: Reading, pos: number | undefined): Misreading | undefined {
  if (pos === undefined) return "no place";
  if (holds(mine.bodies, pos)) return "here-document";
  if (holds(mine.tests, pos)) return "[[ ]]";
  if (holds(mine.arithmetic, pos)) return "(( ))";
  return text.slice(pos - 1, pos + 1) === "&>" ? "&>" : undefined;
}

describe.skipIf(!hasShared)("simple commands", () => {
  it("are the same as those of the witness", () => {
    let compared = 0;
    const unread: string[] = [];
    const misread = new Map<Misreading, Set<string>>();
    const unexplained: string[] = [];
    for (const { file, index, text } of corpusScripts()) {
      const script = parseShell(text);
      if (script.tree === undefined) continue;
      const parsed = maskPlaceholders(text, script.placeholders).replaceAll("\uE000", "x");
      let tree: unknown;
      try {
        tree = bashParser(parsed, { insertLOC: true });
      } catch {
        unread.push(`${file}#${index}`);
        continue;
      }
      compared++;
      const mine = reading(script.tree);
      const theirs = witnessed(tree);
      const found = new Set(theirs);
      for (const pos of theirs) {
        if (pos !== undefined && mine.commands.has(pos)) continue;
        const why = misreading(parsed, mine, pos);
        if (why === undefined)
          unexplained.push(`${file}#${index}: only the witness has ${parsed.slice(pos, pos! + 30)}`);
        else misread.set(why, (misread.get(why) ?? new Set()).add(`${file}#${index}`));
      }
      for (const pos of mine.commands) {
        if (found.has(pos) || misreading(parsed, mine, pos) !== undefined) continue;
        unexplained.push(`${file}#${index}: the witness has not ${parsed.slice(pos, pos + 30)}`);
      }
    }
    expect(unexplained).toEqual([]);
    expect(compared).toBeGreaterThan(300);
    const differing = [...misread].map(([why, where]) => `${where.size} scripts: ${MISREADINGS[why]}`);
    console.info(`compared ${compared}, unread by the witness ${unread.length}\n${differing.join("\n")}`);
  });
});
