/** The positions of everything that the credential rules would report, to compare a script before and after a fix. */
import type { CredentialTrust } from "../../aws/credentials/source.ts";
import type { Evaluation } from "../../shell/index.ts";
import { credentialCalls } from "./credential-call.ts";
import { flaws } from "./flaws.ts";
import { silentFallbacks } from "./silent-fallback.ts";

/** Script offsets of commands without explicit credentials, and of all other findings about credentials. */
export interface CredentialFindings {
  readonly implicit: ReadonlySet<number>;
  readonly other: ReadonlySet<number>;
}

export function credentialFindings(evaluation: Evaluation, trust: CredentialTrust): CredentialFindings {
  const implicit = new Set<number>();
  const other = new Set<number>();
  for (const invocation of evaluation.invocations) {
    for (const call of credentialCalls(invocation, trust)) {
      if (call.sources.has("implicit")) implicit.add(invocation.programSpan.pos);
      for (const { span } of flaws(call, evaluation)) other.add(span?.pos ?? invocation.programSpan.pos);
      for (const { span } of silentFallbacks(call, evaluation)) other.add(span.pos);
    }
  }
  return { implicit, other };
}
