/** Independent conditional statements that can be inserted anywhere in a script without a change for its other commands. */
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../src/shell/syntax/walk.ts";
import type { SyntaxNode } from "unbash";

export interface UnrelatedCondition {
  /** The statement with this number. It prints nothing on stdout, never fails under `set -e`, and no reaction depends on stdin. */
  statement(n: number): string;
  /** A statement for the script's end. */
  end?(n: number): string;
}

const quiet = ">/dev/null || :";

/** The statements by name. Their variables begin with `zz`, which distinguishes findings on them from those on the script. */
export const UNRELATED: Readonly<Record<string, UnrelatedCondition>> = {
  if: { statement: (n) => `if zz_q${n}; then zzx${n}=1; fi` },
  "if … else": { statement: (n) => `if [ -f /tmp/zz${n} ]; then zzx${n}=a; else zzx${n}=b; fi` },
  case: {
    statement: (n) => `case "$(uname -m)" in x86*) zzx${n}=amd ;; arm*) zzx${n}=arm ;; *) zzx${n}=other ;; esac`,
  },
  "&&": { statement: (n) => `zz_q${n} && zzx${n}=1 || :` },
  "||": { statement: (n) => `[ -d /opt/zz${n} ] || mkdir -p /opt/zz${n} || :` },
  "a function with a condition": {
    statement: (n) =>
      `zzf${n}() { if [ "\${1:-}" = a ]; then zzx${n}=1; return 1; fi; return 0; }\nif zzf${n} b; then zzy${n}=1; fi`,
  },
  "a function that is defined in either branch": {
    statement: (n) => `if zz_q${n}; then zzf${n}() { :; }; else zzf${n}() { zzx${n}=1; }; fi\nzzf${n}`,
  },
  output: {
    statement: (n) =>
      `zzx${n}=$(zz_q${n} </dev/null || echo no)\nif [ "$zzx${n}" = no ]; then echo "failed $zzx${n}" >&2; fi`,
  },
  environment: {
    statement: (n) =>
      `zzx${n}=\nif [ -n "\${ZZE${n}:-}" ]; then zzx${n}="x: \${ZZE${n}:-}"; fi\nif [ -n "$zzx${n}" ]; then echo "$zzx${n}" >&2; fi`,
  },
  getopts: {
    statement: (n) =>
      `zzx${n}=x\nwhile getopts "ab:" zzo${n}; do case $zzo${n} in a) zzx${n}=1 ;; b) zzx${n}=$OPTARG ;; *) : ;; esac; done`,
  },
  "for … break": {
    statement: (n) => `for zzx${n} in a b c; do if zz_q${n} "$zzx${n}"; then zzy${n}=$zzx${n}; break; fi; done`,
  },
  export: { statement: (n) => `if zz_q${n}; then export ZZE${n}=zzx${n}; fi` },
  "arguments of a signed call": {
    statement: (n) =>
      `if zz_q${n}; then zzx${n}=--quiet; else zzx${n}=; fi\naws --profile zz s3 cp zz${n} s3://b $zzx${n} ${quiet}`,
  },
  "arguments of a signed call at the end": {
    statement: (n) => `if zz_q${n}; then zzx${n}=--quiet; else zzx${n}=; fi`,
    end: (n) => `aws --profile zz s3 cp zz${n} s3://b $zzx${n} ${quiet}`,
  },
  "a default for an output": {
    statement: (n) =>
      `zzx${n}=$(aws --profile zz ssm get-parameter --name zz${n} --query Parameter.Value --output text || :)\nif [ -z "$zzx${n}" ]; then zzx${n}=zz; fi`,
    end: (n) => `aws --profile zz s3 ls "s3://zz$zzx${n}" ${quiet}`,
  },
  "a signed call that may fail": { statement: (n) => `aws --profile zz s3 ls s3://zz${n} >/dev/null || echo zz >&2` },
  "a download that may fail": {
    statement: (n) =>
      `if curl -sf https://example.com/zz${n} -o /tmp/zz${n}; then zzy${n}=1; else zzy${n}=0; fi\nif [ "$zzy${n}" = 1 ]; then aws --profile zz s3 cp /tmp/zz${n} s3://b ${quiet}; fi`,
  },
  "a file written on some paths": { statement: (n) => `if zz_q${n}; then echo zz > /tmp/zz${n}; fi` },
  "a file written on either path": {
    statement: (n) =>
      `if zz_q${n}; then echo a > /tmp/zz${n}; else echo b > /tmp/zz${n}; fi\nzzx${n}=$(cat /tmp/zz${n})`,
  },
  "a log": {
    statement: (n) => `zz_q${n} </dev/null >> /tmp/zz.log 2>&1 || echo "zz ${n} failed" | tee -a /tmp/zz.log >&2`,
  },
  "a loop that waits": {
    statement: (n) =>
      `zzn${n}=0\nuntil zz_q${n} >/dev/null 2>&1; do zzn${n}=$((zzn${n} + 1)); if [ $zzn${n} -ge 5 ]; then break; fi; done`,
  },
  "a settings file that is sourced": {
    statement: (n) =>
      `if [ -f /etc/default/zz${n} ]; then cat /etc/default/zz${n} > /tmp/zz.env || :; fi\nzzx${n}=$(grep -c zz /tmp/zz.env || :)`,
  },
  "a token request and a request with the token": {
    statement: (n) =>
      `if zz_q${n}; then zzt${n}=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token) && curl -sf -H "X-aws-ec2-metadata-token: $zzt${n}" http://169.254.169.254/latest/meta-data/zz${n} >/dev/null || :; fi`,
  },
};

/** Whether a finding's text is that of an inserted statement. */
export function isUnrelated(text: string): boolean {
  return /\bzz/i.test(text);
}

/**
 * The offsets of lines that begin with a statement, at the top level or within a compound command, except statements that read the
 * status of the previous command.
 */
export function insertionOffsets(text: string): readonly number[] {
  const offsets: number[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Script" && node.source !== undefined && node.source !== text) return;
    if (node.type === "Statement") {
      const line = text.lastIndexOf("\n", node.pos - 1) + 1;
      const looksBack = /\$\{?\?|^(?:return|exit)\s*$/.test(text.slice(node.pos, node.end));
      if (/^\s*$/.test(text.slice(line, node.pos)) && !looksBack && text[line - 2] !== "\\") offsets.push(line);
    }
    if (node.type === "Word" || node.type === "Redirect") return;
    forEachChild(node, visit);
  };
  const { tree } = parseShell(text);
  if (tree !== undefined) forEachChild(tree, visit);
  return offsets;
}

/** Inserts a statement at each of the offsets, numbered in order. The statements for the end are appended to the script. */
export function withUnrelated(text: string, condition: UnrelatedCondition, offsets: readonly number[]): string {
  let result = "";
  let last = 0;
  for (const [n, offset] of offsets.toSorted((a, b) => a - b).entries()) {
    result += `${text.slice(last, offset)}${condition.statement(n)}\n`;
    last = offset;
  }
  return `${result}${text.slice(last)}${text.endsWith("\n") ? "" : "\n"}${ends(condition, offsets.length)}`;
}

/** Inserts `many` statements at one offset, followed by their statements for the end, which run before the rest of the script. */
export function withUnrelatedBlock(text: string, condition: UnrelatedCondition, many: number, offset: number): string {
  const statements = Array.from({ length: many }, (_, n) => `${condition.statement(n)}\n`).join("");
  return text.slice(0, offset) + statements + ends(condition, many) + text.slice(offset);
}

function ends({ end }: UnrelatedCondition, many: number): string {
  return end === undefined ? "" : Array.from({ length: many }, (_, n) => `${end(n)}\n`).join("");
}
