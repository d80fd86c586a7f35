/** SARIF 2.1.0, for GitHub's code scanning and other consumers. */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Sarif from "sarif";
import { textOf, type FileResult, type Message, type SuppressedMessage } from "../lint/result.ts";
import { withIdentity } from "./finding-identity.ts";
import { LineIndex } from "../../eslint/tree/line-index.ts";
import { shownPath } from "../support/shown-path.ts";
import { JsonList, indentedJson } from "./json-list.ts";
import type { Report, RuleDescription, Subject } from "./report.ts";

const sourceRoot = "%SRCROOT%";

/** SARIF requires a rule for every finding, including those that come from no rule. */
const withoutRule: readonly RuleDescription[] = [
  {
    id: "parsing-error",
    description: "The file is not valid YAML or JSON.",
    url: undefined,
    recommended: true,
    level: "error",
    isExplained: false,
    suggestionOptions: [],
  },
  {
    id: "unused-directive",
    description: "A directive suppresses nothing.",
    url: undefined,
    recommended: true,
    level: "error",
    isExplained: false,
    suggestionOptions: [],
  },
];

const idOf = (message: Message): string => message.ruleId ?? (message.fatal ? "parsing-error" : "unused-directive");

/** A further member of the run object. */
const member = (name: string, value: unknown): string => `,\n      ${JSON.stringify(name)}: ${indentedJson(value, 3)}`;

export function sarif(subject: Subject): Report {
  const { root, version, homepage, shard } = subject;
  const rules = [...subject.rules];
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const results = new JsonList(3);
  const paths: string[] = [];
  const failures: Sarif.Notification[] = [];
  /** The rule's index. A pseudo-rule is added with its first finding. */
  const ruleIndex = (id: string): number | undefined => {
    const added = withoutRule.find((rule) => rule.id === id);
    if (added !== undefined && !indexOf.has(id)) indexOf.set(id, rules.push(added) - 1);
    return indexOf.get(id);
  };
  return {
    start: () =>
      [
        "{",
        '  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",',
        '  "version": "2.1.0",',
        '  "runs": [',
        "    {",
        '      "results": [',
      ].join("\n"),
    file(result) {
      failures.push(...parseErrors(root, result));
      return results.add(findings(root, result, paths.push(result.filePath) - 1, ruleIndex));
    },
    failure({ path, reason }) {
      failures.push(notification(`${shownPath(root, path)} could not be checked: ${reason}.`));
      return "";
    },
    *end() {
      yield results.close();
      yield member(
        "artifacts",
        paths.map((path): Sarif.Artifact => ({ location: artifact(root, path) })),
      );
      // Code scanning keeps the latest results for each id, and shows those of all ids.
      if (shard) yield member("automationDetails", { id: `ssmlint/shard-${shard.index}-of-${shard.total}/` });
      yield member("columnKind", "utf16CodeUnits" satisfies Sarif.Run["columnKind"]);
      yield member("originalUriBaseIds", { [sourceRoot]: { uri: `${pathToFileURL(root).href}/` } });
      yield member("invocations", [invocation(failures)]);
      const driver: Sarif.ToolComponent = {
        name: "ssmlint",
        version,
        semanticVersion: version,
        ...(homepage && { informationUri: homepage }),
        rules: rules.map(descriptor),
      };
      yield member("tool", { driver } satisfies Sarif.Tool);
      yield "\n    }\n  ]\n}\n";
    },
  };
}

/** The plain-text help, which SARIF requires in addition to the Markdown. */
const HELP = "Its page: ssmlint --explain ";

function descriptor(rule: RuleDescription): Sarif.ReportingDescriptor {
  const { id, description, url, recommended, level, page, suggestionOptions } = rule;
  return {
    id,
    name: id.replaceAll(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: description },
    ...(url && URL.canParse(url) && { helpUri: url }),
    ...(page && { help: { text: `${description}. ${HELP}${id.replace(/^ssm\//, "")}`, markdown: page } }),
    defaultConfiguration: { enabled: recommended, level },
    ...(suggestionOptions.length > 0 && {
      properties: { suggestionOptions: suggestionOptions.map(({ option }) => option) },
    }),
  };
}

/** The run counts as unsuccessful if a file could not be checked, whatever is reported for other files. */
function invocation(failures: Sarif.Notification[]): Sarif.Invocation {
  return {
    executionSuccessful: failures.length === 0,
    ...(failures.length > 0 && { toolExecutionNotifications: failures }),
  };
}

const notification = (text: string): Sarif.Notification => ({ level: "error", message: { text } });

function parseErrors(root: string, { filePath, messages }: FileResult): Sarif.Notification[] {
  return messages
    .filter(({ fatal }) => fatal)
    .map((message) => ({
      ...notification(`${shownPath(root, filePath)} could not be parsed. ${message.message}`),
      locations: [{ physicalLocation: { artifactLocation: artifact(root, filePath), region: regionOf(message) } }],
    }));
}

/** A file's URI, relative to the repository's root if the file is below it. */
function artifact(root: string, path: string): Sarif.ArtifactLocation {
  const shown = shownPath(root, path);
  if (isAbsolute(shown)) return { uri: pathToFileURL(shown).href };
  return { uri: shown.split("/").map(encodeURIComponent).join("/"), uriBaseId: sourceRoot };
}

function* findings(
  root: string,
  result: FileResult,
  index: number,
  indexOf: (id: string) => number | undefined,
): Generator<Sarif.Result> {
  const at = { ...artifact(root, result.filePath), index };
  const lines = new LineIndex(textOf(result));
  const all: (Message | SuppressedMessage)[] = [...result.messages, ...result.suppressedMessages];
  for (const { message, identity } of withIdentity(result, all)) {
    const fixes = fixesOf(message, at, lines);
    const ruleIndex = indexOf(idOf(message));
    yield {
      ruleId: idOf(message),
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: message.severity === 2 ? "error" : "warning",
      message: { text: message.message },
      locations: [{ physicalLocation: { artifactLocation: at, region: regionOf(message) } }],
      partialFingerprints: { "ssmlint/v1": identity },
      ...(fixes.length > 0 && { fixes }),
      ...("suppressions" in message && { suppressions: message.suppressions.map(suppression) }),
    };
  }
}

function regionOf({ line, column, endLine, endColumn }: Message): Sarif.Region {
  return { startLine: line, startColumn: column, ...(endLine && endColumn && { endLine, endColumn }) };
}

const suppression = ({ kind, justification }: SuppressedMessage["suppressions"][number]): Sarif.Suppression => ({
  kind: kind === "directive" ? "inSource" : "external",
  ...(justification && { justification }),
});

/** The finding's fix and its suggestions as separate proposals. Their properties and descriptions distinguish them. */
function fixesOf(message: Message, at: Sarif.ArtifactLocation, lines: LineIndex): Sarif.Fix[] {
  const proposals = [
    ...(message.fix ? [{ desc: "Fix, applied by ssmlint --fix.", fix: message.fix, kind: "fix" as const }] : []),
    ...(message.suggestions ?? []).map(({ desc, fix }) => ({
      desc: `Suggestion, which may change what the script does: ${desc}`,
      fix,
      kind: "suggestion" as const,
    })),
  ];
  return proposals.map(({ desc, fix, kind }) => ({
    description: { text: desc },
    properties: { kind },
    artifactChanges: [
      {
        artifactLocation: at,
        replacements: [{ deletedRegion: region(lines, fix.range), insertedContent: { text: fix.text } }],
      },
    ],
  }));
}

function region(lines: LineIndex, [start, end]: readonly [number, number]): Sarif.Region {
  const from = lines.position(start);
  const to = lines.position(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
