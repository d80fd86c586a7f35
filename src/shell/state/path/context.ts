/** Where code stands while it is evaluated: its source, and the functions, subshells and scripts around it. */
import type { Scope } from "../../model/invocation.ts";
import type { Span } from "../../syntax/span.ts";
import type { Source } from "../../values/source.ts";
import type { FunctionDefinition } from "./path.ts";
import type { Region } from "./region.ts";

/** Where code stands and what it is evaluated for. */
export interface Context {
  readonly source: Source;
  readonly scopes: readonly Scope[];
  readonly calls: readonly Span[];
  /** How deep functions, substitutions and embedded scripts are nested. */
  readonly depth: number;
  /** Its status is looked at (`if`, `&&`, `!`): `set -e` does not end the script here. */
  readonly tested: boolean;
  /** What counts as still to be read. */
  readonly region: Region;
  readonly active: Active | undefined;
  /** It stands in a statement on which nothing of interest depends: what it costs is not taken from what the rest may cost. */
  readonly aside?: boolean;
  /** The base name of the shell that runs the code, if it is not the script's own. */
  readonly interpreter?: string | undefined;
  /** Where the command ends that the shell has read last: it reads a compound command whole. */
  readonly read?: number;
}

/** The functions that are being called. */
export interface Active {
  readonly definition: FunctionDefinition;
  readonly before: Active | undefined;
}

export function within(context: Context, kind: Scope["kind"], span: Span, name?: string): Context {
  return {
    ...context,
    scopes: [...context.scopes, { kind, name, pos: span.pos, end: span.end }],
    depth: context.depth + 1,
  };
}
