/** The laboratory for messages, which also logs the commands that ran, with their processes and in order. */
import { credentialsLaboratory, thoroughLaboratory } from "./credentials-laboratory.ts";
import type { Laboratory, Recorded, Stub } from "./harness.ts";

/** Sets `pids` to the process and its ancestors, the nearest first. */
const PIDS = `
pids= p=$$
while [ "$p" -gt 1 ]; do
  pids="$pids,$p"
  read -r stat < "/proc/$p/stat" || break
  rest=\${stat##*) }
  rest=\${rest#* }
  p=\${rest%% *}
done`;

const probe: Stub = { name: "probe", text: `${PIDS}\nrecord "$@" "pids=$pids"` };

function withProbe(laboratory: Laboratory): Laboratory {
  const stubs = laboratory.stubs.map((one) =>
    one.name === "aws" ? { ...one, text: PIDS + one.text.replace('record "$@"', 'record "$@" "pids=$pids"') } : one,
  );
  return { ...laboratory, stubs: [...stubs, probe] };
}

export const messagesLaboratory = withProbe(credentialsLaboratory);
export const thoroughMessagesLaboratory = withProbe(thoroughLaboratory);

/** Matches text that ends with the end of a block, which is no word. */
const ENDS_BLOCK = /(?:^|[\s;])(?:done|fi|esac|[})])$/;

/**
 * The script with a probe at the end of each word that ends at one of the offsets. A probe expands to nothing, and logs its number
 * when the word is expanded.
 */
export function withProbes(script: string, ends: readonly number[]): string {
  let result = "";
  let last = 0;
  for (const [number, end] of ends.entries()) {
    const before = script.slice(last, end);
    result += ENDS_BLOCK.test(script.slice(0, end)) ? before : `${before}$(probe ${number} $BASHPID)`;
    last = end;
  }
  return result + script.slice(last);
}

function ancestors({ argv }: Recorded): readonly string[] {
  return argv.at(-1)?.replace("pids=,", "").split(",") ?? [];
}

/** The expansion of a word with a probe. */
export interface Probed {
  readonly number: number;
  /** The process ID of the shell that expanded the word. */
  readonly shell: string | undefined;
}

export function probedBy(record: Recorded): Probed | undefined {
  if (record.program !== "probe") return undefined;
  const [number, substitution] = record.argv as [string, string];
  const pids = ancestors(record);
  return { number: Number(number), shell: pids[pids.indexOf(substitution) + 1] };
}

/** Whether the shell or one of its descendants started the program. */
export function startedBy(record: Recorded, shell: string | undefined): boolean {
  return shell !== undefined && ancestors(record).includes(shell);
}
