/** What rules about the metadata service watch: curl and wget, if the service's address may reach them. */
import type { Watches } from "./watches.ts";

/** Spellings of the metadata service's address, or a part of each spelling. */
const ADDRESS = /169\.254|fd00:ec2|instance-data|meta-data|2852039166|0x[aA]9|0251|security-credentials/;

export const METADATA_REQUESTS: Watches = { programs: ["curl", "wget"], about: ADDRESS };
