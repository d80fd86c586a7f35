/** The package's own name, version and repository, from package.json: `npm run generate` writes this file. */

export interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly repository?: string | { readonly url: string };
}

export const packageInfo: PackageInfo = { name: "ssmlint", version: "0.1.0" };
