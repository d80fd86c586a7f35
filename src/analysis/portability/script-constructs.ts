/** Every construct of a step that some `sh` does not have: those of its script, and of the code that shells run as text. */
import type { EmbeddedScript, Interpreter, ShellScript, Span } from "../../shell/index.ts";
import { isInBusybox, type FoundConstruct } from "./construct.ts";
import { writtenFiles } from "./written-files.ts";
import { examine, type Examined } from "./find-constructs.ts";

/** A shell that may be `sh`, besides bash. */
export type OtherShell = "dash" | "busybox";

export interface ScriptConstruct extends FoundConstruct {
  /** The shells that do not have it. */
  readonly shells: readonly OtherShell[];
  /** A shell in a process of its own runs it: `sh -c '…'`. */
  readonly isChild: boolean;
}

/** Which shells run code that is for this interpreter, if `sh` may be one of `configured`. */
function shellsOf(interpreter: string, configured: readonly OtherShell[]): readonly OtherShell[] {
  if (interpreter === "sh") return configured;
  if (interpreter === "dash") return ["dash"];
  return interpreter === "ash" || interpreter === "busybox" ? ["busybox"] : [];
}

/**
 * In order of the script.
 *
 * @param embedded code that the script runs as text; none if it is not asked for.
 */
export function scriptConstructs(
  { tree, text, interpreter }: { tree: NonNullable<ShellScript["tree"]>; text: string; interpreter: Interpreter },
  embedded: readonly EmbeddedScript[],
  configured: readonly OtherShell[],
): ScriptConstruct[] {
  const own = shellsOf(interpreter.kind, configured);
  if (own.length === 0 && embedded.length === 0 && !text.includes("<<")) return [];
  const examined = examine(tree, text);
  const found = own.length === 0 ? [] : examined.found.map((one) => ({ ...one, shells: own, isChild: false }));
  const all = [
    ...found,
    ...[...embedded, ...writtenFiles(tree, text)].flatMap((one) => inCode(one, examined, own, configured)),
  ];
  const seen = new Set<string>();
  return all
    .map((one): ScriptConstruct => ({
      ...one,
      shells: one.shells.filter((shell) => shell === "dash" || !isInBusybox(one)),
    }))
    .filter(({ name, span, shells }) => {
      const key = `${name} ${span.pos} ${span.end}`;
      if (shells.length === 0 || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .toSorted((a, b) => a.span.pos - b.span.pos);
}

function inCode(
  { tree, text, interpreter, exact, span, pos, end }: EmbeddedScript,
  outer: Examined,
  own: readonly OtherShell[],
  configured: readonly OtherShell[],
): ScriptConstruct[] {
  const isChild = interpreter !== undefined;
  const shells = isChild ? shellsOf(interpreter, configured) : own;
  if (shells.length === 0 || tree === undefined || (tree.errors ?? []).length > 0) return [];
  if (outer.isUnreached({ pos, end }, isChild)) return [];
  return examine(tree, text, isChild ? { isSet: outer.names.isSet } : outer.names).found.flatMap((one) => {
    // In a function that evaluates it, it is in a function.
    if (one.name === "localOutside" && !isChild) return [];
    const fix =
      exact && one.fix?.every(isPlain) === true
        ? one.fix.map((edit) => ({ ...edit, ...span(edit.pos, edit.end) }))
        : undefined;
    const stops = isChild && (one.stops ?? "script") === "script" ? "shell" : one.stops;
    return { ...one, shells, isChild, span: spanOf(span(one.span.pos, one.span.end)), fix, stops };
  });
}

function spanOf({ pos, end }: Span): Span {
  return { pos, end };
}

/** Text that is the same in every kind of quotes. */
function isPlain({ text }: { readonly text: string }): boolean {
  return !/['"$`\\]/.test(text);
}
