/** Returns what each stage prints for a text, the last stage last; `undefined` if that is unknown. */
export type Stages = (text: string) => readonly string[] | undefined;
