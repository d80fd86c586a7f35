/** Generates scripts as trees that fast-check can shrink. `script-text.ts` converts them to text. */
import fc from "fast-check";

/** The ways to set, export or unset a variable with credentials. */
export const settings = [
  "export",
  "assign",
  "assign-export",
  "export-assign",
  "declare-x",
  "typeset-x",
  "set-a",
  "unset",
  "export-n",
  "empty",
  "read-export",
  "printf-v",
  "default-assign",
  "default",
  "alternative",
  "local",
  "local-x",
  "local-export",
  "eval",
  "export-loop",
  "export-literal",
  "export-output",
  "declare-g",
  "append",
  "nameref",
  "export-unquoted",
  "for-variable",
  "array",
  "unset-function",
  "prefix-colon",
  "indirect",
  "getopts",
  "option-loop",
  "env-file",
  "env-file-exported",
  "env-file-lines",
  "eval-output",
  "source-stdin",
  "here-document",
  "declare-plus-x",
  "mapfile",
  "arithmetic",
  "keyed",
  "assign-in-test",
  "builtin-export",
  "quoted-export",
  "pairs-loop",
  "pairs-split",
  "read-pairs",
  "setter",
  "setter-declare",
  "setter-eval",
  "setter-nameref",
  "eval-here-document",
  "source-set-a",
  "read-fields",
  "read-process",
  "read-piped",
  "substring",
  "emptied",
  "file-content",
  "file-redirected",
  "unset-prefixed",
  "tested-output",
  "printf-export",
  "uppercase",
] as const;
export type Setting = (typeof settings)[number];

/** The credentials that are set: a profile in one of two variables, a key and its secret, only one of these, and so on. */
export const targets = ["profile", "default-profile", "keys", "key", "secret", "web-identity", "file"] as const;
export type Target = (typeof targets)[number];

/** The ways to start `aws`. */
export const startings = [
  "plain",
  "profile-option",
  "profile-equals",
  "profile-variable",
  "prefix",
  "prefix-keys",
  "prefix-other",
  "env",
  "env-u",
  "env-i",
  "command",
  "sudo",
  "sudo-E",
  "sudo-variable",
  "sudo-preserve",
  "sudo-user-E",
  "sudo-env",
  "sudo-bash",
  "su",
  "su-login",
  "su-stdin",
  "runuser",
  "timeout",
  "nohup",
  "nice",
  "xargs",
  "xargs-I",
  "xargs-sh",
  "find",
  "array",
  "variable",
  "variable-arguments",
  "wrapper",
  "wrapper-profile",
  "exec-subshell",
  "output",
  "assigned-output",
  "here-string",
  "eval",
  "bash-c-arguments",
  "set-arguments",
  "time",
  "loop-arguments",
  "subshell-background",
  "unset-subshell",
  "optional-profile",
  "function-name",
  "which",
  "command-v",
  "sudo-stdin",
  "find-plus",
  "xargs-env",
  "flock",
  "setsid",
  "stdbuf",
  "prefix-eval",
  "prefix-bash",
  "prefix-wrapper",
  "prefix-subshell",
  "exported-function",
  "declared-function",
  "alias",
  "piped-output",
  "retry",
  "until-done",
  "condition",
  "array-program",
  "optional-array",
  "indirect",
  "runuser-program",
  "env-dash",
  "env-bash-function",
  "coproc",
  "arguments-shift",
  "recursion",
  "heredoc-sudo",
  "stdin-list",
  "env-split",
  "run-arguments",
  "run-logged",
  "eval-arguments",
  "function-in-variable",
  "read-program",
  "printed-script",
  "tee-script",
  "install-script",
  "script-arguments",
  "exec-name",
  "backslash",
  "dollar-quoted",
  "prefix-command",
  "prefix-exec",
  "prefix-timeout",
  "prefix-sudo",
  "prefix-sudo-E",
  "prefix-empty",
  "prefix-variable",
  "ionice",
  "taskset",
  "su-shell",
  "xargs-file",
  "signal-trap",
  "wrappers",
  "fallback",
  "subshell-function",
  "or-exit",
  "array-element",
  "local-profile",
  "assigned-program",
  "sourced-function",
] as const;
export type Starting = (typeof startings)[number];

export type Test =
  | { readonly kind: "unknown"; readonly spelling: number }
  | { readonly kind: "known"; readonly value: boolean; readonly spelling: number }
  /** Tests a variable that the script itself sets. */
  | { readonly kind: "variable"; readonly target: Target; readonly spelling: number }
  | { readonly kind: "not"; readonly of: Test }
  | { readonly kind: "and" | "or"; readonly left: Test; readonly right: Test }
  /** The status of a list of statements: `if f; then`. */
  | { readonly kind: "list"; readonly body: Block };

export type Statement =
  | { readonly kind: "call"; readonly starting: Starting }
  | { readonly kind: "set"; readonly setting: Setting; readonly target: Target }
  | {
      readonly kind: "if";
      readonly test: Test;
      readonly body: Block;
      readonly elif: Branch | undefined;
      readonly other: Block | undefined;
    }
  | {
      readonly kind: "case";
      readonly spelling: number;
      readonly bodies: readonly Block[];
      readonly fallback: boolean;
      readonly through: boolean;
    }
  | { readonly kind: "loop"; readonly loop: number; readonly test: Test; readonly body: Block }
  | { readonly kind: "list"; readonly operator: "&&" | "||"; readonly left: Statement; readonly right: Statement }
  | { readonly kind: "inside"; readonly construct: Construct; readonly body: Block }
  | { readonly kind: "pipe"; readonly left: Block; readonly right: Block }
  | { readonly kind: "function"; readonly body: Block; readonly calls: number; readonly manner: number }
  | { readonly kind: "leave"; readonly manner: number; readonly status: number }
  | { readonly kind: "option"; readonly option: string }
  | { readonly kind: "status"; readonly spelling: number }
  | { readonly kind: "variable"; readonly manner: number }
  | { readonly kind: "trap"; readonly body: Block };

export interface Branch {
  readonly test: Test;
  readonly body: Block;
}

export type Block = readonly Statement[];

/** Constructs that run statements in another process or another context. */
export const constructs = [
  "group",
  "group-redirected",
  "subshell",
  "output",
  "assigned-output",
  "backticks",
  "background",
  "background-wait",
  "bash-c",
  "bash-ec",
  "sh-c-export",
  "eval",
  "here-document",
  "here-document-expanded",
  "here-string",
  "piped-script",
  "sourced-file",
  "run-file",
  "run-path",
  "sudo-bash",
  "sudo-E-bash",
  "su-login-here",
  "prefix-function",
  "process-substitution",
  "source-substitution",
  "time",
  "exec",
  "env-bash",
  "eval-lines",
  "negated",
  "select",
  "exported-function",
  "declared-function",
  "prefix-eval",
  "prefix-source",
  "nohup-background",
  "timeout-bash",
  "xargs-bash",
  "find-bash",
  "coproc",
  "err-trap",
  "return-trap",
  "exec-redirect",
  "arguments-loop",
  "case-fall",
  "getopts",
  "mapfile-loop",
  "function-in-condition",
  "subshell-trap",
  "sudo-s",
  "signal-trap",
  "run-arguments",
  "function-in-variable",
  "source-arguments",
  "lastpipe",
  "tee-file",
  "eval-here-document",
  "subshell-function",
  "loop-condition",
  "printed-file",
  "prefixed-group",
  "wait-job",
  "repeated-function",
  "redefined-function",
] as const;
export type Construct = (typeof constructs)[number];

const spelling = fc.nat({ max: 63 });

const target = fc.oneof(
  { weight: 6, arbitrary: fc.constant("profile" as Target) },
  { weight: 3, arbitrary: fc.constant("keys" as Target) },
  { weight: 4, arbitrary: fc.constantFrom(...targets) },
);

const set = fc.record({
  kind: fc.constant("set" as const),
  setting: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...settings) },
    { weight: 1, arbitrary: fc.constant("export" as const) },
  ),
  target,
});

const call = fc.record({
  kind: fc.constant("call" as const),
  starting: fc.oneof(
    { weight: 1, arbitrary: fc.constant("plain" as const) },
    { weight: 1, arbitrary: fc.constantFrom(...startings) },
  ),
});

const simpleTest: fc.Arbitrary<Test> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("unknown" as const), spelling }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("known" as const), value: fc.boolean(), spelling }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("variable" as const), target, spelling }) },
);

type Parts = {
  readonly block: Block;
  readonly statement: Statement;
  readonly test: Test;
};

/** Trees of limited depth and width, with a handful of conditions and about ten statements. */
export const { block: script } = fc.letrec<Parts>((tie) => ({
  test: fc.oneof(
    { maxDepth: 3, depthIdentifier: "test", withCrossShrink: true },
    { weight: 8, arbitrary: simpleTest },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("not" as const), of: tie("test") }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        left: tie("test"),
        right: tie("test"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("list" as const), body: tie("block") }) },
  ),
  statement: fc.oneof(
    { maxDepth: 5, depthIdentifier: "statement", withCrossShrink: true },
    { weight: 8, arbitrary: call },
    { weight: 9, arbitrary: set },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("leave" as const), manner: spelling, status: fc.nat({ max: 2 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("option" as const),
        option: fc.constantFrom("-e", "-e", "+e", "-a", "+a", "-o pipefail", "-eo pipefail"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("status" as const), spelling }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("variable" as const), manner: spelling }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("if" as const),
        test: tie("test"),
        body: tie("block"),
        elif: fc.option(fc.record({ test: tie("test"), body: tie("block") }), { nil: undefined, freq: 4 }),
        other: fc.option(tie("block"), { nil: undefined, freq: 1 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("case" as const),
        spelling,
        bodies: fc.array(tie("block"), { minLength: 1, maxLength: 2 }),
        fallback: fc.boolean(),
        through: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("loop" as const),
        loop: spelling,
        test: tie("test"),
        body: tie("block"),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("list" as const),
        operator: fc.constantFrom("&&" as const, "||" as const),
        left: tie("statement"),
        right: tie("statement"),
      }),
    },
    {
      weight: 7,
      arbitrary: fc.record({
        kind: fc.constant("inside" as const),
        construct: fc.constantFrom(...constructs),
        body: tie("block"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("pipe" as const), left: tie("block"), right: tie("block") }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("function" as const),
        body: tie("block"),
        calls: fc.nat({ max: 2 }),
        manner: spelling,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("trap" as const), body: tie("block") }) },
  ),
  block: fc.array(tie("statement"), { minLength: 1, maxLength: 3, depthIdentifier: "statement" }),
}));
