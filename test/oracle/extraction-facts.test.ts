/** Compares simulation and verdicts with the recorded outcomes of idioms in the real tools. The records are beside the repository. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluator } from "../../src/analysis/extraction/evaluate.ts";
import { programs } from "../../src/programs/table.ts";
import { evaluate } from "../../src/shell/evaluate.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { hasShared, shared } from "../support/shared.ts";
import { document } from "../support/rule-tester.ts";
import { lint } from "../support/lint.ts";
import { noFragileJsonParsing } from "../../rules/no-fragile-json-parsing.ts";
import { USUAL } from "../support/interest.ts";

interface Idiom {
  /** What the idiom searches for, and how. */
  readonly name: string;
  readonly command: string;
  /** By document: `OK`, `EMPTY`, or the output (the beginning of a long output). */
  readonly outcomes: ReadonlyMap<string, string>;
}

interface Source {
  readonly command: string;
  /** The recorded document with the same content in the other layout: on one line, or on several. */
  readonly otherwise: string | undefined;
}

/** The command that prints each recorded document. */
const sources: Readonly<Record<string, Source>> = {
  imds: { command: "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/r", otherwise: "ecs" },
  iid: { command: "curl -s http://169.254.169.254/latest/dynamic/instance-identity/document", otherwise: "iid1" },
  ecs: { command: "curl -s http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", otherwise: "imds" },
  sts: { command: "aws sts assume-role --role-arn r --role-session-name s", otherwise: "sts1" },
  iamkey: { command: "aws iam create-access-key --user-name u", otherwise: undefined },
  secret: { command: "aws secretsmanager get-secret-value --secret-id s", otherwise: undefined },
  ssm: { command: "aws ssm get-parameter --name n", otherwise: undefined },
  ststext: { command: "aws sts assume-role --role-arn r --role-session-name s --output text", otherwise: undefined },
};

function idioms(): Idiom[] {
  const text = readFileSync(`${shared}/facts/json-extraction.md`, "utf8");
  const found: Idiom[] = [];
  for (const match of text.matchAll(/^ {4}(\S.*?) +`([^`]+)`\n {10}(.*)$/gm)) {
    const outcomes = new Map<string, string>();
    for (const [, name, outcome] of match[3]!.matchAll(/(\w+)=(OK|EMPTY|'[^']*')/g)) outcomes.set(name!, outcome!);
    found.push({ name: match[1]!, command: match[2]!, outcomes });
  }
  return found;
}

const all = hasShared ? idioms() : [];
const withParser = all.filter(({ command }) => /\b(jq|python[23]?) /.test(command));
const known = all.filter((idiom) => !withParser.includes(idiom));

/** The recorded documents, except for an error page whose text was not kept. */
function recordedDocuments(): Readonly<Record<string, string>> {
  const read = (name: string): string => readFileSync(`${shared}/facts/json/${name}`, "utf8");
  const oneLine = (name: string): string => JSON.stringify(JSON.parse(read(name)));
  return {
    imds: read("imds.json"),
    ecs: read("ecs.json"),
    sts: read("sts.json"),
    sts1: oneLine("sts.json"),
    iamkey: read("access-key.json"),
    imdserr: read("imds-error.json"),
    iid: read("identity.json"),
    iid1: oneLine("identity.json"),
    secret: read("secret.json"),
    ssm: read("parameter.json"),
    ststext: read("sts.text"),
    empty: "",
  };
}

/** The value that an idiom with this letter searches for. */
function wanted(letter: string, source: string): string {
  if (letter === "K") return source === "iamkey" ? "AKIAK" : "ASIAK";
  if (letter === "E") return source.startsWith("sts") ? "2026-01-01T06:30:00+00:00" : "2026-01-01T06:30:00Z";
  const values: Readonly<Record<string, string>> = {
    S: "s/e+c",
    T: "IQo//t+k==",
    R: "us-east-1",
    I: "i-0",
    A: "123456789012",
    P: "p@ss",
    V: "Veni",
  };
  return values[letter]!;
}

/** The output of the pipeline for a document, without the trailing newlines that a command substitution removes. */
function simulated(command: string, text: string): string | undefined {
  const script = `#!/bin/bash\nsource-of-it | ${command}`;
  const { invocations } = evaluate(parseShell(script), { programs, interest: USUAL });
  return evaluator(() => text, undefined)(invocations.at(-1)!.runs[0]!)?.replace(/\n+$/, "");
}

describe.skipIf(!hasShared)("recorded idioms", () => {
  test("are many", () => {
    expect(known.length).toBeGreaterThan(45);
    expect(withParser.length).toBeGreaterThan(6);
  });

  test.each(known)("the simulated tools have the recorded output: $name: $command", ({ name, command, outcomes }) => {
    for (const [source, text] of Object.entries(recordedDocuments())) {
      const outcome = outcomes.get(source);
      if (outcome === undefined) continue;
      const output = simulated(command, text);
      const recorded =
        outcome === "OK"
          ? wanted(name[0]!, source)
          : outcome === "EMPTY"
            ? ""
            : outcome.slice(1, -1).replaceAll("\\n", "\n").replaceAll("\\\\", "\\");
      const shown = recorded.endsWith("…") ? `${output?.slice(0, recorded.length - 1)}…` : output;
      expect({ source, output: shown }).toEqual({ source, output: recorded });
    }
  });

  test.each(known)("the verdict matches the recorded output: $name: $command", ({ command, outcomes }) => {
    for (const [name, { command: source, otherwise }] of Object.entries(sources)) {
      const today = outcomes.get(name);
      if (today === undefined) continue;
      const found = lint(document(`X=$(${source} | ${command})`), {
        rules: { "no-fragile-json-parsing": noFragileJsonParsing },
      });
      const right = today === "OK" && (otherwise === undefined || outcomes.get(otherwise) === "OK");
      // The output of an AWS operation may contain unknown keys, so it is not a fault if the pipeline finds nothing.
      const silent = name === "ststext" || (today === "EMPTY" && source.startsWith("aws"));
      // An idiom that is correct today and on one line may still extract a key with a longer name.
      const others = found.filter(({ messageId }) => !/^(similarKey|layout|order)$/.test(messageId ?? ""));
      if (silent || right) expect({ name, others }).toEqual({ name, others: silent ? others.slice(0, 1) : [] });
      else expect({ name, found: found.length }).toEqual({ name, found: 1 });
    }
  });

  test.each(withParser)("a JSON parser is not reported: $name: $command", ({ command }) => {
    for (const { command: source } of Object.values(sources)) {
      const code = document(`X=$(${source} | ${command})`);
      expect(lint(code, { rules: { "no-fragile-json-parsing": noFragileJsonParsing } })).toEqual([]);
    }
  });
});
