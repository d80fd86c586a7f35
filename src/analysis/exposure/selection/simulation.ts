/** Simulates what text tools, `base64` and jq print for a made-up text. */
import { type Run, outline } from "../../../shell/index.ts";
import { knownWords } from "../../../programs/argv/argument.ts";
import { readJq, runJq } from "../../../programs/jq/index.ts";
import { base64 } from "../../../programs/text/base64.ts";
import { isTextTool, runTextTool } from "../../../programs/text/index.ts";
import { checkLength, type Effort } from "../../../programs/text/tool/effort.ts";
import { toolInput } from "../../extraction/pipeline.ts";
import { showsPlainly } from "../secrets/secret.ts";
import { secretText, type SecretText } from "../secrets/source.ts";
import { sedForPerl } from "./perl-substitutions.ts";

/** The maximum length, in characters, of a made-up text that programs are simulated on. */
export const MAX_TEXT = 100_000;

/** Returns `undefined` if the run is not simulated, or not for this text. */
export function simulateProgram(run: Run, { keys, secrets, text }: SecretText, effort: Effort): SecretText | undefined {
  const { program } = run.invocation;
  if (text === undefined || text.length > MAX_TEXT) return undefined;
  if (program === "jq" || program === "gojq" || /^python[\d.]*$/.test(program)) {
    const argv = jqCall(run);
    const files = argv && readJq(argv)?.files;
    // The content of a file is known only if the script has written it.
    if (files?.every((file) => run.file(file) !== undefined) !== true) return undefined;
    const result = runJq(argv!, text, effort);
    if (result === undefined) return undefined;
    const found = secretText(result.stdout, secrets, keys);
    return result.isExact ? found : { ...found, text: undefined };
  }
  if (program === "base64") {
    const argv = knownWords(run);
    const result =
      argv &&
      effort.run(() => {
        checkLength(text.length);
        return base64(argv, text);
      });
    return result && secretText(result.stdout, secrets, keys);
  }
  if (program === "perl") {
    const words = knownWords(run);
    const argv = words && sedForPerl(words);
    return argv && simulateTextTool("sed", argv, { keys, secrets, text }, effort);
  }
  const argv = isTextTool(program) ? toolInput(run)?.argv : undefined;
  return argv && simulateTextTool(program, argv, { keys, secrets, text }, effort);
}

/** @param argv the words without the names of the files */
export function simulateTextTool(
  program: string,
  argv: readonly string[],
  { keys, secrets, text }: SecretText & { readonly text: string },
  effort: Effort,
): SecretText | undefined {
  const result = runTextTool(program, printingWords(program, argv), text, effort);
  if (result === undefined) return undefined;
  const found = secretText(result.stdout, secrets, keys);
  // A part of base64 text, or base64 text that a tool has changed, may still be decodable.
  const isEncoded = secrets.some((secret) => !found.secrets.includes(secret) && !showsPlainly(text, secret));
  return isEncoded ? undefined : found;
}

/** The words of a call that prints what this one writes to a file: without `-i`. */
function printingWords(program: string, argv: readonly string[]): readonly string[] {
  if (!/^g?sed$/.test(program)) return argv;
  return argv
    .map((word, index) => (index === 0 ? word : word.replace(/^(?:(-[nErsuz]*)i|--in-place).*$/s, "$1")))
    .filter((word) => word !== "-" && word !== "");
}

/** The words of a call of jq, or of an equivalent jq call. */
function jqCall(run: Run): readonly string[] | undefined {
  if (run.invocation.program.startsWith("python"))
    return knownWords(run)?.slice(1).join(" ") === "-m json.tool" ? ["jq", "--indent", "4", "."] : undefined;
  return ["jq", ...run.argv.slice(1).map(({ value }) => outline(value))];
}
