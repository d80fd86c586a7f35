/** Finds commands that check the content of a file: checksums, signatures, readers of JSON and XML. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { baseName, forEachChild, outline, type AbstractString, type Run } from "../../shell/index.ts";
import { knownFileName } from "../../programs/http/request.ts";
import { asksMetadataOnly } from "./http-error.ts";
import { EXIT_STATUS_OPTION } from "../../programs/jq/command-line.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";

const CHECKER = /(?:^|\/)(?:sha\d+sum|shasum|md5sum|gpgv?|openssl|cosign|minisign|xmllint)$/;
/** jq accepts an error page in JSON, unless `-e` makes it fail without the field. */
const JQ = /(?:^|\/)jq$/;
const READS_LIST = /sum$/;
const ASSIGNED = /\b([A-Za-z_]\w*)=("[^"\n]*"|'[^'\n]*'|[^\s;"']*)/g;

/** The text of a checking command, with the commands that it is piped to or from. */
interface Check {
  readonly text: string;
  /** Whether the file names are in a list: `sha256sum -c SUMS`. */
  readonly isOfList: boolean;
  /** Whether the command accepts any JSON. */
  readonly acceptsJson: boolean;
}

const known = new WeakMap<ParsedScript, readonly Check[]>();

/** Whether a command of the script may check one of the files that the runs of curl write. */
export function checksOutput(tree: ParsedScript, text: string, runs: readonly Run[]): boolean {
  let checks = known.get(tree);
  if (checks === undefined) known.set(tree, (checks = checksIn(tree, text)));
  // The error pages of the metadata service are XML.
  if (!runs.every(asksMetadataOnly)) checks = checks.filter(({ acceptsJson }) => !acceptsJson);
  if (checks.length === 0) return false;
  const names = runs.flatMap(outputNames);
  const spellings = names.flatMap((name) => (name === undefined ? [] : [name, ...holdersOf(name, text)]));
  return checks.some(
    (one) => one.isOfList || names.includes(undefined) || spellings.some((name) => one.text.includes(name)),
  );
}

/** The expansions of variables that are assigned a name with this text. */
function holdersOf(name: string, text: string): readonly string[] {
  return [...text.matchAll(ASSIGNED)].flatMap(([, variable, value]) =>
    value!.includes(name) ? [`$${variable}`, `\${${variable}`] : [],
  );
}

function checksIn(tree: ParsedScript, text: string): readonly Check[] {
  const found: Check[] = [];
  const visit = (node: SyntaxNode, around: SyntaxNode): void => {
    const holder = node.type === "Statement" || node.type === "AndOr" ? node : around;
    if (node.type === "Command") {
      const words = [node.name, ...node.args].map((word) => word?.text ?? "");
      const checker = words.find((word) => CHECKER.test(word) || JQ.test(word));
      if (checker !== undefined) {
        const isOfList = READS_LIST.test(checker) && words.some((word) => /^(?:-[^\Wc]*c\w*|--check)$/.test(word));
        const acceptsJson = JQ.test(checker) && !words.some((word) => EXIT_STATUS_OPTION.test(word));
        found.push({ text: text.slice(holder.pos, holder.end), isOfList, acceptsJson });
      }
    }
    forEachChild(node, (child) => visit(child, holder));
  };
  visit(tree, tree);
  return found;
}

/** The base names of the files that the answers are written to; `undefined` for an unknown name. */
function outputNames(run: Run): readonly (string | undefined)[] {
  return readCurl(run).requests.map(({ output, url }) => {
    if (output === "stdout") return run.stdoutFile === undefined ? undefined : baseName(run.stdoutFile) || undefined;
    return baseNameInUrl(output === "remote name" ? url : output);
  });
}

function baseNameInUrl(name: AbstractString): string | undefined {
  return knownFileName(outline(name).replace(/[?#].*/s, ""));
}
