/** `import()` of a configuration file that is a JavaScript or TypeScript module. */

export type ImportModule = (url: string) => Promise<unknown>;

let importUrl: ImportModule = (url) => import(url);

/** Imports a module by its URL. */
export const importModule: ImportModule = (url) => importUrl(url);

/**
 * Replaces the function that imports modules. The binary passes in its own: with cached compiled code V8 does not restore
 * what `import()` needs (`vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER` has no effect on such code in Node 20).
 */
export function importBy(other: ImportModule): void {
  importUrl = other;
}
