/** The files that the script writes and that what matters may read. */
import type { Statement } from "unbash";
import type { Call, Place } from "./parts.ts";
import { words } from "./names.ts";
import type { Survey } from "./survey.ts";

/** Words that read from a file what counts: `-K file`, `-H @file`, `$(cat file)`, `< file`. */
const READS_FROM = /\bcat\s|(?<!<)<(?!<)|@|\s-\w*[Ki]\b|--config|--input-file/;
const OUTPUT = /\d*>>?\|?\s*(?:"[^"]*"|'[^']*'|[^\s;&|()<>]+)/g;
/** Programs that may hand on what stands in a file. */
const READERS =
  /(?<!<)<(?!<)|(?<![\w.-])(?:cat|cp|mv|ln|install|curl|wget|xargs|[ef]?grep|cut|[gm]?awk|g?sed|tr|head|tail|sort|uniq)\s/;

export class FilesRead {
  private readonly survey: Survey;
  private readonly writers = new Set<Statement>();
  /** They write what may be read, by who knows what. */
  private readonly looseWriters = new Set<Statement>();
  /** Functions that may read files which they are called with. */
  private readonly functions = new Set<string>();

  constructor(survey: Survey) {
    this.survey = survey;
    if (survey.written.size === 0) return;
    for (const { inside, text } of survey.calls)
      if (inside !== undefined && text.includes("$") && READERS.test(text)) this.functions.add(inside);
  }

  /** How many statements are known to write such a file. */
  get size(): number {
    return this.writers.size + this.looseWriters.size;
  }

  /** Those that the text reads from. */
  add(text: string): void {
    if (this.survey.written.size === 0) return;
    if (READS_FROM.test(text)) for (const statement of this.writersOf(text)) this.writers.add(statement);
    this.addLoosely(text);
  }

  /** Those that the text may read from by any program. */
  addLoosely(text: string): void {
    if (this.survey.written.size === 0) return;
    const read = text.replace(OUTPUT, "");
    if (READERS.test(read) || this.survey.texts.mentions(read, this.functions)) this.addRun(read);
  }

  /** Those that the text names, for it runs them. */
  addRun(text: string): void {
    for (const statement of this.writersOf(text)) this.looseWriters.add(statement);
  }

  /** Whether the command has a part in writing a file that is read from. */
  isWriter({ place }: Call): boolean {
    return standsIn(place, this.writers);
  }

  /** Whether it has a part in writing one that may be read from. */
  isLooseWriter({ place }: Call): boolean {
    return standsIn(place, this.looseWriters);
  }

  private writersOf(text: string): readonly Statement[] {
    const { written } = this.survey;
    if (written.size === 0) return [];
    return words(text).flatMap((word) => (written.get(word) ?? []).flatMap(({ place }) => place?.statement ?? []));
  }
}

/** Whether the place is in one of the statements. */
export function standsIn(place: Place | undefined, statements: ReadonlySet<Statement>): boolean {
  if (statements.size === 0) return false;
  for (let one = place; one !== undefined; one = one.outer) if (statements.has(one.statement)) return true;
  return false;
}
