/** curl's own variables: `--variable name=text`, and `{{name}}` in `--expand-…`. */
import { type Run, knownText, type AbstractString, type Piece } from "../../../shell/index.ts";
import { seal } from "../../argv/opaque-text.ts";

const UNKNOWN: AbstractString = [{ kind: "unknown", reason: "computed", nonEmpty: false }];

export class Variables {
  readonly #values = new Map<string, AbstractString>();
  readonly #run: Pick<Run, "environment" | "file" | "stdin">;

  constructor(run: Pick<Run, "environment" | "file" | "stdin">) {
    this.#run = run;
  }

  /** `name=text`, `name@file`, `%name` (from the environment), `%name=default`. */
  set(definition: AbstractString): void {
    const { text, unseal } = seal(definition);
    const [, imported, name = "", kind, rest = ""] = /^(%?)([A-Za-z0-9_]+)(?:([=@])([\s\S]*))?/.exec(text) ?? [];
    if (imported === "%") {
      const [binding] = this.#run.environment.get(name);
      if (binding?.state === "set" && binding.exported) this.#values.set(name, binding.value);
      else this.#values.set(name, kind === "=" ? unseal(rest) : UNKNOWN);
    } else if (kind === "=") {
      this.#values.set(name, unseal(rest));
    } else if (kind === "@") {
      const path = knownText(unseal(rest));
      const content = path === "-" ? this.#run.stdin : path === undefined ? undefined : this.#run.file(path);
      this.#values.set(name, content ?? UNKNOWN);
    }
  }

  /** The text with each `{{name}}` replaced. With functions (`{{name:trim}}`) the result is unknown. */
  expand(value: AbstractString): AbstractString {
    const { text, unseal } = seal(value);
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      pieces.push(...unseal(text.slice(from, match.index)), ...(this.#values.get(match[1]!) ?? UNKNOWN));
      from = match.index + match[0].length;
    }
    return [...pieces, ...unseal(text.slice(from))];
  }
}
