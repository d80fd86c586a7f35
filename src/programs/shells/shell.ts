/** Shells as programs: `bash -c TEXT`, a script file that the script itself wrote, or a script on stdin. */
import {
  FROM_FILE,
  baseName,
  type Argument,
  type Run,
  type Effect,
  type EnvironmentChange,
  type ProgramModel,
  knownText,
  type AbstractString,
} from "../../shell/index.ts";
import { leadingText } from "../argv/argument.ts";

/** Names of the shells whose language ssmlint understands. */
export const shellNames = ["sh", "bash", "dash", "ash", "ksh", "ksh93", "mksh", "zsh", "rbash"] as const;

/** Long options of bash with which it still runs code, and whether each takes the next word. */
const longOptions: Readonly<Record<string, boolean>> = {
  "--debugger": false,
  "--init-file": true,
  "--login": false,
  "--noediting": false,
  "--noprofile": false,
  "--norc": false,
  "--posix": false,
  "--rcfile": true,
  "--restricted": false,
  "--verbose": false,
};

interface ShellOptions {
  command: boolean;
  stdin: boolean;
  noexec: boolean;
  errexit: boolean;
  pipefail: boolean;
  nounset: boolean;
  allexport: boolean;
  xtrace: boolean;
}

/** Option letters that bash or dash accept. */
const optionLetters = "abcefhiklmnprstuvxBCDEHIPTV";

/** The letters of the `set -o` options that affect what runs. */
const optionOfLetter: Readonly<Record<string, keyof ShellOptions>> = {
  c: "command",
  s: "stdin",
  n: "noexec",
  e: "errexit",
  u: "nounset",
  a: "allexport",
  x: "xtrace",
};

/** Parses options as bash and dash do: each `o` or `O` of a bundle takes a word after the bundle. `undefined` if one is unknown. */
function parseShellOptions(
  args: readonly Argument[],
): { options: ShellOptions; operands: readonly Argument[] } | undefined {
  const options: ShellOptions = {
    command: false,
    stdin: false,
    noexec: false,
    errexit: false,
    pipefail: false,
    nounset: false,
    allexport: false,
    xtrace: false,
  };
  let index = 0;
  // bash accepts no long option after a short one.
  let letters = false;
  while (index < args.length) {
    const { value, split } = args[index] as Argument;
    const text = knownText(value);
    if (text === undefined) {
      if (split || /^[-+]/.test(leadingText(value))) return undefined;
      break;
    }
    if (!/^[-+]/.test(text)) break;
    index++;
    if (text === "-" || text === "--") break;
    if (text.startsWith("--")) {
      if (letters || !Object.hasOwn(longOptions, text)) return undefined;
      if (longOptions[text] === true) index++;
      continue;
    }
    letters = true;
    for (const letter of text.slice(1)) {
      if (letter === "o" || letter === "O") {
        const named = args[index++];
        const name = named === undefined ? undefined : knownText(named.value);
        if (name === undefined) return undefined;
        if (letter === "o" && Object.hasOwn(options, name)) options[name as keyof ShellOptions] = text[0] === "-";
        continue;
      }
      if (!optionLetters.includes(letter)) return undefined;
      const option = optionOfLetter[letter];
      if (option !== undefined) options[option] = text[0] === "-";
    }
  }
  return { options, operands: args.slice(index) };
}

/**
 * The effects of starting a shell with `argv` (including its name) in place of `run`: the code that it runs, if that is
 * known.
 * @param environment the changes that the calling program has made to the environment
 */
export function shellEffects(
  argv: readonly Argument[],
  run: Run,
  environment?: EnvironmentChange | undefined,
): readonly Effect[] {
  const parsed = parseShellOptions(argv.slice(1));
  if (parsed === undefined || parsed.options.noexec) return [];
  const { errexit, pipefail, nounset, allexport, xtrace } = parsed.options;
  const [first, ...rest] = parsed.operands;
  const interpreter = shellName(argv[0]);
  const effects = (code: AbstractString | undefined, from: Argument | undefined, args: readonly Argument[]): Effect[] =>
    code === undefined
      ? []
      : [
          {
            kind: "shell",
            code,
            from,
            interpreter,
            args,
            environment,
            options: { errexit, pipefail, nounset, allexport, xtrace },
          },
        ];
  if (parsed.options.command) return effects(first && withStdin(first.value, argv, parsed.options, run), first, rest);
  if (parsed.options.stdin || first === undefined) {
    return effects(run.stdin, undefined, [...argv.slice(0, 1), ...parsed.operands]);
  }
  const path = knownText(first.value);
  if (path === undefined) return [];
  return effects(run.file(path), undefined, parsed.operands).map((effect) => ({ ...effect, interpreter: FROM_FILE }));
}

/** As `shellEffects`, for the login shell of a user in /etc/passwd, which is bash for some users and `sh` for others. */
export function userShellEffects(
  argv: readonly Argument[],
  run: Run,
  environment: EnvironmentChange | undefined,
): readonly Effect[] {
  return shellEffects(argv, run, environment).map((effect) =>
    effect.kind === "shell" ? { ...effect, interpreter: USER_SHELL } : effect,
  );
}

/** Deliberately not the name of a shell. */
const USER_SHELL = "(user)";

function shellName(program: Argument | undefined): string | undefined {
  const text = knownText(program?.value ?? []);
  return text === undefined ? undefined : baseName(text);
}

/** With `-s`, dash reads stdin after it has run the text of `-c`. */
function withStdin(text: AbstractString, argv: readonly Argument[], { stdin }: ShellOptions, run: Run): AbstractString {
  const name = shellName(argv[0]);
  if (!stdin || (name !== "dash" && name !== "ash")) return text;
  return [...text, { kind: "text", text: "\n" }, ...(run.stdin ?? [])];
}

/** `bash`, `sh` and similar shells. */
export const shell: ProgramModel = (run) => shellEffects(run.argv, run);

const standardPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** Maximum length of a shebang line that Linux reads (BINPRM_BUF_SIZE). */
const SHEBANG = 256;

/** A program that the script itself wrote, called by its path or found in one of the usual directories. */
export const writtenScript: ProgramModel = (run) => {
  const [program] = run.argv;
  const name = program === undefined ? undefined : knownText(program.value);
  if (name === undefined || name === "") return [];
  const paths = name.includes("/") ? [name] : standardPath.map((directory) => `${directory}/${name}`);
  for (const path of paths) {
    const code = run.file(path);
    if (code === undefined) continue;
    const interpreter = /^#![ \t]*(?:[^\s/]*\/)*(?:env[ \t]+(?:-S[ \t]+)?(?:[^\s/]*\/)*)?([^\s/]+)([^\n]*)/.exec(
      leadingText(code).slice(0, SHEBANG),
    );
    const file = { kind: "shell", code, from: undefined, interpreter: FROM_FILE, args: run.argv } as const;
    if (interpreter === null) return [file];
    if (!(shellNames as readonly string[]).includes(interpreter[1] as string)) return [];
    const letters = [...(interpreter[2] ?? "").matchAll(/(?:^|\s)-([a-z]+)/g)].map((match) => match[1]).join("");
    const options = {
      errexit: letters.includes("e"),
      allexport: letters.includes("a"),
      xtrace: letters.includes("x"),
    };
    return [{ ...file, options }];
  }
  return [];
};
