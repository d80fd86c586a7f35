/** Recognizes requests to the metadata service. */
import { metadataUrl } from "../../../aws/metadata/service.ts";
import type { Run } from "../../../shell/index.ts";
import { readCurl } from "./command-line.ts";

/** Whether this is a run of curl whose requests are all for the metadata service. */
export function asksMetadataOnly(run: Run): boolean {
  if (run.invocation.program !== "curl") return false;
  return readCurl(run).requests.every(({ url }) => metadataUrl(url) !== undefined);
}
