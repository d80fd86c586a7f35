/** Files and programs' output that scripts source or `eval`, and that set no credentials. */
import { outline, type AbstractString } from "../model/value.ts";

const FILES: readonly RegExp[] = [
  /^\/etc\/(?:os-release|lsb-release|profile|bash\.bashrc|bashrc|environment|profile\.d\/.*|bash_completion(?:\.d\/.*)?)$/,
  /^\/usr\/lib\/os-release$/,
  /^\/(?:usr\/)?lib\/lsb\/init-functions$|^\/etc\/(?:rc\.d\/)?init\.d\/functions$/,
  /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|profile|zshrc|bash_aliases)$/,
  /(?:^|\/)bin\/activate$/,
  /(?:^|\/)nvm\.sh$|(?:^|\/)\.nvm\/bash_completion$/,
  /(?:^|\/)\.(?:cargo|rustup|ghcup)\/env$/,
  /(?:^|\/)(?:sdkman-init\.sh|conda\.sh|virtualenvwrapper\.sh|rvm|asdf\.sh)$/,
];

/** Whether sourcing the file changes no variable that matters. */
export function changesNothing(file: AbstractString): boolean {
  const path = outline(file);
  return FILES.some((pattern) => pattern.test(path));
}

/** Programs whose printed code sets only their own variables. */
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

/** Whether evaluating what a program printed changes no variable that matters. */
export function harmlessCode(code: AbstractString): boolean {
  return code.every((piece) => {
    if (piece.kind === "text") return true;
    if (piece.kind !== "output") return false;
    const { invocation, argv } = piece.of;
    const pattern = Object.hasOwn(PROGRAMS, invocation.program) ? PROGRAMS[invocation.program] : undefined;
    return pattern?.test(outline(argv[1]?.value ?? [])) ?? false;
  });
}
