import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../../src/document/read.ts";
import { pastedValues } from "../../../../src/analysis/injection/places/pasted-values.ts";
import { ValueScanner } from "../../../../src/analysis/injection/scanner/value-scanner.ts";
import type { Wanted } from "../../../../src/analysis/injection/scanner/scan.ts";
import type { PasteContext } from "../../../../src/analysis/injection/scanner/paste-context.ts";
import { parseStep } from "../../../../src/eslint/scripts/parse-step.ts";

const SCRIPTS = [
  "echo {{ p }}",
  "X={{ p }}",
  'echo "{{ p }}"',
  "echo '{{ p }}'",
  "# {{ p }}",
  "cat <<EOF\n{{ p }}\nEOF",
  "cat <<-'E_1'\n\tx {{ p }}\n\tE_1",
  "echo $(( {{ p }} + 1 ))",
  "#!/bin/bash\n(( {{ p }} > 1 ))",
  "echo ${Y:-{{ p }}}",
  "for i in {{ p }}; do :; done",
  "case {{ p }} in a) :;; esac",
  "case a in {{ p }}) :;; esac",
  "[[ -n {{ p }} ]]",
  "A=({{ p }})",
  "{{ p }} a",
];

function contextIn(script: string): PasteContext {
  const mainSteps = [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: script.split("\n") } }];
  const content = { schemaVersion: "2.2", parameters: { p: { type: "String" } }, mainSteps };
  const [document] = readDocument(JSON.stringify(content), {}).documents;
  return pastedValues(parseStep(document!.steps[0]!), document!.declarations)[0]!.context!;
}

const CHARACTERS = [...Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32)), "\n", "\t", "é", "中"];
const text = fc.array(fc.constantFrom("id", "$(", ")", "`", "))", ";", "\n", ...CHARACTERS), { maxLength: 12 });

describe("characters of the same class lead to the same states", () => {
  it.each(SCRIPTS)("%s", (script) => {
    const context = contextIn(script);
    fc.assert(
      fc.property(text, fc.constantFrom<Wanted>("id", "command", "write"), (parts, wanted) => {
        const scanner = new ValueScanner(context, wanted);
        let state = scanner.start;
        for (const character of parts.join("")) {
          const reached = new Map<string, number>();
          for (const one of CHARACTERS) {
            const kind = scanner.kindOf(one);
            const next = scanner.step(state, one);
            expect(reached.get(kind) ?? next, `${JSON.stringify(one)} in ${JSON.stringify(parts.join(""))}`).toBe(next);
            reached.set(kind, next);
          }
          state = scanner.step(state, character);
        }
      }),
      { numRuns: 25 },
    );
  });
});
