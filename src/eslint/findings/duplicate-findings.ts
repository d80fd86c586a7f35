/** Removes duplicate findings: steps that share a script through an alias would report each finding twice. Bounds their messages. */
import { truncated } from "./message-length.ts";
import { withReport, type Descriptor } from "./reporting-context.ts";

/**
 * Wraps the context of a rule with these messages. Its `report` passes on each message only once for a location, and truncates
 * long texts in its data.
 */
export function reportingOnce<Given extends object>(given: Given, messages: Readonly<Record<string, string>>): Given {
  const written = (messageId: string, data: Readonly<Record<string, unknown>>): string | undefined =>
    messages[messageId]?.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(data[name]));
  /** Keyed by location and message id. Most keys have a single message, so its text is only built when there is a second one. */
  const told = new Map<string, { readonly data: Readonly<Record<string, unknown>>; texts?: Set<string | undefined> }>();
  return withReport(given, (context) => (full) => {
    const descriptor = withShortTexts(full);
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
  });
}

function withShortTexts(descriptor: Descriptor): Descriptor {
  const { data, suggest } = descriptor;
  const short = data === undefined ? descriptor : { ...descriptor, data: truncated(data) };
  if (!suggest) return short;
  return {
    ...short,
    suggest: suggest.map((one) => (one.data === undefined ? one : { ...one, data: truncated(one.data) })),
  };
}
