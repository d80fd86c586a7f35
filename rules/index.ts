/** All rules, by the names that configurations use. */
import { explicitAwsCredentials } from "./explicit-aws-credentials.ts";

export const rules = {
  "explicit-aws-credentials": explicitAwsCredentials,
};
