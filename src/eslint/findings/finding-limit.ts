/**
 * Bounds the number of findings that one rule reports in one file. Each costs a message, a location and often a fix, and a
 * document of 64 KB, the maximum that AWS accepts, can contain more than 5,000 calls.
 */
import { withReport } from "./reporting-context.ts";

/** Findings that one rule reports in one file. No public document that was examined has more than 50. */
export const MAX_FINDINGS = 500;

const END = `ssmlint reports no more than ${MAX_FINDINGS} findings of this rule in one file. There are more from here on.`;

/**
 * The visitor of a rule that reports at most `MAX_FINDINGS` findings, and a message in the place of the next one. After that, the
 * visitor does nothing.
 * @param create creates the visitor of the rule.
 */
export function firstFindings<Given extends object, Visitor extends object>(
  given: Given,
  create: (context: Given) => Visitor,
): Visitor {
  let count = 0;
  const isEnded = (): boolean => count > MAX_FINDINGS;
  const counting = withReport(given, (context) => (descriptor) => {
    if (isEnded()) return;
    count++;
    if (!isEnded()) return context.report(descriptor);
    const { loc, node } = descriptor;
    context.report({ ...(loc === undefined ? { node } : { loc }), message: END });
  });
  return Object.fromEntries(
    Object.entries(create(counting)).map(([selector, visit]: [string, (...nodes: unknown[]) => void]) => [
      selector,
      (...nodes: unknown[]) => (isEnded() ? undefined : visit(...nodes)),
    ]),
  ) as Visitor;
}
