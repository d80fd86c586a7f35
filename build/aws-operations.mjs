/**
 * Generates data/aws-operations.jsonl from the service models of the AWS CLI (botocore, Apache License 2.0). In this JSON Lines
 * file, the first line states the source, and each other line contains a service and the shapes of its operations' output.
 *
 *     node build/aws-operations.mjs "$(python3 -c 'import botocore; print(botocore.__path__[0])')"
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** The services that scripts on instances call. All services would make the table four times as large. */
const services = new Set(
  (
    "acm autoscaling backup batch cloudformation cloudwatch codeartifact codebuild codecommit codedeploy cognito-identity cognito-idp " +
    "configservice config directconnect dms ds dynamodb ec2 ec2-instance-connect ecr ecr-public ecs efs eks elasticache " +
    "elasticbeanstalk elb elbv2 emr es events firehose fsx guardduty iam imagebuilder inspector2 kafka kinesis kms lambda " +
    "license-manager lightsail logs mwaa opensearch opsworks organizations pricing ram rds redshift redshift-serverless resource-groups " +
    "resourcegroupstaggingapi route53 route53domains route53resolver s3 s3control secretsmanager service-quotas " +
    "servicediscovery ses sns sqs ssm sso sts storagegateway tag wafv2 workspaces"
  ).split(" "),
);

/** Commands of the CLI whose names differ from the directories of their models. */
const commands = { s3: "s3api", config: "configservice", codedeploy: "deploy" };

/** Deeper members are omitted: pipelines of text tools extract values near the top. */
const depthLimit = 7;

const botocore = process.argv[2];
if (botocore === undefined) throw new Error("Where is botocore?");
const source = `${botocore}/data`;
const [, botocoreVersion] = /^__version__ = '([\d.]+)'/m.exec(readFileSync(`${botocore}/__init__.py`, "utf8"));

function read(folder) {
  const version = readdirSync(folder).toSorted().at(-1);
  for (const name of ["service-2.json", "service-2.json.gz"]) {
    const path = `${folder}/${version}/${name}`;
    if (existsSync(path)) {
      const bytes = readFileSync(path);
      return JSON.parse((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString());
    }
  }
  return undefined;
}

/** Converts a name to kebab case, as botocore's `xform_name` does. */
function kebab(name) {
  const plural = /[A-Z]{2,}s$/.exec(name);
  const start = plural === null ? name : `${name.slice(0, plural.index)}-${plural[0].toLowerCase()}`;
  return start
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

const letters = {
  string: "s",
  character: "s",
  blob: "s",
  integer: "n",
  long: "n",
  float: "n",
  double: "n",
  boolean: "b",
  timestamp: "t",
  map: "m",
};

function table(model) {
  const shapes = [];
  const numbers = new Map();
  const number = (shape) => {
    const text = JSON.stringify(shape);
    if (!numbers.has(text)) numbers.set(text, shapes.push(shape) - 1);
    return numbers.get(text);
  };
  const convert = (name, depth, member) => {
    const shape = model.shapes[name];
    if (member === "SecretString") return "j";
    if (shape.type === "structure") {
      if (depth >= depthLimit) return "m";
      const members = Object.entries(shape.members ?? {}).map(([key, { shape: inner }]) => [
        key,
        convert(inner, depth + 1, key),
      ]);
      return number(Object.fromEntries(members));
    }
    if (shape.type === "list") {
      const element = convert(shape.member.shape, depth + 1, member);
      return [element];
    }
    return letters[shape.type] ?? "s";
  };
  const operations = Object.entries(model.operations).flatMap(([name, { output }]) =>
    output === undefined ? [] : [[kebab(name), convert(output.shape, 0, "")]],
  );
  return { operations: Object.fromEntries(operations), shapes };
}

const lines = readdirSync(source)
  .filter((name) => services.has(name))
  .flatMap((name) => {
    const model = read(`${source}/${name}`);
    return model === undefined ? [] : [JSON.stringify({ service: commands[name] ?? name, ...table(model) })];
  });
mkdirSync(new URL("../data", import.meta.url), { recursive: true });
const head = JSON.stringify({ source: "botocore", version: botocoreVersion, license: "Apache-2.0" });
writeFileSync(new URL("../data/aws-operations.jsonl", import.meta.url), `${[head, ...lines.toSorted()].join("\n")}\n`);
console.log(`${lines.length} services`);
