/** What rules about credentials watch: the AWS CLI, its variables and its files. */
import { AWS_NAMES } from "../../aws/credentials/variables.ts";
import type { Watches } from "./watches.ts";

export const AWS_CALLS: Watches = { programs: ["aws"], variables: AWS_NAMES };
