/**
 * Functions that check whether calls have failed: how often they are called, and with what else, changes nothing about whether
 * the failure of a call is noticed.
 */
import { describe, expect, it } from "vitest";
import { noUnnoticedFailure } from "../../../../rules/no-unnoticed-failure.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const GET = "aws ssm get-parameter --name p# --query Parameter.Value --output text";

interface Idiom {
  readonly name: string;
  readonly define: string;
  /** A call and its check; `#` is its number. */
  readonly use: string;
  readonly end: string;
  /** A call of the function that has nothing to do with the others. */
  readonly other: string;
}

const NOTICED: readonly Idiom[] = [
  {
    name: "an output as an argument",
    define: 'need() { [ -n "$1" ] || return 1; }',
    use: `V#=$(${GET})\nneed "$V#" || exit 1`,
    end: "echo done",
    other: "need x",
  },
  {
    name: "an argument after shift",
    define: 'need() { local n="$1"; shift; [ -n "$*" ] || { echo "no $n"; return 1; }; }',
    use: `V#=$(${GET})\nneed p "$V#" || exit 1`,
    end: "echo done",
    other: "need x y",
  },
  {
    name: "a function that calls another",
    define: 'blank() { [ -z "$1" ]; }\nneed() { if blank "$1"; then return 1; fi; }',
    use: `V#=$(${GET})\nneed "$V#" || exit 1`,
    end: "echo done",
    other: "need x",
  },
  {
    name: "a substitution as an argument",
    define: 'need() { [ -n "$1" ] || return 1; }',
    use: `need "$(${GET})" || exit 1`,
    end: "echo done",
    other: "need x",
  },
  {
    name: "a comparison of numbers",
    define: 'some() { [ "$1" -gt 0 ] 2>/dev/null; }',
    use: `V#=$(${GET})\nsome "$V#" || exit 1`,
    end: "echo done",
    other: "some 1",
  },
  {
    name: "a pattern",
    define: 'valid() { [[ "$1" =~ ^[a-z]+-[0-9]+$ ]]; }',
    use: `V#=$(${GET})\nvalid "$V#" || exit 1`,
    end: "echo done",
    other: "valid a-1",
  },
  {
    name: "an output that the function hands on",
    define: 'lower() { local s="$1"; echo "${s,,}"; }',
    use: `V#=$(${GET})\nL#=$(lower "$V#")\n[ -n "$L#" ] || exit 1`,
    end: "echo done",
    other: "lower X",
  },
  {
    name: "an input",
    define: 'pick() { jq -r ".$1"; }',
    use: 'J#=$(aws ec2 describe-vpcs)\nX#=$(echo "$J#" | pick Vpcs)\n[ -n "$X#" ] || exit 1',
    end: "echo done",
    other: 'echo "{}" | pick x',
  },
  {
    name: "a pipeline into the function",
    define: 'first() { read -r L || return 1; echo "$L"; }',
    use: `${GET} | first || exit 1`,
    end: "echo done",
    other: "echo x | first",
  },
  {
    name: "a variable that the function assigns",
    define: 'trim() { OUT="${1%%,}"; }',
    use: `V#=$(${GET})\ntrim "$V#"\n[ -n "$OUT" ] || exit 1`,
    end: "echo done",
    other: "trim x",
  },
  {
    name: "a variable whose name is an argument",
    define: 'trim() { printf -v "$1" %s "$2"; }',
    use: `V#=$(${GET})\ntrim W# "$V#"\n[ -n "$W#" ] || exit 1`,
    end: "echo done",
    other: "trim Q x",
  },
  {
    name: "a variable that the function reads",
    define: 'need() { [ -n "$V" ] || return 1; }',
    use: `V=$(${GET})\nneed || exit 1`,
    end: "echo done",
    other: "V=x\nneed",
  },
  {
    name: "a status as an argument",
    define: "FAILED=0\nnote() { local rc=$1; if (( rc != 0 )); then FAILED=1; fi; }",
    use: "aws s3 cp a# s3://b/#\nnote $?",
    end: "exit $FAILED",
    other: "note 0",
  },
  {
    name: "the status before the call",
    define: "FAILED=0\nnote() { if [[ $? -ne 0 ]]; then FAILED=1; fi; }",
    use: "aws s3 cp a# s3://b/#\nnote",
    end: "exit $FAILED",
    other: "note",
  },
  {
    name: "messages that the function classifies",
    define:
      'classify() { local r="$1"; [ -z "$r" ] && return 0; echo "$r" | grep -q "NotFound" && return 1; return 2; }',
    use: 'R=$(aws ec2 delete-subnet --subnet-id s# 2>&1)\nclassify "$R"\ncase $? in 2) echo "$R" ;; esac',
    end: "echo done",
    other: "classify x",
  },
  {
    name: "a file",
    define: 'have() { [ -s "$1" ] || return 1; }',
    use: "aws s3 cp s3://b/# /tmp/f#\nhave /tmp/f# || exit 1",
    end: "echo done",
    other: "have /etc/passwd",
  },
  {
    name: "a file from another function",
    define: 'get() { aws s3 cp "s3://b/$1" "$2"; }\nhave() { test -s "$1"; }',
    use: "get a# /tmp/a#\nhave /tmp/a# || exit 1",
    end: "echo done",
    other: "have /etc/passwd",
  },
];

const LOST: readonly Idiom[] = [
  {
    name: "a message",
    define: 'log() { echo "$(date) $*"; }',
    use: `V#=$(${GET})\nlog "got $V#"`,
    end: "echo done",
    other: "log x",
  },
  {
    name: "a status that nothing reads",
    define: 'need() { [ -n "$1" ] || return 1; }',
    use: `V#=$(${GET})\nneed "$HOME"`,
    end: "echo done",
    other: "need x",
  },
  {
    name: "a check of something else",
    define: 'need() { [ -n "$1" ] || return 1; }',
    use: `V#=$(${GET})\nneed "$HOME" || exit 1`,
    end: "echo done",
    other: "need x",
  },
  {
    name: "one of two outputs",
    define: 'need() { [ -n "$1" ] || return 1; echo "$2"; }',
    use: `A#=$(${GET})\nB#=$(aws s3 ls)\nneed "$A#" "$B#" || exit 1`,
    end: "echo done",
    other: "need x y",
  },
  {
    name: "an output that is only printed",
    define: 'lower() { local s="$1"; echo "${s,,}"; }',
    use: `V#=$(${GET})\nL#=$(lower "$V#")\necho "$L#"`,
    end: "echo done",
    other: "lower X",
  },
];

/** How often the function is called for other things first, and how many calls of interest follow. */
const COUNTS = [
  [0, 1],
  [3, 1],
  [40, 1],
  [0, 40],
  [0, 100],
] as const;

function unnoticedIn(lines: readonly string[]): number {
  const script = ["#!/bin/bash", "export AWS_PROFILE=x", ...lines].join("\n");
  return lint(document(script), { rules: { "no-unnoticed-failure": noUnnoticedFailure } }).length;
}

function unnoticed({ define, use, end, other }: Idiom, others: number, count: number): number {
  const uses = Array.from({ length: count }, (_, number) => use.replaceAll("#", String(number)));
  return unnoticedIn([define, ...Array<string>(others).fill(other), ...uses, end]);
}

describe.each(COUNTS)("after %i other calls of the function, %i calls", (others, count) => {
  it.each(NOTICED)("are noticed: $name", (idiom) => {
    expect(unnoticed(idiom, others, count)).toBe(0);
  });

  it.each(LOST)("are unnoticed: $name", (idiom) => {
    expect(unnoticed(idiom, others, count)).toBe(count);
  });
});

it("counts a long function that is no longer evaluated as a check of what it receives", () => {
  const body = Array<string>(60).fill('[ -n "$1" ] || return 1').join("; ");
  const idiom = { ...NOTICED[0]!, define: `need() { ${body}; }` };
  expect(unnoticed(idiom, 0, 100)).toBe(0);
});

it.each([
  ["in the same place", () => ""],
  ["after another number of others", (at: number) => (at % 2 === 0 ? "" : " x")],
])("keeps what the positional parameters contain where many branches meet: %s", (_, more) => {
  const branches = Array.from({ length: 30 }, (__, at) => {
    return `  a${at}) set -- p "$(${GET.replace("#", String(at))})"${more(at)} ;;`;
  });
  const lines = ["case $X in", ...branches, "  *) exit 2 ;;", "esac"];
  expect(unnoticedIn([...lines, '[ -n "$2" ] || exit 1', "echo done"])).toBe(0);
  expect(unnoticedIn([...lines, '[ -n "$1" ] || exit 1', "echo done"])).toBe(30);
});
