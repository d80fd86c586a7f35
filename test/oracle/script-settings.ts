/** Writes the statements that set variables in a generated script. */
import type { Setting, Target } from "./generate.ts";
import type { Context } from "./script-context.ts";
import { variablesOf, type Numbers } from "./script-words.ts";

export function settingText(setting: Setting, target: Target, context: Context, numbers: Numbers): string {
  const names = variablesOf(target);
  const n = numbers.next();
  const each = (line: (name: string) => string): string => names.map(line).join("\n");
  const all = names.map((name) => `${name}=p`).join(" ");
  const lines = `cat > ./env${n} <<'E${n}'\n${each((name) => `${name}=p`)}\nE${n}`;
  switch (setting) {
    case "export":
      return `export ${all}`;
    case "assign":
      return all;
    case "assign-export":
      return `${all}\nexport ${names.join(" ")}`;
    case "export-assign":
      return `export ${names.join(" ")}\n${all}`;
    case "declare-x":
      return `declare -x ${all}`;
    case "typeset-x":
      return `typeset -x ${all}`;
    case "declare-g":
      return `declare -gx ${all}`;
    case "set-a":
      return `set -a\n${each((name) => `${name}=p`)}\nset +a`;
    case "unset":
      return `unset ${names.join(" ")}`;
    case "unset-function":
      return `unset -v ${names.join(" ")}`;
    case "export-n":
      return `export -n ${names.join(" ")}`;
    case "empty":
      return `export ${names.map((name) => `${name}=`).join(" ")}`;
    case "read-export":
      return `read -r ${names.join(" ")} <<< 'a b'\nexport ${names.join(" ")}`;
    case "printf-v":
      return each((name) => `printf -v ${name} %s p\nexport ${name}`);
    case "default-assign":
      return each((name) => `: "\${${name}:=p}"; export ${name}`);
    case "default":
      return each((name) => `export ${name}="\${${name}:-p}"`);
    case "alternative":
      return each((name) => `export ${name}="\${V${(n % 2) + 1}:+p}"`);
    case "local":
    case "local-x":
    case "local-export":
      if (!context.inFunction) return `export ${all}`;
      if (setting === "local") return `local ${all}`;
      return setting === "local-x" ? `local -x ${all}` : `local ${names.join(" ")}\nexport ${all}`;
    case "eval":
      return `eval "export ${all}"`;
    case "export-loop":
      return `for n${n} in ${names.join(" ")}; do export $n${n}=p; done`;
    case "export-literal":
      return each((name) => `export ${name}=$(echo p)`);
    case "export-output":
      return each((name) => `export ${name}=$(val ${n})`);
    case "append":
      return each((name) => `${name}+=x`);
    case "nameref":
      return each((name) => `declare -n r${n}=${name}; export r${n}=p; unset -n r${n}`);
    case "export-unquoted":
      return each((name) => `n${n}=${name}; export $n${n}=p`);
    case "for-variable":
      return each((name) => `export ${name}; for ${name} in a b; do :; done`);
    case "array":
      return each((name) => `${name}=(a b); export ${name}`);
    case "prefix-colon":
      return `${all} :`;
    case "indirect":
      return each((name) => `n${n}=${name}; printf -v "$n${n}" %s p; export "$n${n}"`);
    case "getopts":
      return `set -- -p p x; OPTIND=1\nwhile getopts p:q o${n}; do case $o${n} in p) ${each((name) => `export ${name}=$OPTARG`).replaceAll("\n", "; ")} ;; esac; done`;
    case "option-loop":
      return `set -- --verbose --profile p\nwhile [ $# -gt 0 ]; do case $1 in --profile) ${each((name) => `export ${name}="$2"`).replaceAll("\n", "; ")}; shift 2 ;; *) shift ;; esac; done`;
    case "env-file":
      return `${lines}\nset -a; . ./env${n}; set +a`;
    case "env-file-exported":
      return `${lines}\nexport $(cat ./env${n})`;
    case "env-file-lines":
      return `${lines}\nwhile IFS='=' read -r k${n} v${n}; do export "$k${n}=$v${n}"; done < ./env${n}`;
    case "eval-output":
      return each((name) => `eval "$(printf 'export %s=%s\\n' ${name} p)"`);
    case "source-stdin":
      return each((name) => `. /dev/stdin <<< 'export ${name}=p'`);
    case "here-document":
      return `read -r ${names.join(" ")} <<E${n}\na b\nE${n}\nexport ${names.join(" ")}`;
    case "declare-plus-x":
      return `declare +x ${names.join(" ")}`;
    case "mapfile":
      return each((name) => `mapfile -t m${n} <<< p; export ${name}="\${m${n}[0]}"`);
    case "arithmetic":
      return each((name) => `export ${name}; (( ${name} = 2 + 3 ))`);
    case "keyed":
      return each((name) => `declare -A m${n}=([k]=p); export ${name}="\${m${n}[k]}"`);
    case "assign-in-test":
      return each(
        (name) => `if ${name}=$(val ${n}) && [ "$${name}" = y ]; then export ${name}; else unset ${name}; fi`,
      );
    case "builtin-export":
      return `${n % 2 === 0 ? "builtin" : "command"} export ${all}`;
    case "quoted-export":
      return `${n % 2 === 0 ? String.raw`\export` : '"export"'} ${all}`;
    case "pairs-loop":
      return `for n${n} in ${all}; do export "$n${n}"; done`;
    case "pairs-split":
      return `for n${n} in ${all}; do export "\${n${n}%%=*}"="\${n${n}#*=}"; done`;
    case "read-pairs":
      return `while read -r k${n} v${n}; do export "$k${n}=$v${n}"; done <<E${n}\n${each((name) => `${name} p`)}\nE${n}`;
    case "setter":
      return `s${n}() { export "$1=$2"; }\n${each((name) => `s${n} ${name} p`)}`;
    case "setter-declare":
      return `s${n}() { declare -gx "$1"="$2"; }\n${each((name) => `s${n} ${name} "$V${(n % 2) + 1}"`)}`;
    case "setter-eval":
      return `s${n}() { eval "export $1=\\"\\$2\\""; }\n${each((name) => `s${n} ${name} p`)}`;
    case "setter-nameref":
      return `s${n}() { local -n r${n}=$1; r${n}=$2; }\n${each((name) => `s${n} ${name} p; export ${name}`)}`;
    case "eval-here-document":
      return `eval "$(cat <<'E${n}'\n${each((name) => `export ${name}=p`)}\nE${n}\n)"`;
    case "source-set-a":
      return `set -a\nsource <(printf '%s=p\\n' ${names.join(" ")})\nset +a`;
    case "read-fields":
      return `IFS=, read -r a${n} b${n} <<< 'p,q'\n${each((name) => `export ${name}="$${n % 2 === 0 ? "a" : "b"}${n}"`)}`;
    case "read-process":
      return each((name) => `read -r ${name} < <(echo p); export ${name}`);
    case "read-piped":
      return each((name) => `echo p | read -r ${name}; export ${name}`);
    case "substring":
      return `x${n}=xp\n${each((name) => `export ${name}="\${x${n}${["#x", ":1", "/x/", "%%p*"][n % 4]}}"`)}`;
    case "emptied":
      return `x${n}=xx\n${each((name) => `export ${name}="\${x${n}${["//x/", "%%x*", ":5", "##*x"][n % 4]}}"`)}`;
    case "file-content":
      return `echo p > ./t${n}\n${each((name) => `export ${name}="$(cat ./t${n})"`)}`;
    case "file-redirected":
      return `echo p > ./t${n}\n${each((name) => `export ${name}="$(< ./t${n})"`)}`;
    case "unset-prefixed":
      return `unset "\${!AWS_@}"`;
    case "tested-output":
      return each((name) => `export ${name}="$([ -n "$V${(n % 2) + 1}" ] && echo p)"`);
    case "printf-export":
      return each((name) => `export "$(printf '%s=%s' ${name} p)"`);
    case "uppercase":
      return each((name) => `x${n}=${name.toLowerCase()}; export "\${x${n}^^}=p"`);
  }
}
