/** What a pipeline over JSON leaves of the document, stage by stage, in today's form and in others that mean the same. */
import { renderJson } from "../../aws/json/layout.ts";
import type { Extraction } from "../extraction/extraction.ts";
import { otherRenderings, type Rendering } from "../extraction/renderings.ts";

export interface Simulation {
  /** "today", or what differs from today's form. */
  readonly form: string;
  readonly document: string;
  /** What each stage prints, the last one last; `undefined` if a stage is not simulated. */
  readonly outputs: readonly string[] | undefined;
  /** Whether the result is what it is today. */
  readonly same: boolean;
}

/** The forms that are shown beside today's, one of each; the form that breaks the pipeline is added if it is another. */
const SHOWN: ReadonlySet<string> = new Set(["one line", "other order", "similar key"]);

export function simulations({ document, verdict, print }: Extraction): readonly Simulation[] {
  const today = renderJson(document.value, document.layout);
  const outputs = print(today);
  const result = outputs?.at(-1)?.trim();
  const first: Simulation = { form: "today", document: today, outputs, same: true };
  const leaf = "leaf" in verdict ? verdict.leaf : undefined;
  if (leaf === undefined) return [first];
  const others: Rendering[] = [];
  const breaking = verdict.kind === "layout" ? verdict.on : undefined;
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
