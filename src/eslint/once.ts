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
  const told = new Set<string>();
  const report = (descriptor: Descriptor): void => {
    const { messageId, data = {}, loc, node } = descriptor;
    if (messageId === undefined) return context.report(descriptor);
    const place = loc ?? context.sourceCode.getLoc(node as never);
    const message = messages[messageId]?.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(data[name]));
    const key = JSON.stringify([place, messageId, message]);
    if (told.has(key)) return;
    told.add(key);
    context.report(descriptor);
  };
  return Object.create(given, { report: { value: report, enumerable: true } }) as Given;
}
