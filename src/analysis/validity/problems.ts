/** Runs all checks for what AWS rejects or the agent ignores in the documents of a file. */
import type { DocumentFile, DocumentProblem, SsmDocument } from "../../document/index.ts";
import { checkCommands } from "./commands.ts";
import { checkExecutionTimeouts } from "./execution-timeouts.ts";
import { checkFinallySteps } from "./finally-steps.ts";
import { checkParameterPatterns } from "./parameter-patterns.ts";
import { checkParameterValues } from "./parameter-values.ts";
import { checkPlaceholders } from "./placeholders.ts";
import { checkPreconditions } from "./preconditions.ts";
import { Reporter } from "./report/reporter.ts";
import { checkResource } from "./resource.ts";
import { checkSchema } from "./schema/check-schema.ts";
import { checkSchemaVersion } from "./schema-version.ts";
import { checkStepNames } from "./step-names.ts";
import { checkStepReferences } from "./step-references.ts";

const CHECKS: readonly ((document: SsmDocument, reporter: Reporter) => void)[] = [
  checkSchemaVersion,
  checkSchema,
  checkCommands,
  checkParameterValues,
  checkParameterPatterns,
  checkPlaceholders,
  checkStepNames,
  checkPreconditions,
  checkExecutionTimeouts,
  checkFinallySteps,
  checkStepReferences,
  checkResource,
];

const known = new WeakMap<DocumentFile, readonly DocumentProblem[]>();

/** Returns the problems of a file, including those found while reading it; computed once for all rules. */
export function documentProblems(file: DocumentFile): readonly DocumentProblem[] {
  let problems = known.get(file);
  if (!problems) {
    const reporter = new Reporter();
    const inner = innerDocuments(file.documents);
    for (const document of file.documents) {
      if (document.kind === "commands") continue;
      for (const check of CHECKS) if (check !== checkPlaceholders || !inner.has(document)) check(document, reporter);
    }
    known.set(file, (problems = [...file.problems, ...reporter.problems]));
  }
  return problems;
}

/** Documents that are nested in others, such as those that a runbook creates: their placeholders belong to the runbook. */
function innerDocuments(documents: readonly SsmDocument[]): ReadonlySet<SsmDocument> {
  const inner = new Set<SsmDocument>();
  let end = 0;
  for (const document of documents.toSorted((a, b) => a.range[0] - b.range[0])) {
    if (document.range[1] <= end) inner.add(document);
    else end = document.range[1];
  }
  return inner;
}
