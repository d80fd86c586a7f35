/** Determines the interpreter of a script from its shebang, as the agent does. */
import { baseName } from "./base-name.ts";
import type { Interpreter } from "./script.ts";

const KINDS: Readonly<Record<string, Interpreter["kind"]>> = {
  sh: "sh",
  bash: "bash",
  rbash: "bash",
  dash: "dash",
  ash: "busybox",
  busybox: "busybox",
  ksh: "ksh",
  ksh93: "ksh",
  mksh: "ksh",
  pdksh: "ksh",
  zsh: "zsh",
};

/**
 * The interpreter that runs the script. The agent writes the script to a file and runs `sh -c FILE`: the kernel honours a
 * shebang in the first two bytes; otherwise `sh` reads the file itself.
 */
export function interpreterOf(text: string): Interpreter {
  if (!text.startsWith("#!")) return { kind: "sh", shebang: false, options: [] };
  const newline = text.indexOf("\n");
  const line = text.slice(2, newline === -1 ? text.length : newline);
  // The kernel starts no interpreter without a name; dash, bash and busybox then read the file themselves.
  if (/^[ \t]*$/.test(line)) return { kind: "sh", shebang: false, options: [] };
  const words = line.split(/\s+/).filter((word) => word !== "");
  let name = baseName(words.shift() ?? "");
  if (name === "env") {
    while (words[0] !== undefined && (words[0].startsWith("-") || words[0].includes("="))) words.shift();
    name = baseName(words.shift() ?? "");
  }
  if (name === "busybox" && words[0] !== undefined && !words[0].startsWith("-")) words.shift();
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name]! : "other";
  return { kind, shebang: true, options: words.flatMap((word) => separated(word)) };
}

/** Splits `-ex` into `-e` and `-x`. */
function separated(option: string): readonly string[] {
  return /^-[A-Za-z]{2,}$/.test(option) ? Array.from(option.slice(1), (letter) => `-${letter}`) : [option];
}
