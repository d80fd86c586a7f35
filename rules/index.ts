/** All rules, by the names that configurations use. */
import { completeAwsCredentials } from "./complete-aws-credentials.ts";
import { explicitAwsCredentials } from "./explicit-aws-credentials.ts";
import { noBashisms } from "./no-bashisms.ts";
import { noFragileJsonParsing } from "./no-fragile-json-parsing.ts";
import { noIgnoredSetting } from "./no-ignored-setting.ts";
import { noParameterInjection } from "./no-parameter-injection.ts";
import { noSecretExposure } from "./no-secret-exposure.ts";
import { noSilentCredentialFallback } from "./no-silent-credential-fallback.ts";
import { noUnnoticedFailure } from "./no-unnoticed-failure.ts";
import { noSyntaxError } from "./no-syntax-error.ts";
import { validDocument } from "./valid-document.ts";
import { requireImdsv2 } from "./require-imdsv2.ts";

export const rules = {
  "explicit-aws-credentials": explicitAwsCredentials,
  "require-imdsv2": requireImdsv2,
  "complete-aws-credentials": completeAwsCredentials,
  "no-fragile-json-parsing": noFragileJsonParsing,
  "no-parameter-injection": noParameterInjection,
  "no-bashisms": noBashisms,
  "no-secret-exposure": noSecretExposure,
  "no-silent-credential-fallback": noSilentCredentialFallback,
  "no-unnoticed-failure": noUnnoticedFailure,
  "no-syntax-error": noSyntaxError,
  "valid-document": validDocument,
  "no-ignored-setting": noIgnoredSetting,
};
