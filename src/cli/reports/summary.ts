/** The summary at the end of a human-readable report. */
import type pico from "picocolors";
import { checkedText, plural } from "./counts.ts";
import type { Totals } from "./report.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** The findings, what was checked, and what was ignored. */
export function summary(totals: Totals, isTrial: boolean, colors: Colors): string {
  const { errors, warnings, fixable, fixed, suppressed, baselined, skipped, ignored, failed } = totals;
  const { oversized, suggestible, suggested, unsuggested, untried } = totals;
  const unapplied = suggestible - unsuggested - untried - oversized;
  const documents = checkedText(totals);
  const isClean = errors + warnings === 0;
  const head = isClean
    ? failed > 0 || totals.documents === 0
      ? colors.yellow(`${documents} checked, nothing to report`)
      : colors.green(`✔ ${documents} checked, nothing to report`)
    : colors.bold(
        (errors > 0 ? colors.red : colors.yellow)(
          `✖ ${plural(errors, "error")}, ${plural(warnings, "warning")} in ${documents}`,
        ),
      );
  const inComments = suppressed - baselined;
  const would = isTrial ? "would be " : "";
  const details = [
    ...(fixed > 0 ? [`${plural(fixed, "file")} ${would}fixed`] : []),
    ...(suggested > 0 ? [`${plural(suggested, "suggestion")} ${would}applied, the first of each finding`] : []),
    ...(unsuggested > 0
      ? [`${plural(unsuggested, "suggestion")} not applied, because another finding would result`]
      : []),
    ...(untried > 0
      ? [`${plural(untried, "suggestion")} not applied, because verifying that no other finding results takes too long`]
      : []),
    ...(oversized > 0
      ? [`${plural(oversized, "finding")} not fixed, because AWS does not accept documents of more than 64 KB`]
      : []),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
    ...(unapplied > 0 ? [`${unapplied} with suggestions: --fix-suggestions applies the first of each`] : []),
    ...(inComments > 0 ? [`${inComments} suppressed by directives`] : []),
    ...(baselined > 0 ? [`${baselined} suppressed by the baseline`] : []),
    ...(skipped > 0 ? [`${plural(skipped, "file")} without a document skipped`] : []),
    ...(ignored > 0 ? [`${plural(ignored, "file")} ignored by the configuration`] : []),
    ...(failed > 0 ? [`${plural(failed, "file")} could not be read or written`] : []),
  ];
  return `${head}${details.length > 0 ? colors.dim(` (${details.join(", ")})`) : ""}\n`;
}
