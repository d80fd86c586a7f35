/**
 * The keys in the AWS CLI's output whose values are secrets: a value with which somebody can act as another identity. Based
 * on the service models, whose shapes mark most of these as sensitive. Ids (`AccessKeyId`) and ciphertexts are not secrets.
 */

const TEMPORARY = ["SecretAccessKey", "SessionToken"];
const USER_TOKENS = ["AccessToken", "IdToken", "RefreshToken"];

const KEYS: Readonly<Record<string, readonly string[]>> = {
  "configure export-credentials": TEMPORARY,
  "sts assume-role": TEMPORARY,
  "sts assume-role-with-saml": TEMPORARY,
  "sts assume-role-with-web-identity": TEMPORARY,
  "sts assume-root": TEMPORARY,
  "sts get-federation-token": TEMPORARY,
  "sts get-session-token": TEMPORARY,
  "sso get-role-credentials": ["secretAccessKey", "sessionToken"],
  "cognito-identity get-credentials-for-identity": ["SecretKey", "SessionToken"],
  "cognito-idp admin-initiate-auth": USER_TOKENS,
  "cognito-idp admin-respond-to-auth-challenge": USER_TOKENS,
  "cognito-idp create-user-pool-client": ["ClientSecret"],
  "cognito-idp describe-user-pool-client": ["ClientSecret"],
  "cognito-idp initiate-auth": USER_TOKENS,
  "cognito-idp respond-to-auth-challenge": USER_TOKENS,
  "cognito-idp update-user-pool-client": ["ClientSecret"],
  "iam create-access-key": ["SecretAccessKey"],
  "iam create-service-specific-credential": ["ServicePassword"],
  "iam reset-service-specific-credential": ["ServicePassword"],
  "secretsmanager get-secret-value": ["SecretString", "SecretBinary"],
  "secretsmanager batch-get-secret-value": ["SecretString", "SecretBinary"],
  "secretsmanager get-random-password": ["RandomPassword"],
  "ssm get-parameter": ["Value"],
  "ssm get-parameters": ["Value"],
  "ssm get-parameters-by-path": ["Value"],
  "ssm get-parameter-history": ["Value"],
  "kms decrypt": ["Plaintext"],
  "kms generate-data-key": ["Plaintext"],
  "kms generate-data-key-pair": ["PrivateKeyPlaintext"],
  "kms generate-random": ["Plaintext"],
  "ecr get-authorization-token": ["authorizationToken"],
  "ecr-public get-authorization-token": ["authorizationToken"],
  "codeartifact get-authorization-token": ["authorizationToken"],
  "redshift get-cluster-credentials": ["DbPassword"],
  "redshift get-cluster-credentials-with-iam": ["DbPassword"],
  "redshift-serverless get-credentials": ["dbPassword"],
  "ec2 create-key-pair": ["KeyMaterial"],
  "lightsail create-bucket-access-key": ["secretAccessKey"],
  "lightsail get-relational-database-master-user-password": ["masterUserPassword"],
  "eks get-token": ["token"],
  "mwaa create-cli-token": ["CliToken"],
  "mwaa create-web-login-token": ["WebToken"],
};

const keys = new Map(Object.entries(KEYS));

/** Commands whose whole output is a secret. */
const WHOLE: ReadonlySet<string> = new Set([
  "ecr get-login",
  "ecr get-login-password",
  "ecr-public get-login-password",
  "rds generate-db-auth-token",
  "dsql generate-db-connect-auth-token",
  "dsql generate-db-connect-admin-auth-token",
]);

/** `"whole"` if the whole output is secret, the keys whose values are secrets, or `undefined` if there are none. */
export function secretKeys(command: string, operation: string): "whole" | readonly string[] | undefined {
  const name = `${command} ${operation}`;
  return WHOLE.has(name) ? "whole" : keys.get(name);
}

/** The variables in which the AWS CLI expects secret keys. */
export const SECRET_VARIABLES = ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"] as const;

/** Non-secret fields in the JSON of a database secret, in the format that Secrets Manager's rotation requires. */
export const OPEN_FIELDS: ReadonlySet<string> = new Set(
  "username user host hostname port engine engineversion dbname database databasename dbinstanceidentifier dbclusteridentifier endpoint region masterarn arn".split(
    " ",
  ),
);
