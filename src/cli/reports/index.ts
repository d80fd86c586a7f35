/** The reports by format. */
import type { Format } from "../arguments/flags.ts";
import type { Style } from "../terminal/terminal.ts";
import type { Report, Subject } from "./report.ts";

/** Loads the report for a format. */
export async function loadReport(
  format: Exclude<Format, "blob">,
  { statistics = false }: { readonly statistics?: boolean } = {},
): Promise<(subject: Subject, style: Style) => Report> {
  if (statistics) {
    const { jsonStatistics, prettyStatistics } = await import("./statistics.ts");
    return format === "json" ? jsonStatistics : prettyStatistics;
  }
  switch (format) {
    case "pretty":
      return (await import("./pretty.ts")).pretty;
    case "json":
      return (await import("./json.ts")).json;
    case "sarif":
      return (await import("./sarif.ts")).sarif;
    case "github":
      return (await import("./github.ts")).github;
    case "gitlab":
      return (await import("./gitlab.ts")).gitlab;
    case "junit":
      return (await import("./junit.ts")).junit;
    case "checkstyle":
      return (await import("./checkstyle.ts")).checkstyle;
    case "markdown":
      return (await import("./markdown.ts")).markdown;
  }
}
