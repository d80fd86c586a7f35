/** Converts a generated tree to the text of a script. Each `aws` call and each unknown condition gets its own number. */
import type { Block, Statement, Test } from "./generate.ts";
import { constructText } from "./script-constructs.ts";
import { inProcess, type Context } from "./script-context.ts";
import { settingText } from "./script-settings.ts";
import { startText } from "./script-starts.ts";
import { quote, variablesOf, Numbers } from "./script-words.ts";

const top: Context = { again: false, inFunction: false, loops: 0, endless: false };

/** The text of the script, which sets its own variables at the beginning. */
export function scriptText(tree: Block): string {
  const numbers = new Numbers();
  return `V1= V2=p V3=q\n${block(tree, top, numbers)}\nwait\n`;
}

function block(statements: Block, context: Context, numbers: Numbers): string {
  return statements.map((one) => statement(one, context, numbers)).join("\n");
}

function statement(one: Statement, context: Context, numbers: Numbers): string {
  const inner = (body: Block, where = context): string => block(body, where, numbers);
  switch (one.kind) {
    case "call":
      return startText(one.starting, numbers);
    case "set":
      return settingText(one.setting, one.target, context, numbers);
    case "if": {
      const elif =
        one.elif === undefined ? "" : `elif ${test(one.elif.test, context, numbers)}; then\n${inner(one.elif.body)}\n`;
      const other = one.other === undefined ? "" : `else\n${inner(one.other)}\n`;
      return `if ${test(one.test, context, numbers)}; then\n${inner(one.body)}\n${elif}${other}fi`;
    }
    case "case":
      return caseText(one, context, numbers);
    case "loop": {
      const endless = context.endless || endlessLoops.has(one.loop % loopKinds(context));
      const body = inner(one.body, { ...context, again: true, loops: context.loops + 1, endless });
      return loopText(one.loop, body, context, numbers);
    }
    case "list":
      return `{ ${statement(one.left, context, numbers)}\n} ${one.operator} {\n${statement(one.right, context, numbers)}\n}`;
    case "inside":
      return constructText(one.construct, context, numbers, (where) => inner(one.body, where));
    case "pipe":
      return `{\n${inner(one.left, inProcess(context))}\n} | {\n${inner(one.right, inProcess(context))}\n}`;
    case "function": {
      const name = `f${numbers.next()}`;
      const body = inner(one.body, {
        again: context.again || one.calls > 1,
        inFunction: true,
        loops: 0,
        endless: false,
      });
      const head = one.manner % 2 === 0 ? `${name}() {` : `function ${name} {`;
      return [`${head}\n${body}\n}`, ...Array.from({ length: one.calls }, () => name)].join("\n");
    }
    case "leave":
      return leaveText(one.manner, one.status, context, numbers);
    case "option":
      return `set ${one.option}`;
    case "status":
      return statusText(one.spelling, context, numbers);
    case "variable":
      return variableText(one.manner, numbers);
    case "trap":
      return `trap ${quote(inner(one.body, inProcess(context)))} EXIT`;
  }
}

function unknownTest(spelling: number, context: Context, numbers: Numbers): string {
  const n = numbers.next();
  const anew = [
    `cond ${n}`,
    `[ "$(val ${n})" = y ]`,
    `! cond ${n}`,
    `[ -n "$(cond ${n} >/dev/null && echo y)" ]`,
    `x${n}=$(val ${n}); [ "$x${n}" = y ]`,
    `(cond ${n})`,
    `cond ${n} >/dev/null 2>&1`,
    `[[ $(val ${n}) == y ]]`,
    `x${n}=$(cond ${n})`,
    `{ cond ${n}; }`,
    `test "$(val ${n})" != n`,
    `cond ${n} && true`,
    `x${n}=$(cond ${n} >/dev/null && echo y); [ -n "$x${n}" ]`,
    `env true && cond ${n}`.replace("env true && ", "command "),
  ];
  const once = [
    `[ -n "$C${n}" ]`,
    `[ "$C${n}" = 1 ]`,
    `[ -e ./f${n} ]`,
    `[ -z "$C${n}" ]`,
    `[[ -n \${C${n}:-} ]]`,
    `[[ $C${n} == 1 ]]`,
    `test -f ./f${n}`,
    `[ "\${C${n}+x}" ]`,
    `[ "\${C${n}:-0}" -eq 1 ]`,
    `(( \${C${n}:-0} == 1 ))`,
    `[ ! -e ./f${n} ]`,
    `[ x"$C${n}" != x ]`,
    `[[ -f ./f${n} || -n $C${n} ]]`,
  ];
  const choices = context.again ? anew : [...anew, ...once];
  return choices[spelling % choices.length] as string;
}

function test(one: Test, context: Context, numbers: Numbers): string {
  switch (one.kind) {
    case "unknown":
      return unknownTest(one.spelling, context, numbers);
    case "known": {
      const choices = one.value
        ? ["true", ":", "[ 1 = 1 ]", "test -n x", "[[ a == a ]]", "[ 2 -gt 1 ]", '[ -n "$V2" ]']
        : ["false", "[ 1 = 2 ]", '[ -n "" ]', "test -z x", "[[ a == b ]]", "! true", "[ 1 -gt 2 ]"];
      return choices[one.spelling % choices.length] as string;
    }
    case "variable": {
      const [name] = one.spelling % 3 === 0 ? [`V${(one.spelling % 2) + 1}`] : variablesOf(one.target);
      const choices = [
        `[ -n "$${name}" ]`,
        `[ -z "$${name}" ]`,
        `[ "\${${name}:-}" ]`,
        `[[ -n $${name} ]]`,
        `[ "\${${name}:+x}" = x ]`,
        `test -z "\${${name}:-}"`,
        `[ "\${${name}:-none}" != none ]`,
        `[[ -z \${${name}:+x} ]]`,
        `[ ! -z "$${name}" ]`,
      ];
      return choices[one.spelling % choices.length] as string;
    }
    case "not":
      return `! { ${test(one.of, context, numbers)}; }`;
    case "and":
      return `{ ${test(one.left, context, numbers)}; } && { ${test(one.right, context, numbers)}; }`;
    case "or":
      return `{ ${test(one.left, context, numbers)}; } || { ${test(one.right, context, numbers)}; }`;
    case "list":
      return `{\n${block(one.body, context, numbers)}\n}`;
  }
}

function caseText(one: Extract<Statement, { kind: "case" }>, context: Context, numbers: Numbers): string {
  const n = numbers.next();
  const bodies = one.bodies.map((body) => block(body, context, numbers));
  const subjects: readonly (readonly [string, readonly [string, string]])[] = [
    [`"$(word ${n})"`, ["y", "n"]],
    [`$(word ${n})x`, ["y*", "n?"]],
    [`"$(cond ${n} >/dev/null && echo yes)"`, ["y*|Y*", '""']],
    ["p", ["p", "q"]],
    ["$V2", ["q", "p"]],
    ...(context.again
      ? []
      : [
          [`"$C${n}"`, ["?*", '""']] as const,
          [`\${C${n}:+1}`, ["1", '""']] as const,
          [`$C${n}`, ["?*", '""']] as const,
        ]),
  ];
  const [subject, patterns] = subjects[one.spelling % subjects.length] as (typeof subjects)[number];
  const end = one.through ? ";;&" : ";;";
  const clauses = bodies.map((body, index) => `${patterns[index]})\n${body}\n${index === 0 ? end : ";;"}`);
  const fallback = one.fallback ? ["*) : ;;"] : [];
  return `case ${subject} in\n${[...clauses, ...fallback].join("\n")}\nesac`;
}

/** The kinds of loops below that `continue` prevents from ending. */
const endlessLoops = new Set([7, 8, 14]);

function loopKinds(context: Context): number {
  return context.again ? 16 : 18;
}

function loopText(loop: number, body: string, context: Context, numbers: Numbers): string {
  const n = numbers.next();
  const kinds = [
    `while cond ${n}; do\n${body}\ndone`,
    `until until_cond ${n}; do\n${body}\ndone`,
    `for x${n} in a b; do\n${body}\ndone`,
    `for x${n} in; do\n${body}\ndone`,
    `for x${n} in $(cond ${n} >/dev/null && echo a); do\n${body}\ndone`,
    `for ((i${n} = 0; i${n} < 2; i${n}++)); do\n${body}\ndone`,
    `while read -r x${n}; do\n${body}\ndone <<'E${n}'\na\nb\nE${n}`,
    `while :; do\n${body}\nbreak\ndone`,
    `while true; do\n${body}\nuntil_cond ${n} && break\ndone`,
    `printf 'a\\nb\\n' | while read -r x${n}; do\n${body}\ndone`,
    `for x${n} in $(echo a b); do\n${body}\ndone`,
    `for x${n} in "$V1" $V2; do\n${body}\ndone`,
    `i${n}=0; while [ "$i${n}" -lt 2 ]; do i${n}=$((i${n} + 1))\n${body}\ndone`,
    `for x${n} in $V1; do\n${body}\ndone`,
    `until false; do\n${body}\nif until_cond ${n}; then break; fi\ndone`,
    `for x${n} in 1; do\n${body}\ndone`,
    ...(context.again
      ? []
      : [`for x${n} in $C${n}; do\n${body}\ndone`, `for x${n} in \${C${n}:+a}; do\n${body}\ndone`]),
  ];
  return kinds[loop % loopKinds(context)] as string;
}

function leaveText(manner: number, status: number, context: Context, numbers: Numbers): string {
  const n = numbers.next();
  const ways = [`exit ${status}`];
  if (context.inFunction) ways.push(`return ${status}`, "return");
  if (context.loops > 0) ways.push("break", ...(context.endless ? ["break"] : ["continue"]));
  if (context.loops > 1) ways.push("break 2", ...(context.endless ? [] : ["continue 2"]));
  const way = ways[manner % ways.length] as string;
  const forms = [
    way,
    `cond ${n} && ${way}`,
    `cond ${n} || ${way}`,
    `if cond ${n}; then ${way}; fi`,
    `cond ${n} || { ${way}; }`,
  ];
  return forms[manner % forms.length] as string;
}

function statusText(spelling: number, context: Context, numbers: Numbers): string {
  const n = numbers.next();
  const forms = [
    `cond ${n}`,
    "false",
    "true",
    `! cond ${n}`,
    `(exit ${spelling % 3})`,
    `x${n}=$(cond ${n})`,
    `export x${n}=$(cond ${n})`,
    "false || true",
    `cond ${n} || true`,
    `cond ${n}; x${n}=$?; [ "$x${n}" -eq 0 ] || exit 1`,
    `cond ${n}; if [ $? -ne 0 ]; then exit 1; fi`,
    `cond ${n} | true`,
    `true | cond ${n}`,
    `( cond ${n} )`,
    `if ! cond ${n}; then exit 1; fi`,
    `cond ${n} && x${n}=1`,
    `{ cond ${n}; }`,
    ...(context.inFunction ? [`local x${n}=$(cond ${n})`, `local x${n}; x${n}=$(cond ${n})`] : []),
  ];
  return forms[spelling % forms.length] as string;
}

function variableText(manner: number, numbers: Numbers): string {
  const n = numbers.next();
  const name = `V${(manner % 3) + 1}`;
  const forms = [
    `${name}=p`,
    `${name}=`,
    // A program's output may be empty.
    `${name}=$(if cond ${n}; then val ${n}; fi)`,
    `${name}=\${V2:-z}`,
    `unset ${name}`,
    `: "\${${name}:?}"`,
    `[ -n "$${name}" ] || exit 1`,
    `[ -z "$AWS_PROFILE" ] && export AWS_PROFILE=z`,
    `${name}=$(cond ${n} >/dev/null && echo p)`,
    `: "\${AWS_PROFILE:?not set}"`,
    `[ -n "$AWS_PROFILE" ] || export AWS_PROFILE=z`,
    `export AWS_PROFILE="$${name}"`,
    `test -n "\${AWS_ACCESS_KEY_ID:-}" || { echo no >&2; exit 1; }`,
    `export AWS_PROFILE=\${${name}:-}`,
    `cond ${n} && ${name}=x || ${name}=`,
    `export AWS_PROFILE="\${${name}:+r}"`,
  ];
  return forms[manner % forms.length] as string;
}
