/** The ways in which a generated script starts `aws`. */
import type { Starting } from "./generate.ts";
import type { Numbers } from "./script-words.ts";

/** One call with a place of its own. */
export function startText(starting: Starting, numbers: Numbers): string {
  const n = numbers.next();
  const place = `s3://b/${n}`;
  const rest = `s3 ls ${place}`;
  const lines: Readonly<Record<Starting, string>> = {
    plain: `aws ${rest}`,
    "profile-option": `aws --profile p ${rest}`,
    "profile-equals": `aws ${rest} --profile=p`,
    "profile-variable": `aws --profile "$V${(n % 2) + 1}" ${rest}`,
    "optional-profile": `aws \${V${(n % 2) + 1}:+--profile p} ${rest}`,
    prefix: `AWS_PROFILE=p aws ${rest}`,
    "prefix-keys": `AWS_ACCESS_KEY_ID=k AWS_SECRET_ACCESS_KEY=s aws ${rest}`,
    "prefix-other": `AWS_REGION=r aws ${rest}`,
    env: `env AWS_PROFILE=p aws ${rest}`,
    "env-u": `env -u AWS_PROFILE aws ${rest}`,
    "env-i": `env -i PATH="$PATH" aws ${rest}`,
    command: `command aws ${rest}`,
    sudo: `sudo aws ${rest}`,
    "sudo-E": `sudo -E aws ${rest}`,
    "sudo-variable": `sudo AWS_PROFILE=p aws ${rest}`,
    "sudo-preserve": `sudo --preserve-env=AWS_PROFILE,AWS_ACCESS_KEY_ID aws ${rest}`,
    "sudo-user-E": `sudo -E -n -u root -- aws ${rest}`,
    "sudo-env": `sudo env AWS_PROFILE="$AWS_PROFILE" aws ${rest}`,
    "sudo-bash": `sudo bash -c 'aws ${rest}'`,
    su: `su root -c 'aws ${rest}'`,
    "su-login": `su - root -c "aws ${rest}"`,
    "su-stdin": `su - root <<'E${n}'\naws ${rest}\nE${n}`,
    runuser: `runuser -l root -c 'aws ${rest}'`,
    timeout: `timeout 5 aws ${rest}`,
    nohup: `nohup aws ${rest}`,
    nice: `nice -n 5 aws ${rest}`,
    xargs: `echo ${place} | xargs aws s3 ls`,
    "xargs-I": `printf '%s\\n' ${n} | xargs -I{} aws s3 ls s3://b/{}`,
    "xargs-sh": `echo ${place} | xargs -n 1 bash -c 'aws s3 ls "$0"'`,
    find: `find . -maxdepth 0 -exec aws ${rest} \\;`,
    array: `a${n}=(${rest})\naws "\${a${n}[@]}"`,
    variable: `a${n}=aws\n"$a${n}" ${rest}`,
    "variable-arguments": `a${n}="aws s3 ls"\n$a${n} ${place}`,
    wrapper: `w${n}() { aws "$@"; }\nw${n} ${rest}`,
    "wrapper-profile": `w${n}() { aws --profile p "$@"; }\nw${n} ${rest}`,
    "exec-subshell": `(exec aws ${rest})`,
    output: `echo "$(aws ${rest})"`,
    "assigned-output": `o${n}=$(aws ${rest})`,
    "here-string": `aws ${rest} <<< x`,
    eval: `eval "aws ${rest}"`,
    "bash-c-arguments": `bash -c 'aws s3 ls "$1"' _ ${place}`,
    "set-arguments": `set -- ${rest}\naws "$@"`,
    time: `time aws ${rest}`,
    "loop-arguments": `for a${n} in ${place}; do aws s3 ls "$a${n}"; done`,
    "subshell-background": `(aws ${rest}) &\nwait`,
    "unset-subshell": `(unset AWS_PROFILE; aws ${rest})`,
    "function-name": `aws() { command aws "$@"; }\naws ${rest}`,
  };
  return lines[starting];
}
