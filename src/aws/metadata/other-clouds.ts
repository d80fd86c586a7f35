/**
 * Other clouds answer at the same address, each with its own paths or headers. A request that speaks to one of them needs
 * no EC2 token: Azure's IMDS, Google's metadata server, OpenStack, Oracle Cloud, Hetzner, DigitalOcean, Vultr.
 */
import { outline, type AbstractString } from "../../shell/index.ts";

/** First segments of paths that EC2 does not have. */
const PATHS = /^\/+(computeMetadata|metadata|openstack|opc|hetzner|v1|v1\.json|0\.1)(\/|$)/i;

const HEADERS =
  /^\s*(metadata\s*:\s*true|metadata-flavor\s*:|x-google-metadata-request\s*:|authorization\s*:\s*bearer oracle)/i;

/** Whether a request to the metadata service's address means another cloud's. */
export function isOtherCloud(path: AbstractString, headers: readonly AbstractString[]): boolean {
  return PATHS.test(outline(path)) || headers.some((header) => HEADERS.test(outline(header)));
}
