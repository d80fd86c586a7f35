/** Checks a document against document.schema.json: its own keys, each parameter, each step. */
import type { DocumentContent, Mapping, SsmDocument } from "../../../document/index.ts";
import { didYouMean } from "../../../spelling/did-you-mean.ts";
import type { Reporter } from "../report/reporter.ts";
import { documentSubject, stepSubject } from "../report/subject.ts";
import { checkPart } from "./check-part.ts";
import { inlineCode } from "../report/wording.ts";
import { actions, type Fault, keys, type Part } from "./faults.ts";

const DOCUMENT: Readonly<Record<SsmDocument["schema"], Part>> = {
  "command-2": "command",
  "command-1.2": "runtimeCommand",
  automation: "automation",
};

const SHELL = "aws:runShellScript";

/** The agent parses steps with Go's encoding/json, which ignores letter case in keys. */
const STEP_KEYS: ReadonlyMap<string, string> = new Map(
  [...keys["commandStep"]!, ...keys["shellInputs"]!].map((key) => [key.toLowerCase(), key]),
);

/** Keys whose values are checked part by part. */
const SHALLOW: ReadonlySet<string> = new Set(["mainSteps", "parameters", "runtimeConfig"]);

export function checkSchema(document: SsmDocument, reporter: Reporter): void {
  const { content, schema } = document;
  const isAutomation = schema === "automation";
  checkPart(content, DOCUMENT[schema], content.root, reporter, {
    subject: documentSubject(document),
    isAutomation,
    shallow: SHALLOW,
    except: ({ keyword, params, path }) =>
      path[0] === "schemaVersion" || (keyword === "required" && params["missingProperty"] === "schemaVersion"),
  });
  checkParameters(content, reporter, isAutomation);
  if (schema === "command-1.2") checkPlugins(content, reporter);
  else checkSteps(content, reporter, isAutomation);
}

function checkParameters(content: DocumentContent, reporter: Reporter, isAutomation: boolean): void {
  const parameters = content.get(content.root, "parameters")?.value;
  if (content.isUnknown(parameters)) return;
  for (const { key, name, value } of content.entries(parameters)) {
    if (reporter.isFull) return;
    const subject = { name: `parameter ${inlineCode(name)}`, range: content.range(key) };
    if (value) checkPart(content, "parameter", value, reporter, { subject, isAutomation });
    else reporter.invalid(subject.range, `Parameter ${inlineCode(name)} has no \`type\`.`);
  }
}

function checkSteps(content: DocumentContent, reporter: Reporter, isAutomation: boolean): void {
  for (const item of content.items(content.get(content.root, "mainSteps")?.value)) {
    if (item.type === "Mapping" || content.isUnknown(item) || reporter.isFull) continue;
    if (item.type === "Scalar" && item.value === null) continue;
    reporter.invalid(content.range(item), "A step must be a mapping with `action`, `name` and `inputs`.");
  }
  for (const step of content.steps) {
    if (reporter.isFull) return;
    const subject = stepSubject(content, step);
    if (isAutomation) checkPart(content, "automationStep", step, reporter, { subject, isAutomation });
    else checkCommandStep(content, step, reporter);
  }
}

/** Omits faults in the items of a shell script, which are checked where they are read. */
function checkCommandStep(content: DocumentContent, step: Mapping, reporter: Reporter): void {
  const isShell = content.text(content.getAnyCase(step, "action")?.value) === SHELL;
  checkPart(content, "commandStep", step, reporter, {
    subject: stepSubject(content, step),
    isAutomation: false,
    anyCase: STEP_KEYS,
    except: ({ path, value }: Fault) =>
      path[1] === "runCommand" &&
      path.length > 1 &&
      (isShell || typeof value === "number" || typeof value === "boolean"),
  });
}

/** Schema 1.2: checks the properties of each plugin. Each entry of the shell plugin is a separate script. */
function checkPlugins(content: DocumentContent, reporter: Reporter): void {
  const runtime = content.get(content.root, "runtimeConfig")?.value;
  if (content.isUnknown(runtime)) return;
  for (const { key, name, value } of content.entries(runtime)) {
    if (!actions.command.includes(name)) {
      const meant = didYouMean(name.slice(0, 40), actions.command, "`");
      reporter.invalid(content.range(key), `${inlineCode(name)} is not a plugin: the agent cannot run it.${meant}`);
    }
    const properties = content.getAnyCase(value, "properties");
    if (name !== SHELL || content.isUnknown(value) || content.isUnknown(properties?.value)) continue;
    const subject = { name: `\`${SHELL}\``, range: content.range(key) };
    const list = properties?.value;
    const entries = list?.type === "Sequence" ? content.items(list) : list ? [list] : [];
    const isPlaceholder = list?.type === "Scalar" && /^\s*\{\{/.test(content.decoded(list));
    if (isPlaceholder) continue;
    if (entries.length === 0 || entries.some((entry) => entry.type !== "Mapping" && !content.isUnknown(entry))) {
      const range = properties ? content.range(list?.type === "Scalar" ? list : properties.key) : subject.range;
      reporter.invalid(range, `\`properties\` of \`${SHELL}\` must be a list of mappings with \`runCommand\`.`);
      continue;
    }
    for (const entry of entries) {
      if (reporter.isFull) return;
      checkPart(content, "shellInputs", entry, reporter, {
        subject,
        isAutomation: false,
        anyCase: STEP_KEYS,
        except: ({ path }) => path[0] === "runCommand",
      });
    }
  }
}
