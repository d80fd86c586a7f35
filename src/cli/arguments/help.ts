/** Formats the help text from the table of options. */
import { groups, type Flag } from "./flags.ts";

const indent = 28;
const width = 80;

function spelled(flag: Flag): string {
  const short = flag.short ? `-${flag.short}, ` : "    ";
  return `  ${short}--${flag.name}${flag.value ? ` ${flag.value}` : ""}`;
}

function entry(left: string, help: string): string {
  const lines = [""];
  for (const word of help.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + word.length + 1 > width - indent) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  const first = left.length < indent - 1 ? left.padEnd(indent) + lines.shift() : left;
  return [first, ...lines.map((line) => " ".repeat(indent) + line)].join("\n");
}

/** The text of `--help`. */
export function helpText(): string {
  const sections = Object.entries(groups).map(([title, group]: [string, readonly Flag[]]) => {
    const entries = group.flatMap((flag) => [
      entry(spelled(flag), flag.help),
      ...(flag.negatable ? [entry(`      --no-${flag.name}`, flag.negatable)] : []),
    ]);
    return `${title}:\n${entries.join("\n")}`;
  });
  return `Usage: ssmlint [options] [file | directory | glob …]
       ssmlint trace FILE[:LINE]
       ssmlint merge FILE…

Finds the shell commands in AWS Systems Manager documents that fail on some
instances of the fleet. Checks the current directory if no path is given;
- reads stdin. "trace" explains which credentials, which metadata protocol and
which JSON each call will see, and why (--format json for tools). "merge"
combines the reports of the parts that --shard has split a run into.

${sections.join("\n\n")}

Exit code:
  0  no errors
  1  errors, or more warnings than --max-warnings
  2  ssmlint could not finish: invalid usage or configuration, a file that
     cannot be read, written or parsed, or a given path or stdin without a
     document
`;
}
