/** What a rule looks at in a script: `meta.watches`. The union over the rules that are on is the criterion of the program slice. */

import type { WatchedNames } from "../../shell/index.ts";

/** All that the evaluator has to follow for a rule. A script in which none of it occurs is not evaluated for the rule. */
export interface Watches {
  /**
   * Base names of the programs whose invocations the rule judges: their arguments and environments are told apart path by path.
   * "all": every command of every script is followed, and has its `Invocation`; environments are told apart for those programs
   * that some rule names.
   */
  readonly programs?: readonly string[] | "all";
  /** Base names of programs of which it is followed whether anything notices that they failed: `evaluation.unnoticed`. */
  readonly outcomes?: readonly string[];
  /** Of `programs`, only invocations that text matching this may reach. */
  readonly about?: RegExp;
  /** Variables and files whose changes matter even if no program is named. */
  readonly variables?: WatchedNames;
  /** Commands whose names match `commands` and that `parts` may reach, and everything that they read. */
  readonly readers?: { readonly commands: RegExp; readonly parts: RegExp };
  /** All of this only in scripts whose text passes the test: a regular expression, or what is like one. */
  readonly where?: { test(text: string): boolean };
  /**
   * Whether the rule visits nodes other than `Document`, `Step`, `Script` (with syntax errors) and `Invocation`: the nodes of
   * the document's YAML or JSON, of the shell's syntax tree, and placeholders. A rule that needs few of them is faster if it
   * walks `step.shell.tree` itself.
   */
  readonly syntax?: boolean;
}

/** `meta.watches` as it is written: one or several, or made from the rule's options as they are configured. */
export type RuleWatches<Options extends readonly unknown[] = readonly unknown[]> =
  | Watches
  | readonly Watches[]
  | ((options: Options) => Watches | readonly Watches[]);

/** What a rule watches that does not say so. */
const EVERYTHING: Watches = { programs: "all", syntax: true };

/** A rule as far as this matters, with its options as they are configured. */
export interface WatchingRule {
  readonly meta?: { readonly watches?: unknown } | undefined;
}

/** What a rule watches; everything if it has no `meta.watches`. */
export function watchesOf({ meta }: WatchingRule, options: readonly unknown[] = []): readonly Watches[] {
  const given = meta?.watches as RuleWatches | undefined;
  const watches = typeof given === "function" ? given(options) : given;
  return watches === undefined ? [EVERYTHING] : [watches].flat();
}
