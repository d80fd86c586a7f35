import { matchAt } from "./lines.ts";

const TAG = /![A-Za-z][\w.:-]*(?= |\n|$)/y;

/** The tag that stands here, as CloudFormation has them: `!Sub`. */
export function tagAt(text: string, at: number): string | undefined {
  return matchAt(TAG, text, at);
}
