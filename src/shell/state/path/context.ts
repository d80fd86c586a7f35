/** The context of code that is being evaluated: its source, and the functions, subshells and scripts around it. */
import type { Command } from "unbash";
import type { Scope } from "../../model/invocation.ts";
import type { Span } from "../../spans/span.ts";
import type { Source } from "../../values/source.ts";
import type { FunctionDefinition, Status } from "./path.ts";
import type { Loop } from "../../syntax/loops.ts";
import { WHOLE_SCRIPT, type Region } from "./region.ts";
import type { Streams } from "./streams.ts";

/** The position of code and the conditions under which it is evaluated. No member is optional, so that all contexts have one shape. */
export interface Context {
  readonly source: Source;
  readonly scopes: readonly Scope[];
  readonly calls: readonly Span[];
  /** How deep functions, substitutions and embedded scripts are nested. */
  readonly depth: number;
  /** Whether its status is tested (`if`, `&&`, `!`), so that `set -e` does not end the script here. */
  readonly tested: boolean;
  /** Whether this code determines the status that is tested: in `{ a; b; } || c`, only `b` does. */
  readonly decides: boolean;
  /** The same for the call of the function that contains the code. */
  readonly callDecides: boolean;
  /** Whether the status that is tested is the condition of a loop. */
  readonly ofLoop: boolean;
  /** In a substitution: whether the status of the command that contains it is tested. */
  readonly testedAround: boolean;
  /** In a substitution: whether `set -e` is on around it; bash turns it off inside. */
  readonly errexitAround: boolean;
  /** The code that may still run afterwards. */
  readonly region: Region;
  /** The loops that run it, outermost first, also those around the calls of the functions that contain it. */
  readonly loops: readonly Loop[];
  /** How often the surrounding `for` loops run it, as far as they are iterated one by one; `undefined` outside of such loops. */
  readonly iterations?: number | undefined;
  readonly active: Active | undefined;
  /** Whether it is in a statement on which nothing of interest depends: its cost is counted separately. */
  readonly aside: boolean;
  /** The base name of the shell that runs the code, if it is not the script's own. */
  readonly interpreter: string | undefined;
  /** The end of the command that the shell has read last; the shell reads a compound command as a whole. */
  readonly read: number | undefined;
  /** The command whose stderr `|&` redirects after the command is expanded and traced, and the streams until then. */
  readonly joined: { readonly command: Command; readonly streams: Streams | undefined } | undefined;
  /** The status of `exit` without an operand, if it is not that of the last command: in an `EXIT` trap, that of the shell. */
  readonly exitStatus: Status | undefined;
}

/** The functions that are being called, innermost first. */
export interface Active {
  readonly definition: FunctionDefinition;
  readonly before: Active | undefined;
}

/** The context of the script itself. */
export function outermost(source: Source): Context {
  return {
    source,
    scopes: [],
    calls: [],
    depth: 0,
    tested: false,
    decides: false,
    callDecides: false,
    ofLoop: false,
    testedAround: false,
    errexitAround: false,
    region: WHOLE_SCRIPT,
    loops: [],
    active: undefined,
    aside: false,
    interpreter: undefined,
    read: undefined,
    joined: undefined,
    exitStatus: undefined,
  };
}

export function enterScope(context: Context, kind: Scope["kind"], span: Span, name?: string): Context {
  return {
    ...context,
    testedAround: kind === "substitution" && isTested(context),
    errexitAround: false,
    scopes: [...context.scopes, { kind, name, pos: span.pos, end: span.end }],
    depth: context.depth + 1,
    decides: false,
    ofLoop: false,
    exitStatus: undefined,
  };
}

/** The context of a condition. */
export function asTested(context: Context): Context {
  return context.tested && context.decides ? context : { ...context, tested: true, decides: true };
}

/** Whether the status of the command, or of the command that contains its substitution, is tested. */
export function isTested({ tested, testedAround }: Pick<Context, "tested" | "testedAround">): boolean {
  return tested || testedAround;
}

/** The function that `return` leaves, or the shell that `exit` ends; `undefined` for the script's own. */
export function scopeLeftBy(kind: "exit" | "return", { scopes }: Context): Scope | undefined {
  return scopes.findLast((scope) => (scope.kind === "function") === (kind === "return"));
}
