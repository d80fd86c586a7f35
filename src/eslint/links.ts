/** The project's own URLs. All are derived from the field `repository` of package.json; without it there are none. */
import { packageInfo, type PackageInfo } from "../package-info.ts";

/** The URL of the project's website, without a trailing slash. */
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

/** A rule's page: its URL, or its path in the package if the project has no URL. */
export function rulePage(rule: string, url: string | undefined = projectUrl()): string {
  const path = `rules/${rule}.md`;
  return url === undefined ? path : `${url}/blob/HEAD/${path}`;
}
