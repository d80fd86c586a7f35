/** Findings that say the same of the same place: steps that share their script by an alias have each of them twice. */
import type { SourceLocation } from "@eslint/core";

interface Descriptor {
  readonly messageId?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly node?: unknown;
  readonly loc?: unknown;
}

interface Context {
  readonly sourceCode: { getLoc(node: never): SourceLocation };
  report(descriptor: Descriptor): void;
}

/** The context of a rule with these messages, whose `report` passes on each of them once for a place. */
export function reportingOnce<Given extends object>(given: Given, messages: Readonly<Record<string, string>>): Given {
  const context = given as unknown as Context;
  const written = (messageId: string, data: Readonly<Record<string, unknown>>): string | undefined =>
    messages[messageId]?.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(data[name]));
  /** By place and kind. Most places have one message of a kind: it is not written out until there is another. */
  const told = new Map<string, { readonly data: Readonly<Record<string, unknown>>; texts?: Set<string | undefined> }>();
  const report = (descriptor: Descriptor): void => {
    const { messageId, data = {}, loc, node } = descriptor;
    if (messageId === undefined) return context.report(descriptor);
    const key = JSON.stringify([loc ?? context.sourceCode.getLoc(node as never), messageId]);
    const before = told.get(key);
    if (before === undefined) told.set(key, { data });
    else {
      const text = written(messageId, data);
      before.texts ??= new Set([written(messageId, before.data)]);
      if (before.texts.has(text)) return;
      before.texts.add(text);
    }
    context.report(descriptor);
  };
  return Object.create(given, { report: { value: report, enumerable: true } }) as Given;
}
