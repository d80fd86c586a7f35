/** Random scripts with constructs that may exist only in bash, and code that looks like them, in random contexts. */
import fc from "fast-check";
import { CONSTRUCTS, LOOK_ALIKES, WORDS } from "./portability-samples.ts";

/** A piece of code, and the plain code that can replace it. */
export interface Code {
  readonly code: string;
  readonly plain: string;
}

export interface Item extends Code {
  /** The contexts around the code, the innermost first. */
  readonly contexts: readonly Context[];
}

/** A script in parts, which makes shrinking possible. */
export interface Sample {
  readonly items: readonly Item[];
  /** The beginning of the script. */
  readonly before: string;
}

/** A script with the spans of its items. */
export interface Rendered {
  readonly text: string;
  readonly spans: readonly { readonly pos: number; readonly end: number }[];
}

const quoted = (code: string): string => code.replaceAll("'", "'\\''");
const isOneLine = (code: string): boolean => !code.includes("\n");

export interface Context {
  /** @param id is different in each position. */
  wrap(code: string, id: string): string;
  fits?(code: string): boolean;
  /** Whether only bash reaches the code. */
  readonly needsBash?: true;
  /** Whether the shell itself evaluates the code as text, so that the code may call what the script defines. */
  readonly isEvaluated?: true;
  /** Whether nothing calls the code, although unknown code might. */
  readonly isUncalled?: true;
}

/** busybox runs no ERR trap in a command that `!` inverts. */
function setsNoErrTrap(code: string): boolean {
  return !/\bERR\b/.test(code);
}

/** busybox runs no trap that is set by a subshell in a trap. */
function setsNoTrap(code: string): boolean {
  return !/\btrap\b/.test(code);
}

const CONTEXTS: readonly Context[] = [
  { wrap: (code, id) => `f_${id}() {\n${code}\n}\nf_${id}` },
  { wrap: (code, id) => `f_${id}() {\n${code}\n}\nif f_${id}; then echo then; else echo else; fi` },
  { wrap: (code, id) => `f_${id}() {\n${code}\n}\nprintf '[%s]\\n' "$(f_${id})"` },
  { wrap: (code) => `if true; then\n${code}\nfi` },
  { wrap: (code) => `if [ -n "$C1" ]; then\n${code}\nelse\necho other\nfi` },
  { wrap: (code) => `if [ -n "$C2" ]; then echo other; else\n${code}\nfi` },
  { wrap: (code) => `case x in\nx)\n${code}\n;;\nesac` },
  { wrap: (code) => `case "$C1" in '') echo none ;; *)\n${code}\n;; esac` },
  { wrap: (code) => `(\n${code}\n)\necho $?` },
  { wrap: (code) => `{\n${code}\n}` },
  { wrap: (code) => `t6=$(\n${code}\n)\necho "[$t6]"` },
  { wrap: (code) => `printf '[%s]\\n' "$(\n${code}\n)"` },
  { wrap: (code) => `echo "[\`${code}\`]"`, fits: (code) => isOneLine(code) && !/[`"\\]/.test(code) },
  { wrap: (code) => `{\n${code}\n} | cat` },
  { wrap: (code) => `echo in | {\n${code}\n}` },
  { wrap: (code, id) => `for q_${id} in 1 2; do\n${code}\ndone`, fits: (code) => !code.includes("readonly") },
  { wrap: (code) => `while :; do\n${code}\nbreak\ndone`, fits: (code) => !/\bbreak\b/.test(code) },
  { wrap: (code, id) => `{\n${code}\n} > out_${id}\ncat out_${id}` },
  { wrap: (code) => `cat <<OUT\n$( ${code})\nOUT`, fits: (code) => isOneLine(code) && !code.includes("#") },
  { wrap: (code) => `(\nset -e\n${code}\n)\necho $?` },
  { wrap: (code) => `{\n${code}\n} || true` },
  { wrap: (code) => `if {\n${code}\n}; then echo then; else echo else; fi` },
  { wrap: (code) => `! {\n${code}\n}\necho $?`, fits: setsNoErrTrap },
  { wrap: (code) => `true && {\n${code}\n}` },
  {
    wrap: (code, id) => `unused_${id}() {
${code}
}`,
    isUncalled: true,
  },
  { wrap: (code) => `if [ -n "$BASH_VERSION" ]; then\n${code}\nfi`, needsBash: true },
  { wrap: (code) => `[ -z "$BASH_VERSION" ] || {\n${code}\n}`, needsBash: true },
  { wrap: (code) => `eval '${quoted(code)}'`, isEvaluated: true },
  { wrap: (code) => `t8='${quoted(code)}'\neval "$t8"`, isEvaluated: true },
  { wrap: (code) => `sh -c '${quoted(code)}'\necho $?` },
  { wrap: (code) => `sudo sh -c '${quoted(code)}' || echo failed` },
  { wrap: (code) => `echo in | xargs timeout 5 sh -c '${quoted(code)}'` },
  { wrap: (code) => `sh <<'INNER'\n${code}\nINNER`, fits: (code) => !code.includes("INNER") },
  { wrap: (code) => `(trap '${quoted(code)}' EXIT)`, isEvaluated: true, fits: setsNoTrap },
  { wrap: (code) => `(trap '${quoted(code)}' 0; echo inside)`, isEvaluated: true, fits: setsNoTrap },
  { wrap: (code) => `sh -c '${quoted(code)}' sh one two` },
  { wrap: (code) => `sh -ec '${quoted(code)}'\necho $?` },
  { wrap: (code) => `env -u NOTHING sh -c '${quoted(code)}'` },
  { wrap: (code) => `sh -s one <<'STDIN'\n${code}\nSTDIN`, fits: (code) => !code.includes("STDIN") },
  { wrap: (code) => `cat <<'PIPED' | sh\n${code}\nPIPED`, fits: (code) => !code.includes("PIPED") },
  { wrap: (code) => `printf '%s\\n' '${quoted(code)}' | sh` },
  {
    wrap: (code, id) => `cat > s_${id}.sh <<'FILE'\n${code}\nFILE\nsh s_${id}.sh\nrm -f s_${id}.sh`,
    fits: (code) => !code.includes("FILE"),
  },
  {
    wrap: (code, id) =>
      `cat > e_${id} <<'FILE2'\n#!/usr/bin/env sh\n${code}\nFILE2\nchmod +x e_${id}\n./e_${id} || echo failed\nrm -f e_${id}`,
    fits: (code) => !code.includes("FILE2"),
  },
  {
    wrap: (code, id) => `tee r_${id}.sh > /dev/null <<'FILE3'\n${code}\nFILE3\n. ./r_${id}.sh\nrm -f r_${id}.sh`,
    fits: (code) => !code.includes("FILE3"),
    isEvaluated: true,
  },
  {
    wrap: (code, id) =>
      `cat > b_${id} <<'FILE4'\n#!/bin/bash\n${code}\nFILE4\nchmod +x b_${id}\n./b_${id}\nrm -f b_${id}`,
    fits: (code) => !code.includes("FILE4"),
  },
  {
    wrap: (code) => `cat > /dev/null <<'DATA'\n${code}\nDATA`,
    fits: (code) => !code.includes("DATA"),
  },
  { wrap: (code, id) => `v_${id}='${quoted(code)}'\nsh -c "$v_${id}"` },
  { wrap: (code, id) => `g_${id}() {\nsh -c "$1"\n}\ng_${id} '${quoted(code)}'` },
  { wrap: (code) => `{\n${code}\n} & wait` },
  { wrap: (code) => `if ! {\n${code}\n}; then echo then; fi` },
  { wrap: (code) => `until {\n${code}\n}; do break; done`, fits: (code) => !/\bbreak\b/.test(code) },
  { wrap: (code, id) => `f_${id}() (\n${code}\n)\nf_${id} && echo then` },
  { wrap: (code, id) => `o_${id}() {\ni_${id}() {\n${code}\n}\ni_${id}\n}\no_${id}` },
  { wrap: (code) => `[ "\${BASH_VERSION:-}" = "" ] || {\n${code}\n}`, needsBash: true },
  { wrap: (code) => `if [ -z "\${BASH_VERSION:-}" ]; then\necho other\nelse\n${code}\nfi`, needsBash: true },
  { wrap: (code) => `bash -c '${quoted(code)}'` },
  { wrap: (code) => `bash <<'BASH'\n${code}\nBASH`, fits: (code) => !code.includes("BASH") },
];

/** Beginnings of scripts: most of them end the script in other shells. */
const BEFORE: readonly string[] = [
  "",
  "set -e\n",
  '[ -n "$BASH_VERSION" ] || exec bash "$0" "$@"\n',
  'if [ -z "$BASH_VERSION" ]; then exec bash "$0" "$@"; fi\n',
  '[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"\n',
  '[ "$BASH_VERSION" ] || exec bash "$0" "$@"\n',
  '[ "x$BASH_VERSION" != x ] || exec /bin/bash "$0" "$@"\n',
  'test -n "$BASH_VERSION" || exec bash -- "$0" "$@"\n',
  '[ -z "$BASH_VERSION" ] && exec bash "$0" "$@"\n',
  'if [ -z "${BASH_VERSION:-}" ]; then\n  echo "needs bash" >&2\n  exit 1\nfi\n',
  'if [ ! "$BASH_VERSION" ]; then\n  exec bash "$0" "$@"\nfi\n',
  'if [ "$BASH_VERSION" = "" ]; then exec bash "$0" "$@"; fi\n',
  'case "$BASH_VERSION" in "") exec bash "$0" "$@" ;; esac\n',
  "echo first\nexit 0\n",
  "echo first; exit 0; ",
];

const OPEN = "\uE000";
const CLOSE = "\uE001";

/** The text of a sample. @param active selects the items with their own code; the others have their plain code. */
export function render({ items, before }: Sample, active: (index: number) => boolean): Rendered {
  const parts = items.map(({ code, plain, contexts }, index) => {
    let text = `${OPEN}${active(index) ? code : plain}${CLOSE}`;
    for (const [depth, context] of contexts.entries()) text = context.wrap(text, `${index}${depth}`);
    if (!text.includes("'\\''")) return text;
    // For code with quotes in quotes, the reported range may be the word that contains the code.
    return `${OPEN}${text.replaceAll(/[\uE000\uE001]/g, "")}${CLOSE}`;
  });
  const marked = `${before}${parts.join("\n")}\necho END\n`;
  const spans: { pos: number; end: number }[] = [];
  let text = "";
  for (const piece of marked.split(/([\uE000\uE001])/)) {
    if (piece === OPEN) spans.push({ pos: text.length, end: text.length });
    else if (piece === CLOSE) spans.at(-1)!.end = text.length;
    else text += piece;
  }
  return { text, spans };
}

function pick<T>(all: readonly T[], number: number): T {
  return all[number % all.length]!;
}

class Writer {
  readonly #next: () => number;
  constructor(next: () => number) {
    this.#next = next;
  }

  sample(): Sample {
    const several = Array.from({ length: 1 + (this.#next() % 3) }, () => this.#item());
    // A construct that only bash reaches is tested alone, because it hides how the others differ.
    const alone = several.find(({ contexts }) => contexts.some(({ needsBash }) => needsBash === true));
    const isDynamic = several.some(
      ({ code, contexts }) =>
        contexts.some((one) => one.isEvaluated === true) || /\b(?:eval|source)\b|(?:^|[\n;] *)\. /.test(code),
    );
    const known = several.map((item) =>
      isDynamic ? { ...item, contexts: item.contexts.filter(({ isUncalled }) => isUncalled !== true) } : item,
    );
    const items = alone === undefined ? known : [alone];
    const hard = this.#next() % 2 === 0;
    return { items, before: hard ? pick(BEFORE, this.#next()) : "" };
  }

  #code(): Code {
    switch (this.#next() % 6) {
      case 0:
      case 1: {
        const [code, plain] = pick(WORDS, this.#next());
        return { code, plain };
      }
      case 2: {
        const code = pick(LOOK_ALIKES, this.#next());
        return { code, plain: code };
      }
      default:
        return { code: pick(CONSTRUCTS, this.#next()), plain: "echo plain" };
    }
  }

  #item(): Item {
    const one = this.#code();
    const contexts: Context[] = [];
    let text = one.code;
    for (let left = this.#next() % 3; left > 0; left--) {
      const context = pick(CONTEXTS, this.#next());
      if (context.fits?.(text) === false) continue;
      contexts.push(context);
      text = context.wrap(text, "0");
    }
    return { ...one, contexts };
  }
}

export const samples: fc.Arbitrary<Sample> = fc
  .infiniteStream(fc.nat(1_000_000))
  .map((numbers) => new Writer(() => numbers.next().value).sample());

/** The samples that are one step smaller. */
export function smaller({ items, before }: Sample): Sample[] {
  return [
    ...(items.length > 1 ? items.map((_, index) => ({ before, items: items.toSpliced(index, 1) })) : []),
    ...(before === "" ? [] : [{ items, before: "" }]),
    ...items.flatMap((item, index) =>
      item.contexts.map((_, at) => ({
        before,
        items: items.with(index, { ...item, contexts: item.contexts.toSpliced(at, 1) }),
      })),
    ),
  ];
}
