/** Guesses whether a text is JSON from the name of the file or program that it comes from. */
import { type Run, outline } from "../../shell/index.ts";

/** `undefined` if the name does not determine the format. */
export type Format = "json" | "other" | undefined;

const JSON_FILE = /json|\.(?:tfstate|template|ipynb)$/i;
const OTHER_FILE =
  /\.(?:csv|tsv|xml|xhtml|html?|svg|pom|ini|cfg|cnf|conf|properties|toml|ya?ml|tf|tfvars|hcl|log|service|timer|socket|env|sql|sh|bash|py|rb|pl|php|js|ts|go|c|h|cpp|java|spec|gradle|gemspec|md|gz|bz2|xz)$|(?:^|\/)(?:\w+-release|access_log|error_log|[Mm]akefile|Dockerfile|fstab|passwd|grub)$|^\/var\/log\/|^\/proc\/|^\/sys\//i;

/** Options and file names that leave no doubt: `-o json`, `--output=json`, `-J`, `config.json`; not `-o jsonpath=…`. */
const CERTAIN_OPTION = /^(?:-\w?|--?[\w-]+=)?json$|^-J$|^https?:[^?#]*\.json(?:[?#]|$)/i;
const CERTAIN_FILE = /\.(?:json|tfstate|ipynb)$/i;

/** Whether the text is certainly JSON, because its file is named so or its program was asked for JSON. */
export function isCertainlyJson(files: readonly string[], sources: readonly Run[]): boolean {
  return (
    files.some((name) => CERTAIN_FILE.test(name)) ||
    sources.some(({ argv }) => argv.slice(1).some(({ value }) => CERTAIN_OPTION.test(outline(value))))
  );
}

/** Returns the format that the name of a file implies. */
export function formatOfFile(name: string): Format {
  if (JSON_FILE.test(name)) return "json";
  return OTHER_FILE.test(name) ? "other" : undefined;
}

/** Programs that print JSON, either their own or the answer of a service. */
const JSON_PROGRAMS: ReadonlySet<string> = new Set(
  "curl wget aws jq docker podman nerdctl crictl kubectl oc helm az gcloud gh vault consul nomad terraform http".split(
    " ",
  ),
);
const JSON_OPTION = /json|^-J$|^-j$/i;
/** Subcommands whose output comes from containers and may have any format. */
const RAW = /^(?:logs|exec|ps|cp)$/;

/** Returns the output format that a program's command line implies. */
export function formatOfOutput({ invocation: { program }, argv }: Run): Format {
  const words = argv.slice(1).map(({ value }) => outline(value));
  if (words.some((word) => JSON_OPTION.test(word))) return "json";
  if (!JSON_PROGRAMS.has(program)) return program === "" ? undefined : "other";
  if (words.some((word) => RAW.test(word))) return "other";
  const pages = words.filter((word) => /^https?:\/\//.test(word)).map((url) => url.replace(/[?#].*/s, ""));
  return pages.some((url) => /\.(?:xml|html?|txt|csv|ya?ml|ini|conf)$/i.test(url)) ? "other" : "json";
}
