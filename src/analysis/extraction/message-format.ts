/** Whether a text is JSON, as far as the name of the file or program that it comes from tells. */
import { type Run, outline } from "../../shell/index.ts";

/** `undefined`: the name says nothing. */
export type Format = "json" | "other" | undefined;

const JSON_FILE = /json|\.(?:tfstate|template|ipynb)$/i;
const OTHER_FILE =
  /\.(?:csv|tsv|xml|xhtml|html?|svg|pom|ini|cfg|cnf|conf|properties|toml|ya?ml|tf|tfvars|hcl|log|service|timer|socket|env|sql|sh|bash|py|rb|pl|php|js|ts|go|c|h|cpp|java|spec|gradle|gemspec|md|gz|bz2|xz)$|(?:^|\/)(?:\w+-release|access_log|error_log|[Mm]akefile|Dockerfile|fstab|passwd|grub)$|^\/var\/log\/|^\/proc\/|^\/sys\//i;

/** What the name of a file says. */
export function formatOfFile(name: string): Format {
  if (JSON_FILE.test(name)) return "json";
  return OTHER_FILE.test(name) ? "other" : undefined;
}

/** Programs that answer in JSON, of themselves or because a service does. */
const JSON_PROGRAMS: ReadonlySet<string> = new Set(
  "curl wget aws jq docker podman nerdctl crictl kubectl oc helm az gcloud gh vault consul nomad terraform http".split(
    " ",
  ),
);
const JSON_OPTION = /json|^-J$|^-j$/i;
/** What containers write is in whatever format they like. */
const RAW = /^(?:logs|exec|ps|cp)$/;

/** What the command line of a program says of its output. */
export function formatOfOutput({ invocation: { program }, argv }: Run): Format {
  const words = argv.slice(1).map(({ value }) => outline(value));
  if (words.some((word) => JSON_OPTION.test(word))) return "json";
  if (!JSON_PROGRAMS.has(program)) return program === "" ? undefined : "other";
  if (words.some((word) => RAW.test(word))) return "other";
  const pages = words.filter((word) => /^https?:\/\//.test(word)).map((url) => url.replace(/[?#].*/s, ""));
  return pages.some((url) => /\.(?:xml|html?|txt|csv|ya?ml|ini|conf)$/i.test(url)) ? "other" : "json";
}
