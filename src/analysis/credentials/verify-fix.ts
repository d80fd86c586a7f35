/** Whether a repair does what it should: evaluated again, the command has its credentials and nothing else is worse. */
import type { CredentialTrust } from "../../aws/credentials/source.ts";
import { AWS_NAMES, GIVEN_TOGETHER } from "../../aws/credentials/variables.ts";
import type { ScriptEdit } from "../../document/model/source-map.ts";
import { evaluate } from "../../shell/evaluate.ts";
import type { Evaluation, Invocation } from "../../shell/model/invocation.ts";
import { parseShell } from "../../shell/syntax/parse.ts";
import type { Interest } from "../../shell/slice/criterion.ts";
import { isModelled, isStarter, programs } from "../../programs/table.ts";
import { credentialFindings, type CredentialFindings } from "./findings.ts";

/** A repair that is only right where paths are told apart is not offered. */
const INTEREST: Interest = {
  watched: ["aws"],
  variables: AWS_NAMES,
  modelled: isModelled,
  starts: isStarter,
  only: true,
  roughly: true,
};

/** Characters of repaired scripts that are evaluated for one script; beyond them no repair is offered. */
const MAX_EVALUATED = 1_000_000;

/** The text after the changes, and the old offset for each new one: `undefined` inside what was put in. */
function changed(text: string, changes: readonly ScriptEdit[]) {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || a.end - b.end);
  let result = "";
  let at = 0;
  const kept: { readonly from: number; readonly to: number; readonly old: number }[] = [];
  const keep = (until: number) => {
    kept.push({ from: result.length, to: result.length + until - at, old: at });
    result += text.slice(at, until);
  };
  for (const change of sorted) {
    keep(change.pos);
    result += change.text;
    at = change.end;
  }
  keep(text.length);
  const old = (offset: number) => {
    const piece = kept.find(({ from, to }) => from <= offset && offset < to);
    return piece === undefined ? undefined : piece.old + offset - piece.from;
  };
  return { text: result, old };
}

/** Tries repairs of one script. */
export class Verifier {
  private readonly text: string;
  private readonly environment: readonly string[];
  private readonly trust: CredentialTrust;
  private readonly evaluation: Evaluation;
  private before: CredentialFindings | undefined;
  private readonly after = new Map<string, CredentialFindings | undefined>();
  private evaluated = 0;

  /** @param environment Names of variables that the agent exports to the step. */
  constructor(
    text: string,
    evaluation: Evaluation,
    environment: readonly string[],
    trust: CredentialTrust = { trustSourced: true },
  ) {
    this.text = text;
    this.environment = environment;
    this.trust = trust;
    this.evaluation = evaluation;
  }

  private findings(text: string): CredentialFindings | undefined {
    if (this.after.has(text)) return this.after.get(text);
    this.evaluated += text.length;
    const shell = this.evaluated > MAX_EVALUATED ? undefined : parseShell(text);
    const found =
      shell?.tree &&
      credentialFindings(
        evaluate(shell, {
          programs,
          environment: this.environment,
          together: GIVEN_TOGETHER,
          interest: INTEREST,
        }),
        this.trust,
      );
    this.after.set(text, found);
    return found;
  }

  /** Whether after `changes` the command has explicit credentials on every path, and no finding of the credential rules is new. */
  mends(invocation: Invocation, changes: readonly ScriptEdit[]): boolean {
    const { text, old } = changed(this.text, changes);
    const after = this.findings(text);
    if (after === undefined) return false;
    const before = (this.before ??= credentialFindings(this.evaluation, this.trust));
    const known = (place: number, among: ReadonlySet<number>) => {
      const was = old(place);
      return was !== undefined && among.has(was);
    };
    for (const place of after.implicit) {
      if (!known(place, before.implicit) || old(place) === invocation.programSpan.pos) return false;
    }
    return [...after.other].every((place) => known(place, before.other));
  }
}
