import { BASH, CONSTRUCTS, type ConstructKind, type Stopped } from "../src/analysis/portability/construct.ts";
import { endsIn, unparsedFrom } from "../src/analysis/portability/reached-code.ts";
import { groupBy } from "../src/grouping/group-by.ts";
import { scriptConstructs, type ScriptConstruct } from "../src/analysis/portability/script-constructs.ts";
import { calledIn } from "../src/analysis/portability/wording.ts";
import { PORTABLE_CODE } from "../src/analysis/watches/portable-code.ts";
import type { SsmRule } from "../src/eslint/rule.ts";

export interface Options {
  /** The shells that `sh` may be on the fleet, besides bash. */
  readonly shells?: readonly ("dash" | "busybox")[];
}

const messages = {
  parse:
    "{{shells}} cannot parse {{what}}: on instances where sh is {{shell}}, {{runs}} everything before this command, then stops with status 2{{after}}. {{instead}}",
  early:
    "{{shells}} cannot parse {{what}}: on instances where sh is {{shell}}, its `}` ends the block around it, the code after it runs immediately, and {{ends}} at the block's own `}` with status 2{{after}}. {{instead}}",
  expansion:
    "{{shells}} cannot evaluate {{what}}: on instances where sh is {{shell}}, {{stops}} with status 2{{goesOn}}. {{instead}}",
  builtin:
    "{{shells}} {{doNot}} accept {{what}}: on instances where sh is {{shell}}, {{stops}} with an error status, even if `|| true` follows{{goesOn}}. {{instead}}",
  command:
    "{{shells}} {{doNot}} support {{what}}: on instances where sh is {{shell}}, {{effect}}{{continues}}. {{instead}}",
  meaning:
    "{{shells}} {{doNot}} support {{what}}: on instances where sh is {{shell}}, {{effect}}. There is no error message. {{instead}}",
  useBash: "Run the script with bash: make #!/bin/bash its first line.",
};

/** What the script does after the failure. */
const AFTERWARDS = {
  "may stop": "",
  continues: "; the script continues",
  stops: "; `set -e` stops the script",
};

/** What stops, and what continues without noticing. */
const STOPPED: Readonly<Record<Stopped, { readonly stops: string; readonly goesOn: string }>> = {
  script: { stops: "the script stops here", goesOn: "" },
  subshell: { stops: "the subshell stops here", goesOn: ", and the script continues" },
  substitution: { stops: "the substitution stops here", goesOn: ", and the script continues with its output so far" },
  pipeline: { stops: "this pipeline stage stops here", goesOn: ", and the script continues" },
  shell: { stops: "the shell that executes this code stops here", goesOn: ", and the script continues" },
  background: { stops: "the background process stops here", goesOn: ", and the script continues" },
};

export const noBashisms: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: PORTABLE_CODE,
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Disallow bash constructs in scripts that dash may run",
      recommended: true,
    },
    schema: [
      {
        type: "object",
        properties: {
          shells: {
            description: "The shells that sh may be on the fleet, besides bash.",
            type: "array",
            items: { enum: ["dash", "busybox"] },
            minItems: 1,
            uniqueItems: true,
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ shells: ["dash"] }],
    messages,
  },
  create({ sourceCode, options, report }) {
    const configured = options[0]?.shells ?? ["dash"];
    return {
      Step(step) {
        const { shell } = step;
        const { shebang } = shell.interpreter;
        const { tree, text, interpreter } = shell;
        if (tree === undefined || shell.errors.length > 0) return;
        const embedded = PORTABLE_CODE.where.test(text) ? step.evaluation.embedded : [];
        const found = scriptConstructs({ tree, text, interpreter }, embedded, configured);
        const kinds = groupBy(found, ({ name, isChild }) => `${name} ${isChild}`);
        const unparsed = unparsedFrom(tree, found);
        const firstLine = shebang
          ? { pos: 0, end: shell.text.indexOf("\n"), text: "#!/bin/bash" }
          : { pos: 0, end: 0, text: "#!/bin/bash\n" };
        const useBash = firstLine.end < 0 ? undefined : sourceCode.edit(step, [firstLine]);
        for (const all of kinds.values()) {
          const [first] = all as readonly [ScriptConstruct, ...ScriptConstruct[]];
          const { shells, isChild } = first;
          const { fails, instead, effect = "" }: ConstructKind = CONSTRUCTS[first.name];
          // A shell runs nothing of the line that it cannot parse, and nothing after that line.
          const lineEnd = text.indexOf("\n", first.span.end) + 1 || text.length;
          const isReached = isChild || unparsed === undefined || lineEnd <= unparsed;
          const isLast = endsIn(tree, first.span.pos);
          const afterwards = first.errexit ?? (isLast ? "may stop" : "continues");
          const edits = all.every(({ fix }) => fix !== undefined) ? all.flatMap(({ fix }) => fix ?? []) : undefined;
          report({
            loc: sourceCode.locate(step, first.span),
            messageId: fails,
            data: {
              what: calledIn(text, first),
              instead: isChild ? instead.replace(BASH, "Run this code with bash.") : instead,
              effect,
              continues: isReached ? AFTERWARDS[afterwards] : "",
              shell: shells.join(" or "),
              shells: shells.join(" and "),
              doNot: shells.length > 1 ? "do not" : "does not",
              ...STOPPED[first.stops ?? "script"],
              // A shell parses more than it runs.
              runs: isChild ? "the shell that executes this code runs" : "the script runs",
              ends: isChild ? "the shell that executes this code stops" : "the script stops",
              after: isChild ? ", and the script continues" : "",
            },
            fix: (edits && sourceCode.edit(step, edits)) ?? null,
            suggest: useBash === undefined || isChild ? [] : [{ messageId: "useBash", fix: useBash }],
          });
        }
      },
    };
  },
};
