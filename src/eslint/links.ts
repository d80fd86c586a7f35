/** The project's own addresses. All derive from the field `repository` of package.json; without it there are none. */
import { packageInfo, type PackageInfo } from "../package-info.ts";

/** The address to read the project at, without a slash at its end. */
export function projectUrl({ repository }: Pick<PackageInfo, "repository"> = packageInfo): string | undefined {
  const url = typeof repository === "string" ? repository : repository?.url;
  if (url === undefined) return undefined;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/u.exec(url);
  if (short !== null) return `https://github.com/${short[1]}`;
  return url
    .replace(/^git\+/u, "")
    .replace(/^(?:ssh|git):\/\/(?:git@)?/u, "https://")
    .replace(/(?:\.git)?\/?$/u, "");
}

/** A rule's page: its address, or its path in the package where the project has no address. */
export function rulePage(rule: string, url: string | undefined = projectUrl()): string {
  const path = `rules/${rule}.md`;
  return url === undefined ? path : `${url}/blob/HEAD/${path}`;
}
