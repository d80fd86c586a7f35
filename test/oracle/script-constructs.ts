/** Writes constructs that run statements of a generated script in another process or another context. */
import type { Construct } from "./generate.ts";
import { inProcess, type Context } from "./script-context.ts";
import { quote, type Numbers } from "./script-words.ts";

/** A variable that the code itself does not export. Otherwise, it would be set after the call, in bash but in no other shell. */
function otherThan(code: string): string {
  return ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].find((one) => !code.includes(one)) ?? "AWS_REGION";
}

/** The text of a construct. `body` writes the statements in it. */
export function constructText(
  construct: Construct,
  context: Context,
  numbers: Numbers,
  body: (where: Context) => string,
): string {
  const n = numbers.next();
  const here = (): string => body(context);
  const child = (): string => body(inProcess(context));
  const inFunction = (): string => body({ ...context, inFunction: true, loops: 0, endless: false });
  const file = (name: string, text: string): string => `cat > ./${name} <<'E${n}'\n${text}\nE${n}`;
  switch (construct) {
    case "group":
      return `{\n${here()}\n}`;
    case "group-redirected":
      return `{\n${here()}\n} > ./out${n}`;
    case "negated":
      return `! {\n${here()}\n}`;
    case "time":
      return `time {\n${here()}\n}`;
    case "subshell":
      return `(\n${child()}\n)`;
    case "output":
      return `echo "$(\n${child()}\n)"`;
    case "assigned-output":
      return `x${n}=$(\n${child()}\n)`;
    case "backticks":
      return /[`\\$]/.test(child()) ? `x${n}=$(\n${child()}\n)` : `x${n}=\`${child()}\``;
    case "background":
      return `{\n${child()}\n} &`;
    case "background-wait":
      return `{\n${child()}\n} &\nwait`;
    case "bash-c":
      return `bash -c ${quote(child())}`;
    case "bash-ec":
      return `bash -ec ${quote(child())}`;
    case "sh-c-export":
      return `bash -c ${quote(`export AWS_PROFILE=p\n${child()}`)} arg0 arg1`;
    case "eval":
      return `eval ${quote(here())}`;
    case "eval-lines":
      return `x${n}=${quote(here())}\neval "$x${n}"`;
    case "here-document":
      return `bash <<'E${n}'\n${child()}\nE${n}`;
    case "here-document-expanded":
      return `bash -s <<E${n}\n${child().replaceAll(/[\\$`]/g, String.raw`\$&`)}\nE${n}`;
    case "here-string":
      return `bash <<< ${quote(child())}`;
    case "piped-script":
      return `echo ${quote(child())} | bash`;
    case "sourced-file":
      return `${file(`inc${n}.sh`, here())}\n. ./inc${n}.sh`;
    case "run-file":
      return `${file(`run${n}.sh`, child())}\nbash ./run${n}.sh`;
    case "run-path":
      return `${file(`run${n}`, `#!/bin/bash\n${child()}`)}\nchmod +x ./run${n}\n./run${n}`;
    case "sudo-bash":
      return `sudo bash -c ${quote(child())}`;
    case "sudo-E-bash":
      return `sudo -E bash -c ${quote(child())}`;
    case "su-login-here":
      return `su - root <<'E${n}'\n${child()}\nE${n}`;
    case "prefix-function": {
      const inside = body({ ...context, inFunction: true, loops: 0, endless: false });
      return `f${n}() {\n${inside}\n}\n${otherThan(inside)}=p f${n}`;
    }
    case "process-substitution":
      return `while read -r x${n}; do :; done < <(\n${child()}\n)`;
    case "source-substitution":
      return `source <(printf '%s\\n' ${quote(here())})`;
    case "exec":
      return `exec bash -c ${quote(child())}`;
    case "select":
      return `select x${n} in a b; do\n${body({ ...context, loops: context.loops + 1, endless: true })}\nbreak\ndone <<< 1`;
    case "exported-function":
      return `f${n}() {\n${body({ ...inProcess(context), inFunction: true })}\n}\nexport -f f${n}\nbash -c f${n}`;
    case "declared-function":
      return `f${n}() {\n${body({ ...inProcess(context), inFunction: true })}\n}\nbash -c "$(declare -f f${n}); f${n}"`;
    case "prefix-eval": {
      const text = here();
      return `${otherThan(text)}=p eval ${quote(text)}`;
    }
    case "prefix-source": {
      const text = here();
      return `${file(`inc${n}.sh`, text)}\n${otherThan(text)}=p . ./inc${n}.sh`;
    }
    case "nohup-background":
      return `nohup bash -c ${quote(child())} > ./out${n} 2>&1 &\nwait`;
    case "timeout-bash":
      return `timeout 5 bash -c ${quote(child())}`;
    case "xargs-bash":
      return `printf '%s\\n' a b | xargs -n 1 bash -c ${quote(body({ ...inProcess(context), again: true }))} _`;
    case "find-bash":
      return `find . -maxdepth 0 -exec bash -c ${quote(child())} \\;`;
    case "coproc":
      return `coproc {\n${child()}\n}\nwait`;
    case "err-trap":
      return `trap ${quote(body({ ...inProcess(context), again: true }))} ERR`;
    case "return-trap": {
      const trap = body({ ...context, inFunction: false, loops: 0, endless: false, again: true });
      const once = n % 2 === 0 ? "trap - RETURN\n" : "";
      return `f${n}() {\ntrap ${quote(once + trap)} RETURN\n}\nf${n}`;
    }
    case "exec-redirect":
      return `exec 3> ./out${n}\n${here()}\nexec 3>&-`;
    case "arguments-loop": {
      const inside = body({ ...context, again: true, loops: context.loops + 1 });
      // A loop that sets new arguments would never end.
      const head = inside.includes("set -- ") ? `for x${n} in a b` : "set -- a b\nwhile [ $# -gt 0 ]";
      return `${head}; do\nshift\n${inside}\ndone`;
    }
    case "case-fall":
      return `case $(word ${n}) in\ny) export AWS_PROFILE=p ;&\nn)\n${here()}\n;;\nesac`;
    case "getopts":
      return `OPTIND=1\nwhile getopts ab o${n} -a -b; do\n${body({ ...context, again: true, loops: context.loops + 1 })}\ndone`;
    case "mapfile-loop":
      return `mapfile -t m${n} < <(printf 'a\\nb\\n')\nfor x${n} in "\${m${n}[@]}"; do\n${body({ ...context, again: true, loops: context.loops + 1 })}\ndone`;
    case "function-in-condition":
      return `f${n}() {\n${body({ ...context, inFunction: true, loops: 0, endless: false })}\n}\nif f${n}; then :; else export AWS_PROFILE=p; fi`;
    case "subshell-trap":
      return `(\ntrap ${quote(child())} EXIT\ntrue\n)`;
    case "sudo-s":
      return `sudo -E -s <<'E${n}'\n${child()}\nE${n}`;
    case "env-bash":
      return `env ${n % 2 === 0 ? "AWS_PROFILE=p" : "-u AWS_PROFILE"} bash -c ${quote(child())}`;
    case "signal-trap":
      return `trap ${quote(body({ ...context, inFunction: false, loops: 0, endless: false }))} USR1\nkill -USR1 $$\ntrap - USR1`;
    case "run-arguments":
      return `r${n}() { "$@"; }\nf${n}() {\n${inFunction()}\n}\nr${n} f${n}`;
    case "function-in-variable":
      return `f${n}() {\n${inFunction()}\n}\nx${n}=f${n}\n$x${n}`;
    case "source-arguments":
      return `${file(`inc${n}.sh`, here())}\n. ./inc${n}.sh a b`;
    case "lastpipe":
      return `shopt -s lastpipe\necho a | {\n${here()}\n}\nshopt -u lastpipe`;
    case "tee-file":
      return `tee ./run${n}.sh > ./out${n} <<'E${n}'\n${child()}\nE${n}\nbash ./run${n}.sh`;
    case "eval-here-document":
      return `eval "$(cat <<'E${n}'\n${here()}\nE${n}\n)"`;
    case "subshell-function":
      return `f${n}() (\n${body({ ...inProcess(context), inFunction: true })}\n)\nf${n}`;
    case "loop-condition":
      return `while {\n${body({ ...context, again: true })}\ncond ${n}\n}; do :; done`;
    case "printed-file":
      return `printf '%s\\n' ${quote(child())} > ./run${n}.sh\nbash ./run${n}.sh`;
    case "prefixed-group":
      return `(\nexport AWS_PROFILE="$V${(n % 2) + 1}"\n${child()}\n)`;
    case "wait-job":
      return `{\n${child()}\n} &\nwait $!`;
    case "repeated-function":
      return `f${n}() {\n${body({ ...context, again: true, inFunction: true, loops: 0, endless: false })}\n}\nf${n} || f${n}`;
    case "redefined-function":
      return `f${n}() { export AWS_PROFILE=p; }\nf${n}() {\n${inFunction()}\n}\nf${n}`;
  }
}
