/** Lays out the trace for a terminal: one block for each call, with aligned columns, within the width. */
import type { StepNode } from "../../eslint/tree/nodes.ts";
import type {
  AwsCallTrace,
  CallTrace,
  ExtractionTrace,
  FileTrace,
  MetadataTrace,
  Outcome,
  PathCondition,
  PlacedTrace,
  ProviderStep,
} from "../../trace/trace-file.ts";
import { visibleLine } from "../terminal/safe-text.ts";
import { wrapText } from "../terminal/text-width.ts";

/** The styles that the layout uses, which picocolors provides. */
export type Colors = Readonly<
  Record<"bold" | "dim" | "green" | "red" | "underline" | "yellow", (text: string) => string>
>;

export interface Layout {
  readonly colors: Colors;
  readonly width: number;
}

/** What a block needs to know about its surroundings. */
interface Context extends Layout {
  /** " (line 3)" for the words of the script that decide the value; "" if there are none. */
  readonly at: (span: { pos: number; end: number } | undefined) => string;
}

const INDENT = " ".repeat(4);

export function layOutTrace(files: readonly FileTrace[], layout: Layout): string {
  return files.map((file) => layOutFile(file, layout)).join("\n");
}

function layOutFile({ file, code, calls }: FileTrace, layout: Layout): string {
  const { colors } = layout;
  if (calls.length === 0) return `${visibleLine(file)}: there is no call of aws, curl or wget to trace here.\n`;
  const lines: string[] = [];
  let last: StepNode | undefined;
  for (const call of calls) {
    if (call.step !== last)
      lines.push(colors.underline(`${visibleLine(file)}, step ${visibleLine(call.step.name)}`), "");
    last = call.step;
    const at: Context["at"] = (span) => (span === undefined ? "" : ` (line ${code.lineOf(call.step, span)})`);
    lines.push(...layOutCall(call, { ...layout, at }), "");
  }
  return `${lines.join("\n")}\n`;
}

function layOutCall({ trace, line, column }: PlacedTrace, context: Context): string[] {
  const title = context.colors.bold(shorten(visibleLine(titleOf(trace)), context.width - 12));
  return [
    `${`${line}:${column}`.padEnd(8)}${title}`,
    ...bodyOf(trace, context).map((text) => (text === "" ? "" : INDENT + text)),
  ];
}

function titleOf(trace: CallTrace): string {
  return trace.kind === "metadata" ? `${trace.program} ${trace.path}` : trace.command;
}

function bodyOf(trace: CallTrace, context: Context): string[] {
  switch (trace.kind) {
    case "aws":
      return awsBody(trace, context);
    case "metadata":
      return metadataBody(trace, context);
    case "extraction":
      return extractionBody(trace, context);
  }
}

const MARKS: Readonly<Record<Outcome, string>> = {
  answers: "✓",
  silent: "✗",
  depends: "?",
  fails: "!",
  "not asked": "·",
};

function awsBody({ signed, fallbacks, paths }: AwsCallTrace, context: Context): string[] {
  if (!signed) return ["It does not look for credentials."];
  const notes = fallbacks.map(
    ({ variable, program, span }) =>
      `If ${program} fails, ${variable} is empty${context.at(span)} and the next source is asked.`,
  );
  const ways = paths.flatMap((path, index) => {
    return [...(index > 0 ? [""] : []), ...heading(paths, index, context), ...wayBody(path, context)];
  });
  return [
    ...ways,
    ...notes.flatMap((note) => wrapText(note, context.width - INDENT.length)).map(context.colors.yellow),
  ];
}

/** The heading that says when a path is taken; empty if there is only one path. */
function heading(
  paths: readonly { readonly conditions: readonly PathCondition[] }[],
  index: number,
  { at, width }: Context,
): readonly string[] {
  if (paths.length < 2) return [];
  const [first, ...more] = paths[index]!.conditions;
  const others = paths.filter((_, other) => other !== index);
  const isRest = others.every(({ conditions }) => conditions.length > 0);
  const when =
    first === undefined
      ? isRest
        ? "Otherwise"
        : "On some paths"
      : `Only if ${[first, ...more].map((one) => conditionText(one, at)).join(" and ")}`;
  return wrapText(`${when} (${index + 1} of ${paths.length}):`, Math.max(20, width - INDENT.length));
}

/** Maximum number of UTF-16 code units of a condition that are shown. */
const LONG_CONDITION = 60;

function shownCode(text: string): string {
  return `\`${shorten(visibleLine(text), LONG_CONDITION)}\``;
}

/** A command that only tests. */
const TEST = /^(?:!\s+)?(?:\[|\(\(|test\s)/;

function conditionText({ kind, outcome, span, text, word }: PathCondition, at: Context["at"]): string {
  switch (kind) {
    case "test": {
      const [yes, no] = TEST.test(text) ? ["is true", "is false"] : ["succeeds", "fails"];
      return `${shownCode(text)}${at(span)} ${outcome ? yes : no}`;
    }
    case "loop":
      return `${shownCode(text)}${at(span)} ${outcome ? "runs at least once" : "never runs"}`;
    case "case":
      return `${shownCode(word ?? "")} ${outcome ? "matches" : "does not match"} ${shownCode(text)}${at(span)}`;
  }
}

function wayBody({ chain, machines }: AwsCallTrace["paths"][number], context: Context): string[] {
  const asked = chain.steps.filter(({ outcome }) => outcome !== "not asked");
  const rest = chain.steps.length - asked.length;
  const labels = Math.max(...machines.map(({ label }) => label.length));
  return [
    ...asked.flatMap((step) => providerRow(step, context)),
    ...(rest === 0 ? [] : [context.colors.dim(`${MARKS["not asked"]} the ${rest} sources after it are not asked`)]),
    ...(chain.difference === undefined ? [] : [chain.difference]),
    "",
    ...machines.flatMap(({ label, answer, detail }) =>
      columns(label.padEnd(labels), colored(answer, context.colors), `${answer}: ${detail}`, context.width, labels),
    ),
  ];
}

function colored(answer: string, colors: Colors): (text: string) => string {
  return answer === "none" || answer === "error"
    ? colors.red
    : answer === "shared-credentials-file"
      ? colors.yellow
      : colors.green;
}

/** The row of one machine: its label, then the detail, wrapped in a second column. */
function columns(
  label: string,
  color: (text: string) => string,
  detail: string,
  width: number,
  labels: number,
): string[] {
  const [first = "", ...more] = wrapText(detail, Math.max(20, width - labels - INDENT.length - 2));
  return [`${label}  ${color(first)}`, ...more.map((text) => `${" ".repeat(labels)}  ${text}`)];
}

function providerRow({ provider, outcome, because, span }: ProviderStep, { colors, width, at }: Context): string[] {
  const name = provider.padEnd(29);
  const mark = {
    answers: colors.green,
    silent: colors.dim,
    depends: colors.yellow,
    fails: colors.red,
    "not asked": colors.dim,
  }[outcome](MARKS[outcome]);
  const [first = "", ...more] = wrapText(because + at(span), Math.max(20, width - 37));
  return [`${mark} ${name} ${first}`, ...more.map((text) => `${" ".repeat(32)}${text}`)];
}

const WHY: Readonly<Record<string, string>> = {
  absent: "it sends no token",
  neverSet: "the token's variable is not set",
  empty: "the token is empty",
  split: "the header is not quoted and is split",
  literal: "single quotes keep the variable from being expanded",
  misnamed: "the header has the wrong name",
  folded: "the header starts with a space",
  spanHosts: "wget's -H is not a header",
  method: "only PUT returns a token",
};

function metadataBody({ paths }: MetadataTrace, context: Context): string[] {
  return paths.flatMap((path, index) => [...heading(paths, index, context), ...requestBody(path, context)]);
}

function requestBody({ version, why, token }: MetadataTrace["paths"][number], { colors, at }: Context): string[] {
  if (version === "token request") return [`${colors.green("✓")} asks for a session token (IMDSv2)`];
  if (version === "IMDSv2") {
    const from = token === undefined ? "" : `: the token is ${token.because}${at(token.span)}`;
    return [`${colors.green("✓")} IMDSv2${from}`, "  HttpTokens=required: 200    HttpTokens=optional: 200"];
  }
  return [
    `${colors.red("✗")} IMDSv1: ${WHY[why ?? "absent"]}`,
    `  HttpTokens=required: ${colors.red("401")}    HttpTokens=optional: 200`,
  ];
}

function extractionBody(
  { document, verdict, tools, simulations }: ExtractionTrace,
  { colors, width }: Context,
): string[] {
  const mark = verdict === "sound" ? colors.green("✓ sound") : colors.red(`✗ ${verdict}`);
  const forms = Math.max(5, ...simulations.map(({ form }) => Math.min(form.length, 24)));
  const share = Math.max(
    10,
    Math.floor((width - INDENT.length - forms - 2 * tools.length - 4) / Math.max(1, tools.length)),
  );
  const cell = (text: string): string =>
    shorten(visibleLine(text.trim().replaceAll(/(?<!\s)\s*\n\s*/g, " ⏎ ")), share).padEnd(share);
  const row = (form: string, cells: readonly string[], end = ""): string =>
    `${shorten(form, forms).padEnd(forms)}  ${cells.map(cell).join("  ")}${end}`.trimEnd();
  return [
    `${mark}: reads ${visibleLine(document)}`,
    colors.dim(row("form", tools)),
    ...simulations.map(({ form, outputs, same }) =>
      row(form, outputs ?? ["not simulated"], same ? "" : colors.red(" ✗")),
    ),
  ];
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}
