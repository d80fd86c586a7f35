/** The JSON that `aws COMMAND OPERATION` prints, from a table that was generated from the published service models. */
import { callerIdentity, execCredential, exportedCredentials, type KnownDocument } from "./documents.ts";
import { layouts } from "./layout.ts";
import { operationsTable } from "./operations-table.ts";
import { sampleDocument, type Shape } from "./sample.ts";

/** CLI commands that do not call the operation of their name, and do not print JSON. */
const notJson =
  /^(s3 |configure |help |ecr get-login|eks update-kubeconfig|logs tail|ssm start-session|.* (help|wait)$)/;

/** Cache of documents, by command and operation, because a script uses the same ones again and again. */
const made = new Map<string, KnownDocument | undefined>();

/** Maximum number of cached documents. */
const MOST_MADE = 32;

/**
 * The document that an operation prints; `"plain"` if it does not print JSON, `undefined` if the table does not contain it.
 * Optional keys are included.
 */
export function cliDocument(command: string, operation: string): KnownDocument | "plain" | undefined {
  if (command === "configure" && operation === "export-credentials") return exportedCredentials;
  if (command === "sts" && operation === "get-caller-identity") return callerIdentity;
  const name = `${command} ${operation}`;
  if (name === "eks get-token") return execCredential;
  if (notJson.test(name)) return "plain";
  if (made.has(name)) return made.get(name);
  const shape = operationShape(command, operation);
  const document = shape && {
    name: `the output of aws ${name}`,
    value: sampleDocument(shape),
    layout: layouts.cli,
    exact: false,
  };
  if (made.size >= MOST_MADE) made.clear();
  made.set(name, document);
  return document;
}

interface ServiceTable {
  /** For each operation, the index of the shape that it prints. */
  readonly operations: Readonly<Record<string, number>>;
  readonly shapes: readonly unknown[];
}

const loaded = new Map<string, ServiceTable | undefined>();

function operationShape(command: string, operation: string): Shape | undefined {
  const lines = loaded.has(command) ? undefined : operationsTable();
  if (lines !== undefined) loaded.set(command, readTable(lines, command));
  const table = loaded.get(command);
  const index =
    table !== undefined && Object.hasOwn(table.operations, operation) ? table.operations[operation] : undefined;
  return table === undefined || index === undefined ? undefined : expand(index, table.shapes);
}

/** Parses one line of the table, so that only one service is parsed. */
function readTable(lines: string, command: string): ServiceTable | undefined {
  const start = lines.indexOf(`\n{"service":${JSON.stringify(command)},`);
  if (start < 0) return undefined;
  return JSON.parse(lines.slice(start + 1, lines.indexOf("\n", start + 1))) as ServiceTable;
}

/** Resolves a shape, whose parts refer to other shapes by index. */
function expand(index: number, shapes: readonly unknown[]): Shape {
  const part = (value: unknown): Shape => {
    if (typeof value === "number") return expand(value, shapes);
    if (Array.isArray(value)) return value.map(part);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, part(member)]));
    return value as Shape;
  };
  return part(shapes[index]);
}
