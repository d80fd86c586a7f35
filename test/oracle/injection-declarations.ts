/** Random parameter declarations, and whether they permit a value. re2js decides this, independently of the rule's own automata. */
import fc from "fast-check";
import { RE2JS } from "re2js";

export interface Declared {
  readonly kind: string;
  readonly type: string;
  readonly allowedPattern?: string;
  readonly allowedValues?: readonly string[];
  readonly interpolationType?: "ENV_VAR";
}

const SPECIAL = " ;&|$()`'\"\\<>#={}*[]\n/.-!~:,@%+";
const escapedInClass = (text: string): string =>
  text.replaceAll(/[\\\]^-]/g, String.raw`\$&`).replaceAll("\n", String.raw`\n`);

const some = fc.array(fc.constantFrom(...SPECIAL), { maxLength: 4 }).map((all) => all.join(""));
const letters = fc.constantFrom("a-z", "a-zA-Z0-9", "a-zA-Z0-9_.-", String.raw`\w`, String.raw`\w\s`, "0-9", "a-d", "");

const admitting = fc.tuple(letters, some).map(([base, more]) => `[${base}${escapedInClass(more)}]`);
const forbidding = fc
  .tuple(fc.constantFrom("", ";", ";&|", '"', "'", "$`", '"$`', '"$`\\', "'\n", ";&|$`\n", "\n"), some)
  .map(([base, more]) => `[^${escapedInClass(base + more)}]`);
const characters = fc
  .oneof(admitting, forbidding, fc.constantFrom(".", String.raw`\S`, String.raw`\d`, String.raw`[\s\S]`))
  .map((text) => (text === "[]" || text === "[^]" ? "." : text));
const repeated = fc
  .tuple(characters, fc.constantFrom("", "*", "+", "{1,64}", "{0,3}", "?", "{2,}"))
  .map(([set, count]) => set + count);
const literal = fc.constantFrom(
  "a",
  "None",
  "s3://",
  "arn:",
  "-",
  String.raw`\.`,
  "x/",
  "/",
  ";",
  '"',
  "'",
  String.raw`\$`,
);
const sequence = fc
  .array(fc.oneof(repeated, repeated, literal), { minLength: 1, maxLength: 3 })
  .map((all) => all.join(""));
const alternatives = fc.array(sequence, { minLength: 1, maxLength: 2 });

const pattern = fc.oneof(
  { weight: 6, arbitrary: alternatives.map((all) => `^(?:${all.join("|")})$`) },
  { weight: 2, arbitrary: alternatives.map((all) => `^${all.join("|")}$`) },
  { weight: 2, arbitrary: alternatives.map((all) => all.map((one) => `^${one}$`).join("|")) },
  { weight: 1, arbitrary: alternatives.map((all) => all.join("|")) },
  { weight: 1, arbitrary: alternatives.map((all) => String.raw`(?i)\A(${all.join("|")})*\z`) },
  { weight: 1, arbitrary: alternatives.map((all) => String.raw`(?m)^(${all.join("|")})$`) },
  { weight: 1, arbitrary: alternatives.map((all) => String.raw`^\b(${all.join("|")})\b$`) },
);

const plain: fc.Arbitrary<Declared> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: "free", type: "String" }) },
  { weight: 12, arbitrary: pattern.map((allowedPattern) => ({ kind: "pattern", type: "String", allowedPattern })) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom("a", "b c", "x;id", "$(id)", "a'b", "`id`", '";id;"', "v1.2", "a&b"), {
        minLength: 1,
        maxLength: 3,
      })
      .map((allowedValues) => ({ kind: "values", type: "String", allowedValues })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("Integer", "Boolean", "AWS::EC2::Instance::Id").map((type) => ({ kind: "type", type })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "list", type: "StringList" }) },
  {
    weight: 1,
    arbitrary: pattern.map((allowedPattern) => ({ kind: "list pattern", type: "StringList", allowedPattern })),
  },
);

/** Declarations, some of which pass the parameter in an environment variable. */
export const declarations: fc.Arbitrary<Declared> = fc.tuple(plain, fc.nat(9)).map(([declared, number]) => {
  if (number > 0 || declared.type !== "String") return declared;
  return { ...declared, kind: `${declared.kind} in a variable`, interpolationType: "ENV_VAR" };
});

/** Patterns of values that do little alone: a word, with a few special characters of the shell before or after it. */
const half = fc
  .array(fc.constantFrom("'", '"', "`", "\\\\", ";", "&", " ", "#", "$", "\\n", "|", "<", ">"), { maxLength: 3 })
  .chain((special) => {
    const set = `[${special.join("")}a-z]`;
    const one = special[0] === undefined ? "a" : `[${special[0]}]`;
    return fc.constantFrom(
      `^${set}$`,
      `^[a-z]*${one}?$`,
      `^${one}?[a-z]*$`,
      `^${one}?[a-z]+${set}?$`,
      `^${set}{0,4}$`,
      `^${set}*$`,
    );
  })
  .map((allowedPattern): Declared => ({ kind: "half", type: "String", allowedPattern }));

/** Declarations for two parameters that are used together. */
export const pairs: fc.Arbitrary<readonly [Declared, Declared]> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(declarations, declarations) },
  { weight: 4, arbitrary: fc.tuple(half, half) },
);

/** Whether the declaration permits a value, or an element of a list; `undefined` if its pattern does not compile. */
export function permits({ allowedPattern, allowedValues, kind }: Declared): ((value: string) => boolean) | undefined {
  if (kind === "type") return (value) => /^(?:\d+|true|false|i-[0-9a-f]+)$/.test(value);
  if (allowedValues !== undefined) return (value) => allowedValues.includes(value);
  if (allowedPattern === undefined) return () => true;
  try {
    const compiled = RE2JS.compile(allowedPattern);
    return (value) => compiled.matcher(value).find();
  } catch {
    return undefined;
  }
}

/**
 * The text that the agent pastes: that of amazon-ssm-agent's `convertToString`, which encodes lists with Go's `json.Marshal`; or the
 * name of a variable if the declaration requests one (`replaceValidatedPluginParameters`).
 */
export function pasted({ interpolationType, type }: Declared, name: string, value: string): string {
  if (interpolationType === "ENV_VAR") return `$SSM_${name}`;
  if (type !== "StringList") return value;
  return JSON.stringify([value]).replaceAll(/[&<>]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`);
}
