/** Writes the request for a token that a fix inserts, and determines what its surroundings would do with it. */
import { LONGEST_TTL, TOKEN_PATH } from "../../aws/metadata/service.ts";
import { knownText, type ShellScript } from "../../shell/index.ts";
import { Tracing } from "../trials/tracing.ts";
import type { Place } from "./statements.ts";
import { mayAssign } from "./token-variable.ts";
import type { MetadataFault } from "./verdict.ts";

/** The requests for tokens that the fixes of one script insert. */
export class TokenRequests {
  /** The statements before which a request is inserted, and the variable that it sets. */
  readonly places: (Place & { readonly name: string })[] = [];
  readonly #text: string;
  readonly #tracing: Tracing;
  readonly #functions = new Map<string, boolean>();

  constructor(script: Pick<ShellScript, "comments" | "interpreter" | "text">) {
    this.#text = script.text;
    this.#tracing = new Tracing(script);
  }

  /** The statement before which a request for this variable is already inserted that also serves a command in these statements. */
  sharedBy(places: readonly Place[], name: string): Place | undefined {
    return this.places.find(
      (planned) =>
        planned.name === name &&
        places.some((place) => place.list === planned.list && planned.pos <= place.pos) &&
        !mayAssign(this.#text.slice(planned.pos, places[0]!.pos), name),
    );
  }

  /** Whether a trace would show the token that is assigned at the position. */
  isTraced(pos: number): boolean {
    return this.#tracing.isOnAt(pos);
  }

  /** An assignment of the token to the variable. The program is the one that the faulty request uses. */
  assignment(fault: MetadataFault, name: string): string {
    const { origin } = fault.request.url;
    const url = origin.includes("[") ? `"${origin}${TOKEN_PATH}"` : `${origin}${TOKEN_PATH}`;
    const written = knownText(fault.run.argv[0]!.value) ?? fault.program;
    // In a function of that name, the request would call the function again.
    const program = this.#isFunction(written) ? `command ${written}` : written;
    const ask =
      fault.program === "curl"
        ? `${program} -sf -m 5 -X PUT -H "${LONGEST_TTL}" ${url}`
        : `${program} -q -O - -T 5 -t 1 --method=PUT --header="${LONGEST_TTL}" ${url}`;
    return `${name}=$(${ask})`;
  }

  /** Whether the script defines a function with this name. */
  #isFunction(name: string): boolean {
    let is = this.#functions.get(name);
    if (is === undefined) {
      const definition = `(?:^|[\\s;&|({])${name}\\s*\\(\\s*\\)|\\bfunction\\s+${name}(?![\\w-])`;
      is = /^[\w-]+$/.test(name) && new RegExp(definition).test(this.#text);
      this.#functions.set(name, is);
    }
    return is;
  }
}
