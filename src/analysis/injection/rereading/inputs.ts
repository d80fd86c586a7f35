/** What a command may read: redirections, and the earlier commands in its pipeline. */
import type { Pipeline, Word } from "unbash";
import { type Call, expansions, type Place, type Reach } from "../../../shell/index.ts";

/** The inputs of the commands in one statement that values may reach. */
interface StatementInputs {
  readonly isRedirected: boolean;
  /** For each pipeline, the text up to the end of the first such command, and the text after it. */
  readonly piped: readonly { readonly written: string; readonly after: string }[];
}

export class Inputs {
  readonly reach: Reach;
  /** By statement and function. */
  readonly #known = new Map<Place, Map<string | undefined, StatementInputs>>();

  constructor(reach: Reach) {
    this.reach = reach;
  }

  /** Whether a value may reach what the command reads. */
  areReached(call: Call): boolean {
    for (let { place } = call; place !== undefined; place = place.outer) {
      const { isRedirected, piped } = this.#of(place, call);
      if (isRedirected) return true;
      if (piped.some(({ after, written }) => after.includes(call.text) || !written.includes(call.text))) return true;
    }
    return false;
  }

  #of(place: Place, call: Call): StatementInputs {
    let byFunction = this.#known.get(place);
    if (byFunction === undefined) this.#known.set(place, (byFunction = new Map()));
    let inputs = byFunction.get(call.inside);
    if (inputs === undefined) byFunction.set(call.inside, (inputs = this.#find(place, call)));
    return inputs;
  }

  #find({ source, statement: { command } }: Place, call: Call): StatementInputs {
    const isReached = ({ end, pos }: Pick<Word, "end" | "pos">): boolean => {
      const text = source.slice(pos, end);
      return this.reach.comesTo({ ...call, text, uses: expansions(text), bodies: "", place: undefined });
    };
    const nodes = command.type === "AndOr" ? command.commands : [command];
    const pipelines = nodes.filter((node): node is Pipeline => node.type === "Pipeline");
    const isRedirected = [...nodes, ...pipelines.flatMap(({ commands }) => commands)].some(
      (node) => (node.type === "Command" || node.type === "Redirected") && node.redirects.some(isReached),
    );
    const piped = pipelines.flatMap(({ commands, end, pos }) => {
      const first = commands.find(isReached);
      return first === undefined
        ? []
        : [{ written: source.slice(pos, first.end), after: source.slice(first.end, end) }];
    });
    return { isRedirected, piped };
  }
}
