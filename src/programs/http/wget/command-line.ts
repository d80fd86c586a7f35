/** Determines the requests of a wget command line: GNU Wget 1.25, or BusyBox 1.37's wget if the script names it. */
import { type Argument, type Run, knownText, outline, type AbstractString } from "../../../shell/index.ts";
import { leadingText, madeArgument } from "../../argv/argument.ts";
import { NOTHING, type HeaderLine, type HttpCommandLine, type HttpRequest, type Refusal } from "../request.ts";
import { mayBeOptions, mayVanish } from "../../argv/unknown-argument.ts";
import { hasOption, lastValue, parseOptions, type OptionSyntax, type ParsedOptions } from "../../argv/getopt.ts";
import { seal } from "../../argv/opaque-text.ts";
import { busyboxWgetSyntax, gnuWgetSyntax } from "./options.ts";

/** The parts of a run that determine what wget sends. */
export type WgetRun = Pick<Run, "argv" | "stdin" | "file">;

let gnu: OptionSyntax | undefined;

function method(parsed: ParsedOptions, busybox: boolean): AbstractString {
  if (hasOption(parsed, "spider") && !busybox) return [{ kind: "text", text: "HEAD" }];
  const asked = lastValue(parsed, "method")?.value;
  if (asked !== undefined) {
    const text = knownText(asked);
    return text === undefined ? asked : [{ kind: "text", text: text.toUpperCase() }];
  }
  return [{ kind: "text", text: hasOption(parsed, "post-data", "post-file") ? "POST" : "GET" }];
}

/**
 * The headers that are sent. In BusyBox's wget, `--header=""` is the empty line that ends the headers. GNU wget then drops
 * all headers before it, and of several headers with the same name it keeps only the last.
 */
function headers(parsed: ParsedOptions, busybox: boolean): HeaderLine[] {
  let lines: HeaderLine[] = [];
  for (const { name, value } of parsed.options) {
    if (name !== "header" || value === undefined) continue;
    const header = headerName(value);
    if (!busybox && header !== undefined) lines = lines.filter(({ from }) => headerName(from) !== header);
    if (knownText(value.value) !== "") lines.push({ text: value.value, from: value });
    else if (busybox) return lines;
    else lines = [];
  }
  return lines;
}

function headerName({ value }: Argument): string | undefined {
  return /^([^:\uFFFC]*):/.exec(outline(value))?.[1]?.toLowerCase();
}

/** Whether GNU wget accepts the value of `--header`: a name without spaces followed by a colon, or an empty value. */
function isHeader({ value }: Argument): boolean {
  return /^(?:[^\s:\uFFFC]*\uFFFC|[^\s:]+:|$)/.test(outline(value));
}

function urls(parsed: ParsedOptions, run: WgetRun): { urls: Argument[]; known: boolean } {
  const found = parsed.operands.filter((operand) => knownText(operand.value) !== "");
  const list = lastValue(parsed, "i");
  if (list === undefined) return { urls: found, known: true };
  const path = knownText(list.value);
  const content = path === "-" ? run.stdin : path === undefined ? undefined : run.file(path);
  const { text, unseal } = seal(content ?? []);
  for (const line of text.split("\n")) if (line.trim() !== "") found.push(madeArgument(list, unseal(line.trim())));
  return { urls: found, known: content !== undefined };
}

/** A conflict or invalid header that makes GNU wget stop after it has parsed the options. */
function conflict(parsed: ParsedOptions, argument: Argument): Refusal | undefined {
  const body = ["body-data", "body-file"].find((name) => hasOption(parsed, name));
  const posts = hasOption(parsed, "post-data", "post-file");
  if (body !== undefined && !hasOption(parsed, "method")) return { argument, because: "conflict", option: `--${body}` };
  if (posts && (hasOption(parsed, "method") || body !== undefined))
    return { argument, because: "conflict", option: "--post-data" };
  const bad = parsed.options.find(({ name, value }) => name === "header" && value && !isHeader(value));
  return bad?.value === undefined ? undefined : { argument: bad.value, because: "value", option: "--header" };
}

/**
 * The requests of a run of wget, in order.
 * @param busybox whether the program is BusyBox's wget.
 */
export function readWget(run: WgetRun, busybox = false): HttpCommandLine {
  const [program, ...rest] = run.argv;
  if (program === undefined) return NOTHING;
  const words: Argument[] = [];
  let open = false;
  for (const [index, argument] of rest.entries()) {
    const option = leadingText(rest[index - 1]?.value ?? []).startsWith("-");
    if (mayVanish(argument)) continue;
    if (!option && mayBeOptions(argument, rest[index - 1])) open = true;
    words.push(argument);
  }
  const syntax = busybox ? busyboxWgetSyntax : (gnu ??= gnuWgetSyntax());
  const parsed = parseOptions(words, syntax);
  if (parsed === undefined) {
    const clear = words.every(
      (word) => !leadingText(word.value).startsWith("-") || knownText(word.value) !== undefined,
    );
    const refusal: Refusal = { argument: program, because: "unknown", option: "" };
    return { requests: [], open: !clear, refusal: clear ? refusal : undefined };
  }
  if (hasOption(parsed, "V", "h")) return NOTHING;
  const found = urls(parsed, run);
  const lines = headers(parsed, busybox);
  const output = lastValue(parsed, "O")?.value;
  const requests = found.urls.map((urlFrom): HttpRequest => ({
    url: urlFrom.value,
    urlFrom,
    method: method(parsed, busybox),
    headers: lines,
    output: output === undefined ? "remote name" : knownText(output) === "-" ? "stdout" : output,
    failOnError: true,
    silent: hasOption(parsed, "q", "quiet"),
    writeOut: undefined,
  }));
  return {
    requests,
    open: open || hasOption(parsed, "execute", "e", "config"),
    refusal: busybox ? undefined : conflict(parsed, program),
  };
}
