/**
 * Recognizes requests to the metadata services of other clouds, which use the same address with their own paths or headers:
 * Azure's IMDS, Google's metadata server, OpenStack, Oracle Cloud, Hetzner, DigitalOcean, Vultr. Such a request needs no
 * EC2 token.
 */
import { outline, type AbstractString } from "../../shell/index.ts";

/** First path segments that EC2 does not have. */
const PATHS = /^\/+(computeMetadata|metadata|openstack|opc|hetzner|v1|v1\.json|0\.1)(\/|$)/i;

const HEADERS =
  /^\s*(metadata\s*:\s*true|metadata-flavor\s*:|x-google-metadata-request\s*:|authorization\s*:\s*bearer oracle)/i;

/** Whether a request to the metadata service's address is meant for another cloud. */
export function isOtherCloud(path: AbstractString, headers: readonly AbstractString[]): boolean {
  return PATHS.test(outline(path)) || headers.some((header) => HEADERS.test(outline(header)));
}
