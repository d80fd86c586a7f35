/** Determines which document a program prints. */
import { cliDocument } from "../../aws/json/cli-output.ts";
import { metadataDocument, taskCredentials, type KnownDocument } from "../../aws/json/documents.ts";
import { isContainer } from "../../aws/json/json.ts";
import { layouts, type Layout } from "../../aws/json/layout.ts";
import { type AbstractString, type Run, isAllPrinted, knownText, onlyPiece, outline } from "../../shell/index.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { Effort } from "../../programs/text/tool/effort.ts";
import { metadataRun } from "../metadata/requests.ts";
import { selectedPart } from "./selected-part.ts";
import { jqValues, readJq } from "../../programs/jq/index.ts";
import { readWget } from "../../programs/http/wget/command-line.ts";

/**
 * Returns `"plain"` if the output is not JSON, `"formatted"` if it is unknown JSON in a layout that does not change, and
 * `undefined` if the output is unknown.
 * @param effort the budget for simulating jq; without it, `jq -r` prints unknown text
 */
export function documentOf(run: Run, effort?: Effort): KnownDocument | "plain" | "formatted" | undefined {
  const { program } = run.invocation;
  if (program === "curl" || program === "wget") return httpDocument(run, program);
  if (program === "aws") return awsDocument(run);
  if (program === "jq") return jqDocument(run, effort);
  return /^python[\d.]*$/.test(program) ? pythonDocument(run, effort) : undefined;
}

/** What `python -m json.tool [FILE]` prints. */
function pythonDocument(run: Run, effort: Effort | undefined): KnownDocument | "formatted" | undefined {
  const words = run.argv.slice(1).map(({ value }) => outline(value));
  const tool = words.findIndex(
    (word, index) => word === "-mjson.tool" || (word === "json.tool" && words[index - 1] === "-m"),
  );
  if (tool < 0) return undefined;
  const [file, ...others] = words.slice(tool + 1);
  // Options change the indentation and the order, but still independently of the input.
  if (others.length > 0 || file?.startsWith("-") === true) return "formatted";
  return formattedDocument(run, file === undefined ? run.stdin : run.file(file), layouts.cli, effort);
}

function jqDocument(run: Run, effort: Effort | undefined): KnownDocument | "formatted" | undefined {
  const words = run.argv.map(({ value }) => outline(value));
  const line = readJq(words);
  const isRaw = line?.isRaw ?? words.some((word) => /^-[^\Wjr]*[jr]|^--(?:raw|join)-output$/.test(word));
  if (line?.reads !== "json" || line.isSlurped || line.files.length > 1) return isRaw ? undefined : "formatted";
  const [file] = line.files;
  const input = file === undefined ? run.stdin : run.file(file);
  const layout = JQ_LAYOUTS.get(line.layout.indent);
  if (line.filter.trim() === "." && !line.layout.isSorted && layout !== undefined)
    return formattedDocument(run, input, layout, effort);
  if (!isRaw) return "formatted";
  const read = printedDocument(input, effort);
  // What a filter takes from an unknown document may be a text.
  const values = (effort && jqValues(line, typeof read === "object" ? read.value : {}, effort)) ?? [];
  return layout !== layouts.compact && values.length > 0 && values.every(isContainer) ? "formatted" : undefined;
}

/** The layouts of jq, by the indentation. */
const JQ_LAYOUTS = new Map<string, Layout>([
  ["  ", layouts.process],
  ["", layouts.compact],
]);

/** The document that a program has printed, if the text is its whole output. */
function printedDocument(text: AbstractString | undefined, effort: Effort | undefined): ReturnType<typeof documentOf> {
  const input = onlyPiece(text ?? []);
  return isAllPrinted(input) ? documentOf(input.of, effort) : undefined;
}

function formattedDocument(
  run: Run,
  input: AbstractString | undefined,
  layout: Layout,
  effort: Effort | undefined,
): KnownDocument | "formatted" {
  const document = printedDocument(input, effort);
  if (typeof document !== "object") return "formatted";
  return { ...document, name: `${document.name}, as ${run.invocation.program} prints it,`, layout, isFormatted: true };
}

function httpDocument(run: Run, program: "curl" | "wget"): KnownDocument | "plain" | undefined {
  const metadata = metadataRun(run);
  if (metadata !== undefined) {
    const [only, ...others] = metadata.requests;
    if (only === undefined || others.length > 0 || metadata.elsewhere > 0) return undefined;
    if (only.forToken || only.request.writeOut !== undefined) return "plain";
    const path = outline(only.url.path);
    return metadataDocument(path);
  }
  const { requests } = program === "curl" ? readCurl(run) : readWget(run);
  const url = requests.length === 1 ? outline(requests[0]!.url) : "";
  const environment = requests[0]?.url.some(
    (piece) => piece.kind === "unknown" && /^AWS_CONTAINER_CREDENTIALS_(RELATIVE|FULL)_URI$/.test(piece.name ?? ""),
  );
  return environment === true || /^(https?:\/\/)?169\.254\.170\.2\/v2\/credentials/.test(url)
    ? taskCredentials
    : undefined;
}

function awsDocument(run: Run): KnownDocument | "plain" | undefined {
  const line = readAwsCommandLine(run.argv);
  if (line.command === undefined || line.operation === undefined) return undefined;
  const given = line.options.get("output");
  const [binding] = run.environment.get("AWS_DEFAULT_OUTPUT");
  const inherited = binding?.state === "set" && binding.exported ? binding.value : undefined;
  const value = given ?? inherited;
  const output = value === undefined ? "json" : knownText(value);
  if (output === undefined || line.open) return undefined;
  if (output !== "json") return "plain";
  const document = cliDocument(line.command, line.operation);
  const query = line.options.get("query");
  if (query === undefined || document === undefined || document === "plain") return document;
  const expression = knownText(query);
  const selected = expression === undefined ? undefined : selectedPart(document.value, expression);
  return selected && { ...document, ...selected, name: `${document.name} --query` };
}
