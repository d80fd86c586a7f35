/** `meta.watches`: what a rule looks at in a script. The union over the enabled rules is the slicing criterion. */

import type { WatchedNames } from "../../shell/index.ts";

/** Everything that the evaluator must follow for a rule. A script that contains none of it is not evaluated for the rule. */
export interface Watches {
  /**
   * Base names of the programs whose invocations the rule judges: their arguments and environments are tracked path by path.
   * "all": every command of every script is followed and has its `Invocation`; environments are tracked path by path for the
   * programs that some rule names.
   */
  readonly programs?: readonly string[] | "all";
  /** Base names of the programs for which the evaluator determines whether the script notices a failure: `evaluation.unnoticed`. */
  readonly outcomes?: readonly string[];
  /** Restricts `programs` to invocations that text matching this expression may reach. */
  readonly about?: RegExp;
  /** Variables and files whose changes matter even if no program is named. */
  readonly variables?: WatchedNames;
  /** Commands whose names match `commands` and that text matching `parts` may reach, and everything that they read. */
  readonly readers?: { readonly commands: RegExp; readonly parts: RegExp };
  /** Restricts all of this to scripts whose text passes the test: a regular expression, or an object with the same method. */
  readonly where?: { test(text: string): boolean };
  /**
   * Whether the rule visits nodes other than `Document`, `Step`, `Script` (with syntax errors) and `Invocation`: the nodes of the
   * document's YAML or JSON, of the shell's syntax tree, and placeholders. A rule that needs few of these is faster if it walks
   * `step.shell.tree` itself.
   */
  readonly syntax?: boolean;
}

/** The type of `meta.watches`: one or several `Watches`, or a function that computes them from the rule's configured options. */
export type RuleWatches<Options extends readonly unknown[] = readonly unknown[]> =
  | Watches
  | readonly Watches[]
  | ((options: Options) => Watches | readonly Watches[]);

/** What a rule without `meta.watches` watches. */
const EVERYTHING: Watches = { programs: "all", syntax: true };

/** The part of a rule that is needed here. */
export interface WatchingRule {
  readonly meta?: { readonly watches?: unknown } | undefined;
}

/** Returns what a rule watches with its options as configured; everything if it has no `meta.watches`. */
export function watchesOf({ meta }: WatchingRule, options: readonly unknown[] = []): readonly Watches[] {
  const given = meta?.watches as RuleWatches | undefined;
  const watches = typeof given === "function" ? given(options) : given;
  return watches === undefined ? [EVERYTHING] : [watches].flat();
}
