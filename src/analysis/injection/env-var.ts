/**
 * `interpolationType: ENV_VAR`: for `{{ x }}` the agent writes `$SSM_x`, without quotes, and puts the value into the environment.
 * Source: amazon-ssm-agent since 3.3.2746.0, agent/framework/docparser, `replaceValidatedPluginParameters`.
 */
import type { SsmDocument } from "../../document/index.ts";
import type { Finding } from "./finding.ts";
import type { PasteContext } from "./scanner/paste-context.ts";
import type { Pasted } from "./pasted-values.ts";
import type { SecondParse } from "./second-parses.ts";
import type { Witness } from "./verdict.ts";

/** The first agent that knows the key. */
export const FIRST_AGENT: readonly number[] = [3, 3, 2746, 0];

/** Only the steps of `mainSteps` that the agent runs itself get the variable. */
export function readsEnvVar(schema: SsmDocument["schema"]): boolean {
  return schema === "command-2";
}

/** Whether an agent of this version (`3.3.2746.0`) knows the key. */
export function knowsEnvVar(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, first] of FIRST_AGENT.entries()) {
    const part = parts[index] ?? 0;
    if (part !== first) return part > first;
  }
  return true;
}

/** Whether the placeholder is in AWS's line for older agents: `if [ -z "${SSM_x+x}" ]; then export SSM_x="{{x}}"; fi`. */
export function isFallback({ placeholder }: Pasted, text: string): boolean {
  const { name, pos } = placeholder;
  const before = text.slice(Math.max(0, pos - name.length - 40), pos);
  return new RegExp(`\\bSSM_${name.replaceAll(/\W/g, "\\$&")}=["']?$`).test(before);
}

/** What of a script the agent's `$SSM_x` makes wrong, or leaves open. */
export function envVarFaults(
  one: Pasted,
  text: string,
  rereads: (one: Pasted) => readonly SecondParse[],
  witnessIn: (context: PasteContext) => Witness | undefined,
): Finding | undefined {
  const { context } = one;
  if (context === undefined || context.quoting === "comment") return undefined;
  const expanded = context.quoting !== "single" && context.hereDocument?.expands !== false;
  const again = rereads(one);
  for (const { as, by, context: inner, handing, isInside, span } of again) {
    const reader = { by, span, isSudo: handing.sudo !== undefined };
    if (!expanded && isInside && as === "script") {
      // The other shell expands `$SSM_x` itself.
      if (handing.isDropped)
        return { kind: "envDropped", pasted: one, witness: undefined, context: inner, again: reader };
      if (inner.quoting === "single") break;
      return nameCharacter(one, text);
    }
    const witness = witnessIn(inner);
    if (expanded && witness !== undefined)
      return { kind: "envSecondParse", pasted: one, witness: witness.value, context: inner, again: reader };
  }
  if (!expanded) return { kind: "envLiteral", pasted: one, witness: undefined, context, again: undefined };
  return nameCharacter(one, text);
}

/** `{{x}}_suffix` is `$SSM_x_suffix`: another variable. */
function nameCharacter(one: Pasted, text: string): Finding | undefined {
  const suffix = /^\w+/.exec(text.slice(one.placeholder.end, one.placeholder.end + 100))?.[0];
  if (suffix === undefined) return undefined;
  return { kind: "envNameCharacter", pasted: one, witness: undefined, context: one.context, again: undefined, suffix };
}
