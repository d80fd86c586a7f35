/** What is not read, so that no file can exhaust time, memory or the stack. Each is far above every real document. */

/** Nesting of mappings and sequences. The deepest real document known has 25 levels. */
export const MAX_DEPTH = 200;

/** UTF-16 units of a file. CloudFormation takes templates of up to 1 MB, Systems Manager documents of up to 64 KB. */
export const MAX_FILE_LENGTH = 16 * 1024 * 1024;

/** UTF-16 units of a Terraform file: tree-sitter needs some seconds for so much without a meaning. */
export const MAX_HCL_LENGTH = 1024 * 1024;

/** Steps of one file, counted again for each alias that leads to them. */
export const MAX_STEPS = 10_000;

/** UTF-16 units of one script, after aliases and functions are resolved. */
export const MAX_SCRIPT_LENGTH = 1024 * 1024;

/**
 * UTF-16 units that all scripts of one file may have beyond its own length: aliases can name the same long script many times, and
 * functions of Terraform can take it from another file.
 */
export const MAX_REPEATED_LENGTH = 256 * 1024;

/** A document in a string in a document … */
export const MAX_EMBEDDING = 4;

/** Functions (`Fn::Join`, `Fn::If` …) that stand in one another, and aliases that lead from one to the next. */
export const MAX_FUNCTION_DEPTH = 30;

/** Nodes visited while functions, aliases and nested steps are followed; more are only reached by aliases of aliases. */
export const MAX_VISITS = 100_000;

/** Items of a list and entries of an object that functions of Terraform put together; longer ones are not known. */
export const MAX_LISTED = 10_000;

/** Problems reported for one file. */
export const MAX_PROBLEMS = 1_000;

/** UTF-16 units of one scalar that are decoded to check edits of it, beyond those checked by the lines they touch; then it gets no more. */
export const MAX_DECODED = 4_000_000;

/** Mappings that one mapping is merged of (`<<`); further ones are not looked into. Real documents have three. */
export const MAX_MERGES = 100;
