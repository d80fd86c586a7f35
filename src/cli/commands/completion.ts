/** `--completion SHELL`: prints a completion script. */
import { flags, type Flag } from "../arguments/flags.ts";

const words = (flag: Flag): string[] => [
  ...(flag.short ? [`-${flag.short}`] : []),
  `--${flag.name}`,
  ...(flag.negatable ? [`--no-${flag.name}`] : []),
];

/** A completion script, to be sourced from the shell's start-up file. */
export function completionScript(shell: string, rules: readonly string[]): string {
  const choicesOf = (flag: Flag) => (flag.name === "explain" ? rules : flag.choices);
  const withChoices = flags.filter((flag) => choicesOf(flag));
  if (shell === "fish") {
    return flags
      .flatMap((flag) => {
        const short = flag.short ? ` -s ${flag.short}` : "";
        const value = flag.value ? " -r" : "";
        const choices = choicesOf(flag);
        const list = choices ? ` -f -a '${choices.join(" ")}'` : "";
        const text = ` -d '${flag.help.replaceAll("'", "\\'")}'`;
        const line = `complete -c ssmlint${short} -l ${flag.name}${value}${list}${text}`;
        return flag.negatable ? [line, `complete -c ssmlint -l no-${flag.name} -d '${flag.negatable}'`] : [line];
      })
      .join("\n")
      .concat("\n");
  }
  const cases = withChoices.map((flag) => {
    const names = words(flag).filter((word) => !word.startsWith("--no-"));
    return `    ${names.join("|")}) COMPREPLY=($(compgen -W "${choicesOf(flag)!.join(" ")}" -- "$current")); return ;;`;
  });
  const bash = `_ssmlint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$previous" in
${cases.join("\n")}
  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "${flags.flatMap(words).join(" ")}" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _ssmlint ssmlint
`;
  return shell === "zsh" ? `autoload -U +X bashcompinit && bashcompinit\n${bash}` : bash;
}
