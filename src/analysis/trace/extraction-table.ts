/** Simulates a pipeline over JSON stage by stage, with the document in its current form and in equivalent forms. */
import { renderJson } from "../../aws/json/layout.ts";
import type { Extraction } from "../extraction/extraction.ts";
import { otherRenderings, type Rendering } from "../extraction/verdicts/renderings.ts";

export interface Simulation {
  /** "today", or the changes from today's form. */
  readonly form: string;
  readonly document: string;
  /** The output of each stage, in order; `undefined` if a stage is not simulated. */
  readonly outputs: readonly string[] | undefined;
  /** Whether the result is the same as today's. */
  readonly same: boolean;
}

/**
 * The kinds of forms that are shown beside today's, one example of each. The form that breaks the pipeline is added if it is of
 * another kind.
 */
const SHOWN: ReadonlySet<string> = new Set(["one line", "other order", "similar key"]);

export function simulations({ document, verdict, print }: Extraction): readonly Simulation[] {
  const today = renderJson(document.value, document.layout);
  const outputs = print(today);
  const result = outputs?.at(-1)?.trim();
  const first: Simulation = { form: "today", document: today, outputs, same: true };
  const leaf = "leaf" in verdict ? verdict.leaf : undefined;
  if (leaf === undefined) return [first];
  const others: Rendering[] = [];
  const breaking = verdict.kind === "layout" || verdict.kind === "layoutOfPart" ? verdict.on : undefined;
  const kinds = new Set<string>();
  for (const rendering of otherRenderings(document, leaf)) {
    const kind = rendering.changes.join(" and ");
    if (!SHOWN.has(kind) || kinds.has(kind)) continue;
    kinds.add(kind);
    others.push(breaking?.changes.join(" and ") === kind ? breaking : rendering);
    if (kinds.size === SHOWN.size) break;
  }
  if (breaking !== undefined && !others.includes(breaking)) others.push(breaking);
  return [
    first,
    ...others.map(({ changes, added, text }) => {
      const printed = print(text);
      const form = `${changes.join(" and ")}${added === undefined ? "" : ` ${added}`}`;
      return { form, document: text, outputs: printed, same: printed?.at(-1)?.trim() === result };
    }),
  ];
}
