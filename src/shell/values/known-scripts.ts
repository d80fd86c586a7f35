/** Files that scripts source, and program output that they `eval`, that set no credentials. */
import type { Argument, Run } from "../model/invocation.ts";
import { knownText, outline, type AbstractString } from "../model/value.ts";

const FILES: readonly RegExp[] = [
  /^\/etc\/(?:os-release|lsb-release|profile|bash\.bashrc|bashrc|environment|bash_completion(?:\.d\/.*)?)$/,
  // A file such as `aws-env.sh` may set credentials; Amazon Linux's own sets paths.
  /^\/etc\/profile\.d\/(?:aws-apitools-common\.sh|(?!\S*(?:aws|cred))\S*)$/,
  /^\/usr\/lib\/os-release$/,
  /^\/(?:usr\/)?lib\/lsb\/init-functions$|^\/etc\/(?:rc\.d\/)?init\.d\/functions$/,
  /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|profile|zshrc|bash_aliases|bash_completion)$/,
  // Of Python's virtual environments, and of conda, where they are found through PATH.
  /(?:^|\/bin\/|^bin\/)(?:de)?activate$/,
  /(?:^|\/)nvm\.sh$|(?:^|\/)\.nvm\/bash_completion$/,
  /(?:^|\/)\.(?:cargo|rustup|ghcup)\/env$/,
  /(?:^|\/)(?:sdkman-init\.sh|conda\.sh|virtualenvwrapper\.sh|rvm|asdf\.sh)$/,
];

/** Whether sourcing the file changes no variable that matters. */
export function changesNothing(file: AbstractString): boolean {
  const path = outline(file);
  return FILES.some((pattern) => pattern.test(path));
}

/** Programs that print code that sets only their own variables. */
const PROGRAMS: Readonly<Record<string, RegExp>> = {
  "ssh-agent": /^/,
  "gpg-agent": /^/,
  keychain: /^/,
  brew: /^shellenv/,
  dircolors: /^/,
  lesspipe: /^/,
  "lesspipe.sh": /^/,
  direnv: /^hook/,
  pyenv: /^(?:init|virtualenv-init)/,
  rbenv: /^init/,
  nodenv: /^init/,
  goenv: /^init/,
  fnm: /^env/,
  conda: /^shell\./,
  starship: /^init/,
  zoxide: /^init/,
  "register-python-argcomplete": /^/,
  minikube: /^docker-env/,
  locale: /^/,
  resize: /^/,
  getopt: /^/,
};

/**
 * Words that set up a shell's completion: `kubectl completion bash`, `pip completion --bash`, `npm completion`, `flux
 * completion zsh`.
 */
const COMPLETION = /^(?:completions?|autocomplete|--?(?:bash-?)?completion(?:-script)?(?:-bash)?)(?:=|$)/;
const SHELL = /^-{0,2}(?:bash|zsh|sh)$/;

/**
 * Whether the words after a program's name ask for completions: one of its subcommands has such a name, followed by a shell or
 * nothing.
 */
function asksForCompletion(argv: readonly Argument[]): boolean {
  const words = argv.slice(1).map(({ value }) => knownText(value) ?? "");
  const at = words.findIndex((word) => COMPLETION.test(word));
  if (at < 0) return words.length === 1 && /^(?:completion|generate-completion)s?-(?:bash|zsh)$/.test(words[0]!);
  const rest = words.slice(at + 1).filter((word) => !word.startsWith("-") || SHELL.test(word));
  return rest.length === 0 || SHELL.test(rest[0]!) || words.some((word) => SHELL.test(word));
}

/** Programs that print what they read, or a part of it. */
const READERS: ReadonlySet<string> = new Set(
  "cat echo grep egrep fgrep sed awk cut tr sort uniq head tail xargs".split(" "),
);

/** How many programs in a row may read one another's output. */
const MOST_READERS = 6;

/** Whether a program prints lines of such a file or output: `grep -v '^#' /etc/os-release | xargs`. */
function passesOn({ argv, invocation, stdin }: Run, depth: number): boolean {
  if (!READERS.has(invocation.program) || depth > MOST_READERS) return false;
  const files = argv.slice(1).filter(({ value }) => /^\/[\w./-]+$/.test(outline(value)));
  if (files.length > 0) return files.every(({ value }) => changesNothing(value));
  const inputs = [...argv.slice(1).flatMap(({ value }) => value), ...(stdin ?? [])].filter(
    ({ kind }) => kind !== "text",
  );
  return inputs.length > 0 && inputs.every((piece) => piece.kind === "output" && printsHarmless(piece.of, depth + 1));
}

/** Whether running what the program prints changes no variable that matters. */
function printsHarmless(run: Run, depth = 0): boolean {
  const { argv, invocation } = run;
  // `aws ecr get-login` prints `docker login …`.
  if (argv.some(({ value }) => knownText(value) === "get-login")) return true;
  if (asksForCompletion(argv) || passesOn(run, depth)) return true;
  const pattern = Object.hasOwn(PROGRAMS, invocation.program) ? PROGRAMS[invocation.program] : undefined;
  return pattern?.test(outline(argv[1]?.value ?? [])) ?? false;
}

/** Whether evaluating a program's output changes no variable that matters. */
export function harmlessCode(code: AbstractString): boolean {
  return code.every((piece) => piece.kind === "text" || (piece.kind === "output" && printsHarmless(piece.of)));
}

/** Programs that download files. */
const DOWNLOADERS: ReadonlySet<string> = new Set(["curl", "wget", "aria2c", "fetch"]);

/**
 * Whether the code is the unmodified output of a download. The output of a program that processes a download does not count.
 */
export function isDownloaded(code: AbstractString): boolean {
  const outputs = code.filter((piece) => piece.kind === "output");
  return outputs.length > 0 && outputs.every(({ of }) => DOWNLOADERS.has(of.invocation.program));
}
