/** Remembers what a report has printed about a file, so that text that findings of one kind share is printed once. */
import type { Message } from "../lint/result.ts";

/** The sentences of a message. A full stop in backticks does not end a sentence. */
function sentences(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let isCode = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "`") isCode = !isCode;
    const isEnd = !isCode && ".!?".includes(text[index]!) && /^\s+[A-Z`]/.test(text.slice(index + 1, index + 4));
    if (!isEnd) continue;
    found.push(text.slice(start, index + 1).trim());
    start = index + 1;
  }
  return [...found, text.slice(start).trim()];
}

export class PrintedSentences {
  readonly #sentences = new Map<string, Set<string>>();
  readonly #notes = new Map<string, number>();

  /**
   * The message without sentences that an earlier finding of its kind in this file contained verbatim. The first sentence
   * is always kept.
   */
  shortened(message: Message): string {
    const text = message.message.trim().replaceAll("\t", " ");
    if (message.ruleId === null) return text;
    const kind = kindOf(message);
    const told = this.#sentences.get(kind) ?? new Set();
    this.#sentences.set(kind, told);
    const [first = "", ...rest] = sentences(text);
    const news = rest.filter((sentence) => !told.has(sentence));
    for (const sentence of rest) told.add(sentence);
    return [first, ...news].join(" ");
  }

  /** The line of the first finding of this kind with the same note; `undefined` if this finding is the first. */
  lineOfNote(message: Message, note: string): number | undefined {
    const key = `${kindOf(message)}\0${note}`;
    const line = this.#notes.get(key);
    if (line === undefined) this.#notes.set(key, message.line);
    return line;
  }
}

const kindOf = ({ ruleId, messageId }: Message): string => `${ruleId} ${messageId}`;
