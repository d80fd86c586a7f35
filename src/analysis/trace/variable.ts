/** What a program sees of one variable, and the words in the script that decide it. */
import { visibilityOf, type VariableVisibility } from "../../aws/credentials/variables.ts";
import { type Binding, type Run, knownText, type Span } from "../../shell/index.ts";

export interface SeenVariable {
  readonly name: string;
  readonly is: VariableVisibility;
  /** The value, if it is known. */
  readonly text: string | undefined;
  /** The reason, in words that follow the variable's name: "is exported". */
  readonly because: string;
  /** The words of the script that decide it. */
  readonly span: Span | undefined;
  /** The value that the program sees anyway if the agent has exported the variable: a shell keeps the export attribute. */
  readonly ifGiven?: string | undefined;
}

/** Returns the alternatives for a variable on the paths that a run represents; only one, unless paths were joined. */
export function seenVariable(run: Run, name: string): readonly SeenVariable[] {
  const bindings = run.environment.get(name);
  if (bindings.length === 0) return [absent(name, "is not set")];
  const seen = bindings.map((binding) => ofBinding(name, binding));
  return seen.filter((one, index) => seen.findIndex(({ is, text }) => is === one.is && text === one.text) === index);
}

function absent(name: string, because: string, span?: Span): SeenVariable {
  return { name, is: "absent", text: undefined, because, span };
}

function ofBinding(name: string, binding: Binding): SeenVariable {
  const removal = "removal" in binding ? binding.removal : undefined;
  if (removal !== undefined) {
    const { by, span, was } = removal;
    if (by === "not exported") {
      const unseen = absent(name, "is set, but not exported", was.state === "set" ? was.span : span);
      return was.state === "set" && was.ifGiven === true ? { ...unseen, ifGiven: knownText(was.value) ?? "…" } : unseen;
    }
    return absent(name, by === "unset" ? "is unset" : by === "local ended" ? "was local" : `is dropped by ${by}`, span);
  }
  switch (binding.state) {
    case "inherited":
    case "unset":
      return absent(name, "is not set");
    case "unknown":
      return {
        name,
        is: "unknown",
        text: undefined,
        because: "may be set by unknown code",
        span: binding.span,
      };
    case "set": {
      const is = visibilityOf(binding);
      const text = knownText(binding.value);
      const because = is === "set" ? "is exported" : is === "empty" ? "is empty" : "is set, but not exported";
      const ifGiven = is === "absent" && binding.ifGiven === true ? (text ?? "…") : undefined;
      return { name, is, text, because, span: binding.span, ifGiven };
    }
  }
}
