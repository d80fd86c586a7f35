/** The interest in a script, and how its programs and variables are told by their names. */

/** What somebody wants to know of a script. */
export interface Interest {
  /** Base names of the programs whose arguments and environments are judged path by path. */
  readonly watched: readonly string[];
  /** Of these programs, some are of interest only where a text may come to them that has one of these parts. */
  readonly about?: { readonly programs: readonly string[]; readonly parts: RegExp } | undefined;
  /** Whether the AWS CLI's variables and files are of interest of themselves; they are where nothing is said. */
  readonly credentials?: boolean | undefined;
  /** Commands that are wanted though they are none of these: those with one of the parts in a word, and what reads from them. */
  readonly followed?: { readonly commands: RegExp; readonly parts: RegExp } | undefined;
  /** Programs that do something with their words that counts; of others a watched program's name among these says nothing. */
  readonly modelled?: ((program: string) => boolean) | undefined;
  /** Programs that may run a file that their words name; every one may where nothing is said. */
  readonly starts?: ((program: string) => boolean) | undefined;
  /** What has to do with none of these may be passed over. */
  readonly only?: boolean | undefined;
  /** Few paths are kept apart: more is then possible than there is, and nothing less. */
  readonly roughly?: boolean | undefined;
}

/**
 * A variable of the AWS CLI that says something of credentials or output, or that was meant to (`AWS_SECRET_KEY`); or only the start
 * of its name (`AWS_$NAME`, `${!AWS_*}`).
 */
const AWS_VARIABLE =
  /AWS_(?!SSM_|CLI_)(?:\w*(?:KEY|SECRET|TOKEN|SESSION|SECURITY|PROFILE|CRED|ROLE|CONFIG|METADATA|OUTPUT|IDENTITY|CONTAINER|AUTH|SSO)|\w*[$@*`{]|(?!\w))/;

/** The directory of the AWS CLI's own files. */
const OWN_FILES = String.raw`\.aws(?:/|(?![\w.-]))`;

/** A letter, a dot or a dash before it makes a name a part of another's, but for the dash of `${CMD:-aws}`. */
const PART_OF_ANOTHER = String.raw`(?<![\w.]|(?<!\$\{[\w[\]@*]+:?)-)`;

/** One of the programs' names where it may be one: the source of an expression, which matches nothing where there is none. */
export function programNames(names: readonly string[]): string {
  return names.length === 0 ? "(?!)" : `${PART_OF_ANOTHER}(?:${names.join("|")})(?![\\w./-])`;
}

/** The same, and what names AWS's variables and files. */
export function programPattern(names: readonly string[], credentials: boolean): RegExp {
  return new RegExp([programNames(names), ...(credentials ? [AWS_VARIABLE.source, OWN_FILES] : [])].join("|"));
}

/** Whether a variable that can matter to the AWS CLI is named in the text. */
export function namesAwsVariable(text: string): boolean {
  return AWS_VARIABLE.test(text);
}

/** Whether a variable can matter to the AWS CLI. */
export function isAwsVariable(name: string): boolean {
  return name.startsWith("AWS_") && namesAwsVariable(name);
}
