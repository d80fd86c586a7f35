import pico from "picocolors";
import { describe, expect, test } from "vitest";
import type { Totals } from "../../../../src/cli/reports/report.ts";
import { summary } from "../../../../src/cli/reports/summary.ts";
import { Tally } from "../../../../src/cli/reports/tally.ts";

const none: Totals = { ...new Tally().totals, documents: 1, files: 1 };

const line = (totals: Partial<Totals>, isTrial = false): string =>
  summary({ ...none, ...totals }, isTrial, pico.createColors(false)).trimEnd();

describe("the summary", () => {
  test.each<[totals: Partial<Totals>, detail: string]>([
    [{ fixed: 1 }, "1 file fixed"],
    [{ suggested: 1 }, "1 suggestion applied, the first of each finding"],
    [{ suggestible: 1, unsuggested: 1 }, "1 suggestion not applied, because another finding would result"],
    [
      { suggestible: 2, untried: 2 },
      "2 suggestions not applied, because verifying that no other finding results takes too long",
    ],
    [{ suggestible: 1, oversized: 1 }, "1 finding not fixed, because AWS does not accept documents of more than 64 KB"],
    [{ fixable: 1 }, "1 fixable with --fix"],
    [{ suggestible: 1 }, "1 with suggestions: --fix-suggestions applies the first of each"],
    [{ suppressed: 1 }, "1 suppressed by directives"],
    [{ suppressed: 1, baselined: 1 }, "1 suppressed by the baseline"],
    [{ skipped: 1 }, "1 file without a document skipped"],
    [{ ignored: 1 }, "1 file ignored by the configuration"],
    [{ failed: 1 }, "1 file could not be read or written"],
  ])("mentions only what has been counted: %j", (totals, detail) => {
    const head = totals.failed === 1 ? "" : "✔ ";
    expect(line(totals)).toBe(`${head}1 document checked, nothing to report (${detail})`);
  });

  test("has no details if nothing has been counted", () => {
    expect(line({})).toBe("✔ 1 document checked, nothing to report");
    expect(line({ documents: 0 })).toBe("0 documents checked, nothing to report");
  });

  test("counts errors, warnings, documents and broken files", () => {
    expect(line({ errors: 1 })).toBe("✖ 1 error, 0 warnings in 1 document");
    expect(line({ warnings: 1, broken: 1, documents: 2 })).toBe(
      "✖ 0 errors, 1 warning in 2 documents and 1 file that cannot be parsed",
    );
  });

  test("of a dry run says what would be done", () => {
    expect(line({ fixed: 2, suggested: 3 }, true)).toContain(
      "(2 files would be fixed, 3 suggestions would be applied, the first of each finding)",
    );
  });
});
