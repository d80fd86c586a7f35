/** Replaces what a rule's context does with a finding. */
import type { SourceLocation } from "@eslint/core";

/** What a rule passes to `report`, as far as it is read here. */
export interface Descriptor {
  readonly messageId?: string;
  readonly message?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly node?: unknown;
  readonly loc?: unknown;
  readonly suggest?: readonly { readonly data?: Readonly<Record<string, unknown>> }[] | null;
}

interface Context {
  readonly sourceCode: { getLoc(node: never): SourceLocation };
  report(descriptor: Descriptor): void;
}

/** The context of a rule with another `report`. @param replace creates it, given the context whose own `report` passes findings on. */
export function withReport<Given extends object>(
  given: Given,
  replace: (context: Context) => (descriptor: Descriptor) => void,
): Given {
  const report = replace(given as unknown as Context);
  return Object.create(given, { report: { value: report, enumerable: true } }) as Given;
}
