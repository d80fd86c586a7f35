/**
 * Runs random documents before and after `--fix` in bash with recording programs: after the fix, each command has what it needs,
 * and everything else happens as before. `FIXES=5000` tries that many documents, `FIXES_SEED` repeats a run, and
 * `FIXES_TOLD=1` prints the findings that could not be fixed.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/document/read.ts";
import { explore, type Laboratory, type Recorded } from "../../oracle/harness.ts";
import { findings, fixed } from "../../support/fixing.ts";
import { randomDocument } from "../../support/random-scripts.ts";

const DOCUMENTS = Number(process.env["FIXES"] ?? 40);
/** The test suite always uses the same seed. A longer search uses another one each time. */
const seed = Number(process.env["FIXES_SEED"] ?? (process.env["FIXES"] === undefined ? 1 : Date.now() | 0));

const TOKEN = "AQAEtoken==";
const KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/** A client that prints the metadata service's answers in the service's own format. */
const service = `record "$@"
for word; do
  case $word in
    */api/token) echo ${TOKEN}; exit ;;
    */security-credentials/) echo the-role; exit ;;
    */security-credentials/*) cat <<'END'
{
  "Code" : "Success",
  "LastUpdated" : "2026-01-02T03:04:05Z",
  "Type" : "AWS-HMAC",
  "AccessKeyId" : "ASIAROLE",
  "SecretAccessKey" : "the/secret+key",
  "Token" : "IQoJ//session==",
  "Expiration" : "2026-01-02T09:04:05Z"
}
END
    exit ;;
    */latest/*) echo "value-of-\${word##*/}"; exit ;;
  esac
done`;

const laboratory: Laboratory = {
  stubs: [
    { name: "curl", text: service },
    { name: "wget", text: service },
    { name: "aws", text: 'record "$@"; case " $* " in *" - "*) cat > /dev/null ;; esac; echo answer' },
    { name: "mark", text: 'record "$@"' },
    { name: "sudo", text: `case $1 in -E | --preserve-env*) shift ;; *) unset ${KEYS.join(" ")} ;; esac; exec "$@"` },
  ],
  watched: KEYS,
  most: 1,
};

const isClient = ({ program }: Recorded): boolean => program === "curl" || program === "wget";
const asksForToken = (record: Recorded): boolean =>
  isClient(record) && record.argv.some((word) => word.endsWith("/api/token"));
const carriesToken = ({ argv }: Recorded): boolean =>
  argv.some((word) => new RegExp(`X-aws-ec2-metadata-token: ?${TOKEN}$`).test(word));

/** Whether the preamble made this call. Only the preamble disables proxies. */
const isPreamble = ({ argv }: Recorded): boolean => argv.includes("--noproxy");

/** The calls of the script itself in order, without those that fixes inserted. */
function course(records: readonly Recorded[]): string[] {
  return records
    .filter((record) => !asksForToken(record) && !isPreamble(record))
    .map(({ program, argv }) => {
      const at = argv.findIndex((word) => /X-aws-ec2-metadata-token:/.test(word));
      const words =
        at < 0
          ? argv
          : argv.filter((word, index) => index !== at && !(index === at - 1 && /^(-H|--header)$/.test(word)));
      return [program, ...words.filter((word) => word !== "--header")].join("\u241F");
    });
}

const scriptOf = (text: string): string => {
  const file = readDocument(text);
  expect(file.errors).toEqual([]);
  return file.documents[0]!.steps.map(({ script }) => script.text).join("\n");
};

async function recordsOf(scripts: readonly string[]): Promise<Recorded[][]> {
  const explorations = await explore(
    scripts.map((script) => `HOME=/root\nexport HOME\n${script}`),
    laboratory,
  );
  return explorations.map(({ executions }) => [...executions[0]!.records]);
}

describe("random documents after --fix", () => {
  it(`each command has what it needs, and everything else is unchanged (seed ${seed})`, async () => {
    let mended = 0;
    const unfixable: string[] = [];
    await fc.assert(
      fc.asyncProperty(randomDocument, fc.constantFrom("sed" as const, "jq" as const), async (document, extractor) => {
        const { output, messages, fixed: changed } = fixed(document.text, document.filename, extractor);
        if (changed) mended++;
        expect(messages.filter(({ fix }) => fix !== undefined)).toEqual([]);
        const had = new Set(findings(document.text, document.filename, extractor).map(({ ruleId }) => ruleId));
        expect(messages.filter(({ ruleId }) => !had.has(ruleId))).toEqual([]);
        const [before, after] = await recordsOf([scriptOf(document.text), scriptOf(output)]);
        expect(course(after!)).toEqual(course(before!));
        const left = new Set(messages.map(({ ruleId }) => ruleId));
        for (const record of after!) {
          if (record.program === "aws" && !left.has("ssm/explicit-aws-credentials"))
            expect(KEYS.filter((key) => !record.environment[key])).toEqual([]);
          if (isClient(record) && !asksForToken(record) && !left.has("ssm/require-imdsv2"))
            expect([record.argv, carriesToken(record)]).toEqual([record.argv, true]);
        }
        if (messages.length > 0) unfixable.push(messages.map(({ message }) => message).join("\n"));
      }),
      { seed, numRuns: DOCUMENTS, endOnFailure: process.env["FIXES_SHRINK"] === "0" },
    );
    if (process.env["FIXES_TOLD"]) console.log(unfixable.join("\n--\n"));
    expect(mended).toBeGreaterThan(DOCUMENTS * 0.7);
  });
});
