/**
 * The error codes with which services reject a key that is not in AWS's records, and a temporary key without its token.
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html,
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html; for S3 and a missing token
 * https://github.com/aws/aws-cli/issues/3793.
 */

const CODES: ReadonlyMap<string, string> = new Map([
  ["s3", "InvalidAccessKeyId"],
  ["s3api", "InvalidAccessKeyId"],
  ["iam", "InvalidClientTokenId"],
  ["sts", "InvalidClientTokenId"],
]);

/** The code with which the service of an AWS CLI command rejects an unknown key; `undefined` if it is not known here. */
export const rejectionCode = (command: string | undefined): string | undefined => CODES.get(command ?? "");
