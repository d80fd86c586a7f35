/** HashiCorp's own parser and evaluator of HCL, built from Debian's Go packages: evaluates a text as Terraform does. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Question {
  readonly kind: "template" | "module";
  readonly text: string;
}

export type Answer = { readonly value: string } | { readonly error: string };

export type Evaluator = (questions: readonly Question[]) => readonly Answer[];

/** The evaluator; `undefined` without Go or the packages (`golang-go`, `golang-github-hashicorp-hcl-v2-dev`). */
export function terraformEvaluator(): Evaluator | undefined {
  const gopath = process.env["GOPATH"] ?? "/usr/share/gocode";
  if (!existsSync(join(gopath, "src/github.com/hashicorp/hcl/v2"))) return undefined;
  const directory = mkdtempSync(join(tmpdir(), "ssmlint-evaluator-"));
  const program = join(directory, "evaluate");
  const env = { GOCACHE: join(directory, "cache"), ...process.env, GOPATH: gopath, GO111MODULE: "off" };
  const source = join(import.meta.dirname, "terraform-evaluate.go");
  const built = spawnSync("go", ["build", "-o", program, source], { env, encoding: "utf8" });
  if (built.error) return undefined;
  if (built.status !== 0) throw new Error(built.stderr);
  return (questions) => {
    const input = questions.map((question) => JSON.stringify(question)).join("\n");
    const printed = execFileSync(program, { input, encoding: "utf8", maxBuffer: 1e9 });
    return printed
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Answer);
  };
}
