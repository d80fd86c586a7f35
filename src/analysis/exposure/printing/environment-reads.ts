/** Variables of its environment that a program reads by name: `envsubst`, `os.environ["S"]`, awk's `ENVIRON["S"]`. */
import { joinStrings } from "../../../programs/argv/argument.ts";
import { type AbstractString, type Run, outline } from "../../../shell/index.ts";

const READS =
  /(?:environ(?:\.get\(|\[)|getenv\(|ENVIRON\[|\bENV(?:\[|\.fetch\(|\{)|process\.env\[)\s*["']?(\w+)|(?:\$ENV|\benv)\.(\w+)/g;

/** Returns the names that the code reads. */
export function namesRead(code: string): readonly string[] {
  return [...code.matchAll(READS)].map(([, quoted, plain]) => quoted ?? plain!);
}

/** Returns the values of the exported variables with these names. */
export function exportedValues({ environment }: Run, names: readonly string[]): AbstractString {
  const values = [...new Set(names)].flatMap((name) =>
    environment
      .get(name)
      .flatMap((one) => (one.state === "set" && one.exported && one.array === undefined ? [one.value] : [])),
  );
  return joinStrings(values, "\n");
}

/** Returns the values that awk or jq reads, or that envsubst inserts. */
export function environmentReads(run: Run): AbstractString {
  const words = run.argv.slice(1).map(({ value }) => outline(value));
  switch (run.invocation.program) {
    case "awk":
    case "gawk":
    case "mawk":
    case "jq":
    case "gojq":
      return exportedValues(run, words.flatMap(namesRead));
    case "envsubst": {
      const inserted = namesExpanded(outline(run.stdin ?? []));
      const format = words.find((word) => !word.startsWith("-"));
      const chosen = format === undefined ? undefined : namesExpanded(format);
      return exportedValues(run, chosen === undefined ? inserted : inserted.filter((name) => chosen.includes(name)));
    }
    default:
      return [];
  }
}

function namesExpanded(text: string): readonly string[] {
  return [...text.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)].map(([, plain, braced]) => plain ?? braced!);
}
