import { validDocument } from "../../../rules/valid-document.ts";
import { document, ruleTester } from "../../support/rule-tester.ts";

const step = (inputs: string): string => `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: a
    inputs:
      ${inputs}
`;

const STEPS = `mainSteps:
  - action: aws:runShellScript
    name: install
    inputs: {runCommand: ["echo {{ Name }}"]}
`;

/** A Command document; the first line of `parameters` is line 4. */
const declaring = (parameters: string): string => `schemaVersion: "2.2"
parameters:
  Name: {type: String}
  ${parameters.replaceAll("\n", "\n  ")}
${STEPS}`;

/** A Command document with these keys before the `inputs` of its step, from line 4. */
const withStep = (keys: string, inputs = "runCommand: [ls]"): string => `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    ${keys.replaceAll("\n", "\n    ")}
    inputs: {${inputs}}
`;

/** A runbook with this step, from line 6. */
const runbook = (written: string): string => `schemaVersion: "0.3"
parameters:
  Name: {type: String}
mainSteps:
  - {name: first, action: "aws:sleep", inputs: {Duration: PT1M}}
  - ${written.replaceAll("\n", "\n    ")}
`;

const resource = (properties: string, content: string): string => `Resources:
  D:
    Type: AWS::SSM::Document
    Properties:
      ${properties}
      Content: ${content}
`;

const AS_DATA =
  '{schemaVersion: "2.2", mainSteps: [{action: "aws:runShellScript", name: a, inputs: {runCommand: [ls]}}]}';
const AS_YAML = `|\n${step("runCommand: [ls]")
  .replaceAll(/^(?=.)/gm, "        ")
  .trimEnd()}`;

const error = (message: string | RegExp, line?: number, column?: number) => ({
  message,
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
});

ruleTester().run("valid-document", validDocument, {
  valid: [
    "",
    "a: 1\n",
    document("aws s3 ls"),
    document("if"),
    'schemaVersion: "1.2"\nruntimeConfig:\n  aws:runShellScript:\n    properties: "{{ properties }}"\nparameters: {properties: {type: StringList}}\n',
    'schemaVersion: "1.2"\nruntimeConfig:\n  aws:updateSsmAgent:\n    properties: {}\n',
    step("runCommand: [ls, 1, true, null]"),
    // AWS reads the key without a value as no parameters.
    `${step("runCommand: [ls]")}parameters:\n`,
    `${step('runCommand: "{{ commands }}"')}parameters: {commands: {type: StringList}}\n`,
    // The agent matches keys without regard to case.
    step("RunCommand: [ls]"),
    // Other template languages.
    step("runCommand: ['docker inspect -f {{ .State.Status }}', 'x {{ssm:a}} {{ ssm-secure:b:1 }} {{ a_b }}']"),
    declaring("A: {type: string, default: x}").replace("type: string", "type: String"),
    declaring('A: {type: String, default: "", allowedValues: [a, b]}'),
    declaring('A: {type: String, default: "{{ ssm:x }}", allowedValues: [a, b], allowedPattern: "^a$"}'),
    declaring("A: {type: Boolean, default: true, allowedValues: [true, false]}"),
    // The file is a template that another program fills in.
    declaring('A: {type: String, default: "${a}", allowedValues: [a, b]}'),
    declaring('A: {type: String, default: "s3://${var.name}/", allowedPattern: "^s3://[a-z]+/$"}'),
    declaring('A: {type: Integer, default: "${a}"}'),
    withStep("name: ${name}"),
    withStep("name: install").replace("aws:runShellScript", "${action}"),
    declaring("A: {type: Integer, default: 1, allowedValues: [1, 2]}"),
    // RE2 searches for the pattern anywhere in the value.
    declaring('A: {type: String, default: None, allowedPattern: "[A-Za-z0-9]{3}"}'),
    withStep("name: install\nprecondition: {StringEquals: [Linux, platformType]}"),
    `${withStep('name: install\nprecondition: {StringEquals: ["{{ Name }}", "x"]}')}parameters: {Name: {type: String}}\n`,
    // no-ignored-setting reports these.
    withStep(
      "name: install\nonFailure: Abort\ntimeoutSeconds: 60\nprecondition: {StringEquals: [platformType, Lunix]}",
    ),
    withStep("name: install", "runCommand: [ls], timeoutSecond: 1, timeoutSeconds: 2"),
    // Automation uses Java's regular expressions, which have look-around.
    runbook("{name: b, action: aws:sleep, inputs: {}}").replace(
      "{type: String}",
      '{type: String, allowedPattern: "^(?!x)"}',
    ),
    runbook(
      '{name: b, action: "aws:branch", inputs: {Default: first, Choices: [{NextStep: b, Variable: "{{ first.Out }}{{ global:DATE }}"}]}}',
    ),
    runbook("{name: b, action: aws:sleep, onFailure: step:first, onCancel: Abort, isEnd: true, inputs: {}}"),
    // Values that CloudFormation computes are unknown.
    resource("DocumentType: !Ref T", AS_DATA),
    resource("DocumentType: Command", AS_DATA),
    resource("DocumentFormat: YAML", AS_DATA),
    resource("DocumentFormat: YAML", AS_YAML),
    resource("DocumentFormat: !Ref F", AS_YAML),
    resource(
      "DocumentFormat: YAML",
      `'${AS_DATA.replaceAll(/(\w+)(?=:[ "])/g, '"$1"')
        .replaceAll(/(?<=[:[] )\w+(?=[,}\]])/g, '"$&"')
        .replace("[ls]", '["ls"]')}'`,
    ),
    resource("Name: x", AS_DATA.replace("name: a", 'name: !Sub "${X} y"').replace("[ls]", '!Split ["\\n", !Ref Y]')),
    resource("Name: x", AS_DATA.replace('"2.2"', "!Ref V")),
    resource(
      "Name: x",
      AS_DATA.replace("mainSteps", "parameters: {P: {type: String, default: !Ref D, allowedValues: [a]}}, mainSteps"),
    ),
    resource(
      "Name: x",
      '{schemaVersion: "2.2", mainSteps: [!If [c, {action: "aws:runShellScript", name: a, inputs: {runCommand: [ls]}}, {action: "aws:runShellScript", name: a, inputs: {runCommand: [ls]}}]]}',
    ),
    // Not documents of these schemas.
    '{"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json", "layers": []}',
    '{"schemaVersion": "2.0", "version": "1.0", "packages": {}, "files": {}}',
    "schemaVersion: 1.0\nphases:\n  - name: build\n    steps: [{action: ExecuteBash, inputs: {commands: [ls]}}]\n",
    '{"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": {}}',
  ],
  invalid: [
    // The schema version.
    {
      code: step("runCommand: [ls]").replace('"2.2"', "2.2"),
      output: step("runCommand: [ls]"),
      errors: [error("`schemaVersion` must be a string, but `2.2` is a number. Quote it.", 1, 16)],
    },
    {
      code: step("runCommand: [ls]").replace('"2.2"', '"3.0"'),
      errors: [error('`3.0` is not a schema version. This document needs "2.2".', 1, 16)],
    },
    { code: step("runCommand: [ls]").replace(/^.*\n/, ""), errors: [error(/has no `schemaVersion`/, 1)] },
    {
      code: step("runCommand: [ls]").replace('"2.2"', '"1.2"'),
      errors: [error(/Schema version `1.2` requires the steps under `runtimeConfig`/, 1)],
    },
    {
      code: 'schemaVersion: "2.2"\nruntimeConfig: {"aws:runShellScript": {properties: [{runCommand: [ls]}]}}\n',
      errors: [error(/requires the steps under `mainSteps`/, 1)],
    },
    // The steps.
    {
      code: 'schemaVersion: "2.2"\nmainSteps: []\n',
      errors: [error("`mainSteps` of the document must not be empty.", 2)],
    },
    {
      code: 'schemaVersion: "2.2"\nmainSteps: ls\n',
      errors: [error(/`mainSteps` of the document must be a list, not a string/, 2)],
    },
    {
      code: 'schemaVersion: "2.2"\nparameters: {}\n',
      errors: [error("The document has no `mainSteps`.", 1)],
    },
    {
      code: withStep("name: install").replace("mainSteps", "mainStep"),
      errors: [
        error("`mainStep` is not a key of the document, which has no `mainSteps`. Did you mean `mainSteps`?", 2, 1),
      ],
    },
    {
      code: withStep("name: install").replace("mainSteps:", "mainSteps:\n  - ls"),
      errors: [error("A step must be a mapping with `action`, `name` and `inputs`.", 3, 5)],
    },
    { code: withStep("description: x"), errors: [error("Step `aws:runShellScript` has no `name`.", 3, 13)] },
    {
      code: withStep("name: install").replace("action: aws:runShellScript", "description: x"),
      errors: [error("Step `install` has no `action`.", 4, 11)],
    },
    {
      code: withStep("name: install").replace(/ *inputs: .*\n/, ""),
      errors: [error("Step `install` has no `inputs`.", 4)],
    },
    {
      code: withStep("name: install").replace("inputs: {runCommand: [ls]}", "inputs: [ls]"),
      errors: [error("`inputs` of step `install` must be a mapping, not a list.", 5)],
    },
    {
      code: withStep("name: my step!"),
      errors: [
        error(
          "`name` of step `my step!` cannot be `my step!`. A step name can contain only letters, digits and underscores.",
          4,
          11,
        ),
      ],
    },
    {
      code: `${withStep("name: install")}  - {name: install, action: "aws:runShellScript", inputs: {runCommand: [ls]}}\n`,
      errors: [error(/^An earlier step is also named `install`\. The agent stores results by name/, 6, 12)],
    },
    ...["aws:runshellscript", "aws:aws:runShellScript", "aws:runShellScripts", "runShellScript"].map((action) => ({
      code: withStep("name: install").replace("aws:runShellScript", `"${action}"`),
      errors: [
        error(`\`action\` of step \`install\` cannot be \`${action}\`. Did you mean \`aws:runShellScript\`?`, 3, 13),
      ],
    })),
    {
      code: withStep("name: install").replace("aws:runShellScript", "aws:executeAwsApi"),
      errors: [
        error(
          "`action` of step `install` cannot be `aws:executeAwsApi`. This action is only available in Automation runbooks.",
          3,
        ),
      ],
    },
    {
      code: withStep("name: install\ntimeoutSeconds: '60'"),
      errors: [error(/^`timeoutSeconds` of step `install` must be a whole number without quotes/, 5, 21)],
    },
    // The commands.
    { code: step("runCommand: {a: b}"), errors: [{ messageId: "schema", line: 6 }] },
    {
      code: step("runCommand: ls"),
      errors: [error(/^`inputs.runCommand` of step `a` must be a list: the agent cannot read a single string/, 6, 19)],
    },
    {
      code: step("commands: []"),
      errors: [
        error(
          "`commands` is not a key of `inputs` of step `a`, which has no `runCommand`. Did you mean `runCommand`?",
          6,
        ),
      ],
    },
    { code: step("timeoutSeconds: 60"), errors: [error("`inputs` of step `a` has no `runCommand`.", 5, 5)] },
    {
      code: step("runComand: [ls]"),
      errors: [
        error(
          "`runComand` is not a key of `inputs` of step `a`, which has no `runCommand`. Did you mean `runCommand`?",
          6,
          7,
        ),
      ],
    },
    {
      code: step("runCommand: [ls]\n      workingDirectory: 1"),
      output: step('runCommand: [ls]\n      workingDirectory: "1"'),
      errors: [error("`inputs.workingDirectory` of step `a` must be a string, not the number `1`.", 7)],
    },
    // Parameters.
    { code: declaring("a_b: {type: String}"), errors: [error(/^`a_b` is not a valid parameter name/, 4, 3)] },
    { code: declaring("A: {default: x}"), errors: [error("Parameter `A` has no `type`.", 4, 3)] },
    {
      code: declaring("A: {type: Strng}"),
      errors: [error("`type` of parameter `A` cannot be `Strng`. Did you mean `String`?", 4)],
    },
    {
      code: declaring("A: {type: String, default: 12}"),
      output: declaring('A: {type: String, default: "12"}'),
      errors: [error("`default` of parameter `A` must be a string, not the number `12`.", 4)],
    },
    ...["Integer, default: '1'", "Boolean, default: 'true'", "StringList, default: x", "MapList, default: x"].map(
      (written) => ({
        code: declaring(`A: {type: ${written}}`),
        errors: [
          error(/^`default` of parameter `A` cannot be the string `.*`\. It must have the parameter's type\.$/, 4),
        ],
      }),
    ),
    {
      code: declaring("A: {type: String, default: dev, allowedValues: [prod, stage]}"),
      errors: [error(/^The default `dev` of parameter `A` is not one of its `allowedValues`/, 4, 30)],
    },
    {
      code: declaring("A: {type: StringList, default: [a, c], allowedValues: [a, b]}"),
      errors: [error(/^The default `c` of parameter `A`/, 4)],
    },
    {
      code: declaring('A: {type: String, allowedPattern: "^(?!x)[a-z]+$"}'),
      errors: [
        error(
          /^The agent cannot compile the `allowedPattern` of parameter `A` .*RE2 does not support look-around/,
          4,
          37,
        ),
      ],
    },
    {
      code: declaring('A: {type: String, default: "${}", allowedPattern: "^[a-z]+$"}'),
      errors: [error(/^The default `\$\{\}` of parameter `A` does not match its `allowedPattern`/, 4, 30)],
    },
    {
      code: declaring('A: {type: String, default: Q, allowedPattern: "^[a-z]+$"}'),
      errors: [error(/^The default `Q` of parameter `A` does not match its `allowedPattern`/, 4, 30)],
    },
    {
      code: withStep("name: install", "runCommand: ['echo {{ q }}', 'ls {{Nam}}']"),
      errors: [error(/^`\{\{ q \}\}` refers to a parameter/, 5, 33), error(/^`\{\{Nam\}\}`/, 5, 47)],
    },
    {
      code: declaring("A: {type: String}").replace("{{ Name }}", "{{ Nmae }}"),
      errors: [error(/`\{\{ Nmae \}\}` .* does not declare: AWS rejects the document\. Did you mean `Name`\?$/, 8)],
    },
    // Preconditions.
    ...[
      ["{StringLike: [a, b]}", /^`precondition` of step `install` has no `StringEquals`\.$|^The agent|AWS/],
      ["{StringEquals: [platformType]}", /must contain exactly two strings/],
      ["{StringEquals: [a, b]}", /refers to neither `platformType` nor a parameter: the agent fails the step/],
      ['{StringEquals: ["{{ ssm:a }}", b]}', /refers to Parameter Store/],
      ["{StringEquals: [platformType, platformType]}", /compares a string with itself/],
      ['{StringEquals: [platformType, "{{ Name }}"]}', /compares `platformType` with a parameter/],
    ].map(([written, message]) => ({
      code: `${withStep(`name: install\nprecondition: ${written}`)}parameters: {Name: {type: String}}\n`,
      errors: written === "{StringLike: [a, b]}" ? 2 : [error(message as RegExp, 5)],
    })),
    {
      code: withStep("name: install\nprecondition: {StringEquals: [platformType, Linux]}").replace("2.2", "2.0"),
      errors: [error(/has a `precondition`, which schema 2\.0 does not support/, 5, 5)],
    },
    // Schema 1.2.
    {
      code: 'schemaVersion: "1.2"\nruntimeConfig: [aws:runShellScript]\n',
      errors: [error("`runtimeConfig` of the document must be a mapping, not a list.", 2)],
    },
    {
      code: 'schemaVersion: "1.2"\nruntimeConfig:\n  aws:runShellScript:\n    properties: ls\n',
      errors: [error("`properties` of `aws:runShellScript` must be a list of mappings with `runCommand`.", 4)],
    },
    {
      code: 'schemaVersion: "1.2"\nruntimeConfig:\n  aws:runShelScript:\n    properties: [{runCommand: [ls]}]\n',
      errors: [error(/^`aws:runShelScript` is not a plugin.* Did you mean `aws:runShellScript`\?$/, 3, 3)],
    },
    // Automation.
    {
      code: runbook("{name: b, action: aws:sleep, inputs: {}, foo: 1}"),
      errors: [error("AWS rejects `foo` in step `b`.", 6)],
    },
    {
      code: runbook("{name: first, action: aws:sleep, inputs: {}}"),
      errors: [error("An earlier step is also named `first`. AWS rejects the document.", 6)],
    },
    {
      code: runbook("{name: b, action: aws:sleep, nextStep: frst, inputs: {}}"),
      errors: [error("Step `b` refers to step `frst`, which does not exist. Did you mean `first`?", 6)],
    },
    {
      code: runbook("{name: b, action: aws:sleep, onFailure: step:none, inputs: {}}"),
      errors: [error("Step `b` refers to step `none`, which does not exist.", 6)],
    },
    {
      code: runbook("{name: b, action: aws:sleep, onFailure: abort, inputs: {}}"),
      errors: [error("`onFailure` of step `b` cannot be `abort`. Did you mean `Abort`?", 6)],
    },
    {
      code: runbook('{name: b, action: "aws:branch", inputs: {Choices: [{NextStep: x}], Default: y}}'),
      errors: [error(/^Step `b` refers to step `x`/, 6), error(/^Step `b` refers to step `y`/, 6)],
    },
    {
      code: runbook('{name: b, action: "aws:runCommand", inputs: {Comment: "{{ frst.Out }} {{ Nam }}"}}'),
      errors: [
        error("`inputs` of step `b` has no `DocumentName`.", 6),
        error(
          /^`\{\{ frst\.Out \}\}` refers to an output of step `frst`, which does not exist\. Did you mean `first`\?/,
          6,
        ),
        error(/^`\{\{ Nam \}\}`/, 6),
      ],
    },
    {
      code: runbook("{name: b, action: aws:runShellScript, inputs: {runCommand: [ls]}}"),
      errors: [
        error(
          "`action` of step `b` cannot be `aws:runShellScript`. This action is only available in Command documents.",
          6,
        ),
      ],
    },
    // CloudFormation.
    {
      code: resource("DocumentType: Automation", AS_DATA),
      errors: [
        error(
          "`DocumentType` of `D` is `Automation`, but its content is a document of type `Command`: AWS rejects it.",
          5,
          21,
        ),
      ],
    },
    {
      code: resource("Name: x", '{schemaVersion: "0.3", mainSteps: [{action: "aws:sleep", name: a, inputs: {}}]}'),
      errors: [error(/^`DocumentType` of `D` is not set, so it is `Command`/, 6)],
    },
    { code: resource("Name: x", AS_YAML), errors: [error(/^`DocumentFormat` of `D` is not set, so it is `JSON`/, 6)] },
    { code: resource("DocumentFormat: JSON", AS_YAML), errors: [error(/^`DocumentFormat` of `D` is `JSON`/, 5)] },
    {
      code: resource("DocumentFormat: YAML", AS_YAML.replace("runCommand: [ls]", "runComand: [ls]")),
      errors: [error(/^`runComand` is not a key/, 12, 15)],
    },
    // Nesting that ssmlint does not evaluate.
    {
      code: document(`${"( ".repeat(300)}aws s3 ls${" )".repeat(300)}`),
      errors: [{ messageId: "cut", data: { limit: "nesting", of: "" } }],
    },
    {
      code: document(`bash -c '${"{ ".repeat(300)}aws s3 ls;${" };".repeat(300)}'`),
      errors: [{ messageId: "cut", data: { limit: "nesting", of: "" } }],
    },
    ...[
      ["x=$(", ")"],
      ['echo "$(', ')"'],
      ["x=`", "`"],
      ["cat <(", ")"],
      ["f() { x=$(", "); }"],
      ["cat <<E\n$(", ")\nE"],
    ].map(([open, close]) => ({
      code: document(`${open}${"case a in a) ".repeat(300)}aws s3 ls${" ;; esac".repeat(300)}${close}`),
      errors: [{ messageId: "cut" as const, data: { limit: "nesting", of: "" } }],
    })),
    { code: document(`${"sudo ".repeat(20)}ls`), errors: [{ messageId: "cut", data: { limit: "wrappers", of: "" } }] },
  ],
});

ruleTester({ allowNoDocument: false }).run("valid-document, allowNoDocument: false", validDocument, {
  valid: [document("aws s3 ls")],
  invalid: [
    { code: "a: 1\n", errors: [{ messageId: "noDocument", line: 1 }] },
    { code: "", errors: [{ messageId: "noDocument" }] },
  ],
});
