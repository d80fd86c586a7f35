/**
 * `interpolationType: ENV_VAR`: the agent replaces `{{ x }}` by `$SSM_x`, without quotes, and puts the value into the
 * environment. Source: amazon-ssm-agent since 3.3.2746.0, agent/framework/docparser, `replaceValidatedPluginParameters`.
 */
import type { SsmDocument } from "../../document/index.ts";
import type { Finding } from "./finding.ts";
import { contextKey } from "./scanner/context-key.ts";
import type { PasteContext } from "./scanner/paste-context.ts";
import type { Pasted } from "./places/pasted-values.ts";
import { isHomeOf } from "./places/tilde-prefix.ts";
import type { SecondParse } from "./rereading/second-parses.ts";
import type { Witness } from "./verdict.ts";

/** The first agent version that supports the key. */
export const FIRST_AGENT: readonly number[] = [3, 3, 2746, 0];

/** Returns whether steps of the schema get the variable: only steps of `mainSteps` that the agent itself runs do. */
export function readsEnvVar(schema: SsmDocument["schema"]): boolean {
  return schema === "command-2";
}

/** Returns whether an agent of this version (`3.3.2746.0`) supports the key. */
export function knowsEnvVar(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, first] of FIRST_AGENT.entries()) {
    const part = parts[index] ?? 0;
    if (part !== first) return part > first;
  }
  return true;
}

/** Returns whether the placeholder is in AWS's line for older agents: `if [ -z "${SSM_x+x}" ]; then export SSM_x="{{x}}"; fi`. */
export function isFallback({ placeholder }: Pasted, text: string): boolean {
  const { name, pos } = placeholder;
  const before = text.slice(Math.max(0, pos - name.length - 40), pos);
  return new RegExp(`\\bSSM_${name.replaceAll(/\W/g, "\\$&")}=["']?$`).test(before);
}

/**
 * Returns what the agent's `$SSM_x` breaks in a script, or does not protect.
 * @param isRead whether code that a shell parses again contains the text `$SSM_x` of any placeholder of the parameter, and expands it
 */
export function envVarFaults(
  one: Pasted,
  text: string,
  rereads: (one: Pasted) => readonly SecondParse[],
  isRead: (parameter: string) => boolean,
  witnessIn: (context: PasteContext) => Witness | undefined,
): Finding | undefined {
  const { context } = one;
  if (context === undefined || context.quoting === "comment") return undefined;
  const expanded = isExpandedIn(context);
  const lost = nameCharacter(one, text);
  if (expanded && lost !== undefined) return lost;
  /** The second parse that expands the variable. */
  let by: SecondParse | undefined;
  for (const again of rereads(one)) {
    const { as, context: inner, handing, span } = again;
    const reader = { by: again.by, span, instead: handing.instead };
    if (!expanded && by === undefined) {
      if (as !== "script") continue;
      // The other shell expands `$SSM_x` itself.
      if (handing.isDropped)
        return { kind: "envDropped", pasted: one, witness: undefined, context: inner, again: reader };
      if (!isExpandedIn(inner)) continue;
      if (lost !== undefined) return lost;
      by = again;
      continue;
    }
    if (by !== undefined && isSameText(by, again)) continue;
    const witness = witnessIn(inner);
    if (witness !== undefined)
      return {
        kind: "envSecondParse",
        pasted: one,
        harm: witness.harm,
        witness: witness.value,
        context: inner,
        again: reader,
      };
  }
  if (by !== undefined || (!expanded && isRead(one.placeholder.name))) return undefined;
  if (expanded) return rereads(one).length > 0 ? undefined : tildeBefore(one);
  return { kind: "envLiteral", pasted: one, witness: undefined, context, again: undefined };
}

/**
 * Whether the text `$SSM_x` reaches the second parse as it reached the first: the code is run again, or gets the text from a variable
 * or a file. Code that contains the placeholder, such as `eval "{{ x }}"` in a file, parses what the first has expanded.
 */
function isSameText(first: SecondParse, again: SecondParse): boolean {
  if (!again.isInside) return true;
  const isSameReader = first.by === again.by || first.placed?.text === again.placed?.text;
  return isSameReader && contextKey(first.context) === contextKey(again.context);
}

/** Whether a shell that parses the text of the placeholder as code expands the variable. */
export function expandsText({ as, context, handing, isInside }: SecondParse): boolean {
  return as === "script" && !isInside && !handing.isDropped && isExpandedIn(context);
}

/** Whether the shell expands a variable in this context. */
function isExpandedIn({ escaped, hereDocument, quoting }: PasteContext): boolean {
  return quoting !== "single" && hereDocument?.expands !== false && !escaped;
}

/** The finding for `~{{x}}/…`, which becomes `~$SSM_x/…`: the shell does not expand it. A second parse would. */
function tildeBefore(one: Pasted): Finding | undefined {
  const { context, placed } = one;
  if (context?.quoting !== "word" || !isHomeOf(placed.text, placed.pos, placed.end)) return undefined;
  return { kind: "envTilde", pasted: one, witness: undefined, context, again: undefined };
}

/** The finding for `{{x}}_suffix`, which becomes `$SSM_x_suffix`: a different variable. */
function nameCharacter(one: Pasted, text: string): Finding | undefined {
  const suffix = /^\w+/.exec(text.slice(one.placeholder.end, one.placeholder.end + 100))?.[0];
  if (suffix === undefined) return undefined;
  return { kind: "envNameCharacter", pasted: one, witness: undefined, context: one.context, again: undefined, suffix };
}
