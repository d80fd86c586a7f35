/** Determines where the text of a variable comes from, back through the pipelines that extracted it. */
import { type Run, knownText, outline, printersOf, type AbstractString, type OutputText } from "../../shell/index.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import { readWget } from "../../programs/http/wget/command-line.ts";

/** Programs whose output is derived from their input. */
export const TEXT_TOOLS: ReadonlySet<string> = new Set(
  (
    "awk base64 cat column cut echo egrep fgrep gawk gron grep head jq json_pp mawk nawk node paste perl printf python python2 " +
    "python3 rev ruby sed sort tail tee tr uniq xargs yq"
  ).split(" "),
);

/** Whether a program fails if it finds nothing; text tools such as `tr` and `cut` do not. */
export function failsWithoutResult(run: Run): boolean {
  const { program } = run.invocation;
  if (/^(?:e|f)?grep$|^python|^perl$|^ruby$|^node$/.test(program)) return true;
  if (program === "jq" || program === "yq") {
    return run.argv.some((word) => /^-[A-Za-z]*e|^--exit-status$/.test(knownText(word.value) ?? ""));
  }
  return !TEXT_TOOLS.has(program);
}

/** The outputs in the text. One of which it contains some words is as good as not checked: a check of the words shows in the text. */
export function outputsIn(value: AbstractString): readonly OutputText[] {
  return value.flatMap((piece) =>
    piece.kind === "output" ? [piece] : printersOf([piece]).map((of) => ({ kind: "output", of, nonEmpty: "assumed" })),
  );
}

/** The texts that a text tool reads: its input, its arguments, and the files that they name. */
function inputsOf(run: Run): readonly AbstractString[] {
  if (!TEXT_TOOLS.has(run.invocation.program)) return [];
  const rest = run.argv.slice(1).map(({ value }) => {
    const name = knownText(value);
    return name === undefined ? value : run.file(name);
  });
  return [run.stdin, ...rest].filter((text) => text !== undefined);
}

/** The maximum number of programs that one text is followed through. */
const DEPTH = 64;

/**
 * Returns the outputs that the string is derived from, one for each run: the last stage first, the program that fetched the text
 * last.
 */
export function producers(value: AbstractString): OutputText[] {
  const found: OutputText[] = [];
  const seen = new Set<Run>();
  const follow = (text: AbstractString) => {
    for (const piece of outputsIn(text)) {
      const { of: run } = piece;
      if (seen.has(run) || found.length >= DEPTH) continue;
      seen.add(run);
      found.push(piece);
      for (const input of inputsOf(run)) follow(input);
    }
  };
  follow(value);
  return found;
}

/**
 * Whether a part of the text is the output of one of several runs, and of which is not known: then it is not known either which of
 * them the path has checked.
 */
export function isOfOneOfSeveral(text: AbstractString): boolean {
  return text.some((piece) => piece.kind === "unknown" && printersOf([piece]).length > 1);
}

/** Whether the string was extracted from such a text. */
export function comesFromOneOfSeveral(value: AbstractString): boolean {
  return producers(value).some(({ of }) => inputsOf(of).some(isOfOneOfSeveral));
}

/** The HTTP requests of a run of `curl` or `wget`. */
function requests(run: Run) {
  const { program } = run.invocation;
  return program === "curl" ? readCurl(run).requests : program === "wget" ? readWget(run).requests : [];
}

/** URLs of a role's credentials at the metadata service, or a task's at ECS; the URL that lists the roles does not match. */
const ROLE_CREDENTIALS = /\/iam\/security-credentials\/+[^/]|169\.254\.170\.2\b/;

const TEMPORARY_OPERATIONS = new Set([
  "sts assume-role",
  "sts assume-role-with-saml",
  "sts assume-role-with-web-identity",
  "sts get-session-token",
  "sts get-federation-token",
  "sts assume-root",
  "sso get-role-credentials",
  "cognito-identity get-credentials-for-identity",
]);

/** Whether a program prints temporary credentials, which are invalid without their session token. */
function printsTemporaryCredentials(run: Run): boolean {
  if (run.invocation.program === "aws") {
    const { command, operation } = readAwsCommandLine(run.argv);
    return TEMPORARY_OPERATIONS.has(`${command} ${operation}`);
  }
  return requests(run).some(({ url }) => ROLE_CREDENTIALS.test(outline(url)));
}

/** Returns whether an access key is known to be temporary. */
export function isTemporaryKey(key: AbstractString): boolean {
  const text = knownText(key);
  return text === undefined
    ? producers(key).some((output) => printsTemporaryCredentials(output.of))
    : text.startsWith("ASIA");
}

/** Whether the program passes an error page on as if it were the answer. */
export function acceptsErrorPages(run: Run): boolean {
  return requests(run).some((request) => !request.failOnError);
}
