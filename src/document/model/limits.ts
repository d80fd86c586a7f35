/** Limits of what is read, so that no file can exhaust time, memory or the stack. Each is far above any real document. */

/** Nesting depth of mappings and sequences. The deepest known real document has 25 levels. */
export const MAX_DEPTH = 200;

/**
 * Maximum length of a file in UTF-16 code units. CloudFormation accepts templates of up to 1 MB, Systems Manager documents
 * of up to 64 KB.
 */
export const MAX_FILE_LENGTH = 16 * 1024 * 1024;

/** Maximum length of a Terraform file in UTF-16 code units: tree-sitter needs some seconds for that much meaningless text. */
export const MAX_HCL_LENGTH = 1024 * 1024;

/** Maximum number of steps in one file. A step counts again for each alias that refers to it. */
export const MAX_STEPS = 10_000;

/** Maximum length of one script in UTF-16 code units, after aliases and functions are resolved. */
export const MAX_SCRIPT_LENGTH = 1024 * 1024;

/**
 * By how many UTF-16 code units the scripts of one file together may exceed the file's length: aliases can refer to the
 * same long script many times, and functions of Terraform can read it from another file.
 */
export const MAX_REPEATED_LENGTH = 256 * 1024;

/** Nesting depth of a document in a string in a document … */
export const MAX_EMBEDDING = 4;

/** Nesting depth of functions (`Fn::Join`, `Fn::If` …), including those reached through aliases. */
export const MAX_FUNCTION_DEPTH = 30;

/**
 * Maximum number of nodes that are visited while functions, aliases and nested steps are resolved. Only aliases of aliases
 * reach more.
 */
export const MAX_VISITS = 100_000;

/** Maximum number of list items and object entries that functions of Terraform combine. Longer lists count as unknown. */
export const MAX_LISTED = 10_000;

/** Maximum number of problems reported for one file. */
export const MAX_PROBLEMS = 1_000;

/**
 * Maximum number of UTF-16 code units of one scalar that are decoded to verify edits, apart from edits that are verified by
 * the lines they touch. After that, the scalar is not edited any more.
 */
export const MAX_DECODED = 4_000_000;

/** Maximum number of mappings merged into one (`<<`); further ones are ignored. Real documents have three. */
export const MAX_MERGES = 100;
