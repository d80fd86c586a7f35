/** Random lines that determine the credentials of an `aws` call, and the call. */
import fc from "fast-check";

const value = (...values: string[]) => fc.constantFrom(...values);
const assignment = fc.oneof(
  fc.tuple(value("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), value("AKIAX", "AKIAX", "''")),
  fc.tuple(value("AWS_PROFILE", "AWS_DEFAULT_PROFILE"), value("default", "ops", "''")),
  fc.tuple(value("AWS_SHARED_CREDENTIALS_FILE"), value("/dev/null", "/root/.aws/credentials", "/opt/none", "''")),
  fc.tuple(value("AWS_CONTAINER_CREDENTIALS_FULL_URI"), value("http://127.0.0.1:CONTAINER/")),
  fc.tuple(value("AWS_EC2_METADATA_DISABLED"), value("true", "false")),
  fc.tuple(value("HOME"), value("/home/app", "/root")),
);
const name = value("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "HOME");

export const lines: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: assignment.map(([variable, text]) => `export ${variable}=${text}`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `${variable}=${text}`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `( export ${variable}=${text}; true )`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `f() { export ${variable}=${text}; }; f`) },
  { weight: 2, arbitrary: name.map((variable) => `unset ${variable}`) },
  { weight: 1, arbitrary: name.map((variable) => `export ${variable}`) },
);

export const calls: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constant("aws configure list") },
  { weight: 1, arbitrary: value("default", "ops").map((profile) => `aws configure list --profile ${profile}`) },
  { weight: 1, arbitrary: assignment.map(([variable, text]) => `${variable}=${text} aws configure list`) },
  { weight: 1, arbitrary: name.map((variable) => `env -u ${variable} aws configure list`) },
  {
    weight: 1,
    arbitrary: assignment.map(([variable, text]) => `env ${variable}=${text} timeout 9 aws configure list`),
  },
);
