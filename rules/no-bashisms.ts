import {
  CONSTRUCTS,
  isInBusybox,
  type ConstructKind,
  type ConstructName,
  type FoundConstruct,
  type Stopped,
} from "../src/analysis/portability/construct.ts";
import { findConstructs } from "../src/analysis/portability/find-constructs.ts";
import type { SsmRule } from "../src/eslint/rule.ts";

export interface Options {
  /** The shells besides bash that `sh` is on the fleet. */
  readonly shells?: readonly ("dash" | "busybox")[];
}

const messages = {
  parse:
    "{{shells}} cannot parse {{what}}: on instances whose sh is {{shell}}, the script runs what is above this command, then stops with status 2. {{instead}}",
  expansion:
    "{{shells}} cannot evaluate {{what}}: on instances whose sh is {{shell}}, {{stops}} with status 2{{goesOn}}. {{instead}}",
  builtin:
    "{{shells}} refuses {{what}}: on instances whose sh is {{shell}}, {{stops}} with an error status, even before `|| true`{{goesOn}}. {{instead}}",
  command:
    "{{shells}} does not have {{what}}: on instances whose sh is {{shell}}, {{effect}}, and the script continues. {{instead}}",
  meaning:
    "{{shells}} does not have {{what}}: on instances whose sh is {{shell}}, {{effect}}, without a message. {{instead}}",
  useBash: "Run the script by bash: make #!/bin/bash its first line.",
};

/** What stops, and what does not notice it. */
const STOPPED: Readonly<Record<Stopped, { readonly stops: string; readonly goesOn: string }>> = {
  script: { stops: "the script stops here", goesOn: "" },
  subshell: { stops: "the subshell stops here", goesOn: ", and the script continues" },
  substitution: { stops: "the substitution stops here", goesOn: ", and the script continues with what it has printed" },
  pipeline: { stops: "this part of the pipeline stops here", goesOn: ", and the script continues" },
  background: { stops: "the background process stops here", goesOn: ", and the script continues" },
};

export const noBashisms: SsmRule<[Options?], keyof typeof messages> = {
  meta: {
    type: "problem",
    watches: {},
    fixable: "code",
    hasSuggestions: true,
    docs: {
      description: "Disallow constructs of bash in scripts that dash may run",
      recommended: true,
    },
    schema: [
      {
        type: "object",
        properties: {
          shells: {
            description: "What sh is on the fleet, besides bash.",
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
        const { kind, shebang } = shell.interpreter;
        const shells = kind === "sh" ? configured : kind === "dash" || kind === "busybox" ? [kind] : [];
        if (shells.length === 0 || shell.tree === undefined || shell.errors.length > 0) return;
        const kinds = new Map<ConstructName, FoundConstruct[]>();
        for (const found of findConstructs(shell.tree, shell.text))
          kinds.set(found.name, [...(kinds.get(found.name) ?? []), found]);
        const firstLine = shebang
          ? { pos: 0, end: shell.text.indexOf("\n"), text: "#!/bin/bash" }
          : { pos: 0, end: 0, text: "#!/bin/bash\n" };
        const useBash = firstLine.end < 0 ? undefined : sourceCode.edit(step, [firstLine]);
        for (const [name, all] of kinds) {
          const { fails, what, instead, effect = "" }: ConstructKind = CONSTRUCTS[name];
          const [first] = all as [FoundConstruct, ...FoundConstruct[]];
          const without = isInBusybox(first) ? shells.filter((one) => one !== "busybox") : shells;
          if (without.length === 0) continue;
          const edits = all.every(({ fix }) => fix !== undefined) ? all.flatMap(({ fix }) => fix ?? []) : undefined;
          report({
            loc: sourceCode.locate(step, first.span),
            messageId: fails,
            data: {
              what,
              instead,
              effect,
              shell: without.join(" or "),
              shells: without.join(" and "),
              ...STOPPED[first.stops ?? "script"],
            },
            fix: (edits && sourceCode.edit(step, edits)) ?? null,
            suggest: useBash === undefined ? [] : [{ messageId: "useBash", fix: useBash }],
          });
        }
      },
    };
  },
};
