/**
 * The JSON documents of the metadata services, whose keys and order are documented. Sources: AWS's EC2 user guide
 * ("Retrieve security credentials from instance metadata", "Instance identity documents") and the ECS agent's credentials
 * handler. All values are made up.
 */
import { UNKNOWN_TEXT } from "../../shell/index.ts";
import type { Json } from "./json.ts";
import { layouts, type Layout } from "./layout.ts";

export interface KnownDocument {
  /** The document's name in messages: "the metadata service's credentials document". */
  readonly name: string;
  readonly value: Json;
  /** The layout in which it is printed today. */
  readonly layout: Layout;
  /** Whether it keeps this layout, because a program has formatted it. */
  readonly isFormatted?: boolean;
  /**
   * Whether the real document has exactly these keys, with values of the same kind. For the output of operations, the value
   * is only a sample.
   */
  readonly exact: boolean;
  /** Whether it is a list that may have any number of elements. */
  readonly isOpenList?: boolean;
}

const expiration = "2026-01-01T06:30:00Z";
const token = "IQoJb3JpZ2luX2VjEBk//wEa+CXVz/dC1lYXN0LTEiRzBF==";
const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE=KEY";

export const instanceCredentials: KnownDocument = {
  name: "the metadata service's credentials document",
  layout: layouts.metadata,
  exact: true,
  value: {
    Code: "Success",
    LastUpdated: "2026-01-01T00:10:00Z",
    Type: "AWS-HMAC",
    AccessKeyId: "ASIAIOSFODNN7EXAMPLE",
    SecretAccessKey: secret,
    Token: token,
    Expiration: expiration,
  },
};

export const instanceProfile: KnownDocument = {
  name: "the metadata service's iam/info document",
  layout: layouts.metadata,
  exact: true,
  value: {
    Code: "Success",
    LastUpdated: "2026-01-01T00:10:00Z",
    InstanceProfileArn: "arn:aws:iam::123456789012:instance-profile/web-server",
    InstanceProfileId: "AIPAIOSFODNN7EXAMPLE",
  },
};

export const identityDocument: KnownDocument = {
  name: "the instance identity document",
  layout: layouts.metadata,
  exact: true,
  value: {
    accountId: "123456789012",
    architecture: "x86_64",
    availabilityZone: "us-east-1a",
    billingProducts: null,
    devpayProductCodes: null,
    marketplaceProductCodes: null,
    imageId: "ami-0abcdef1234567890",
    instanceId: "i-0123456789abcdef0",
    instanceType: "t3.micro",
    kernelId: null,
    pendingTime: "2026-01-01T00:00:00Z",
    privateIp: "172.31.0.10",
    ramdiskId: null,
    region: "us-east-1",
    version: "2017-09-30",
  },
};

export const taskCredentials: KnownDocument = {
  name: "the ECS task's credentials document",
  layout: layouts.compact,
  exact: true,
  value: {
    RoleArn: "arn:aws:iam::123456789012:role/task",
    AccessKeyId: "ASIAIOSFODNN7EXAMPLE",
    SecretAccessKey: secret,
    Token: token,
    Expiration: expiration,
  },
};

export const exportedCredentials: KnownDocument = {
  name: "the output of aws configure export-credentials",
  layout: layouts.process,
  exact: true,
  value: {
    Version: 1,
    AccessKeyId: "ASIAIOSFODNN7EXAMPLE",
    SecretAccessKey: secret,
    SessionToken: token,
    Expiration: "2026-01-01T06:30:00+00:00",
  },
};

/** The token of `aws eks get-token`, for kubectl. */
export const execCredential: KnownDocument = {
  name: "the output of aws eks get-token",
  layout: layouts.cli,
  exact: true,
  value: {
    kind: "ExecCredential",
    apiVersion: "client.authentication.k8s.io/v1beta1",
    spec: {},
    status: { expirationTimestamp: expiration, token: `k8s-aws-v1.${secret}` },
  },
};

/** On an instance and on a hybrid node, the caller is a role. */
export const callerIdentity: KnownDocument = {
  name: "the output of aws sts get-caller-identity",
  layout: layouts.cli,
  exact: true,
  value: {
    UserId: "AROAIOSFODNN7EXAMPLE:i-0123456789abcdef0",
    // Not the account in the ARN: a pipeline may look for either.
    Account: "210987654321",
    Arn: "arn:aws:sts::123456789012:assumed-role/web-server/i-0123456789abcdef0",
  },
};

const keysOfAnswers: ReadonlySet<string> = new Set(
  [instanceCredentials, instanceProfile, identityDocument, taskCredentials, callerIdentity].flatMap(({ value }) =>
    Object.keys(value as Readonly<Record<string, Json>>).map((key) => key.toLowerCase()),
  ),
);

/**
 * Whether a word, in upper or lower case, names a key of another document, and no value of this one can contain it: only names
 * that people choose, as in ARNs, contain any text.
 */
export function isKeyElsewhere(word: string, { exact, value }: KnownDocument): boolean {
  return exact && keysOfAnswers.has(word.toLowerCase()) && !JSON.stringify(value).includes("arn:");
}

/**
 * The document at a path of the instance metadata service; `"plain"` if the service answers with something else,
 * `undefined` if the answer is unknown. `path` contains `UNKNOWN_TEXT` for each unknown part.
 */
export function metadataDocument(path: string): KnownDocument | "plain" | undefined {
  const [, rest] = /^\/[^/]+\/([^]*)$/.exec(path.replace(/\/{2,}/g, "/")) ?? [];
  if (rest === undefined) return path.includes(UNKNOWN_TEXT) ? undefined : "plain";
  if (/^meta-data\/iam\/security-credentials\/[^/]+\/?$/.test(rest)) return instanceCredentials;
  if (/^meta-data\/identity-credentials\/ec2\/security-credentials\/[^/]+\/?$/.test(rest)) return instanceCredentials;
  if (/^meta-data\/iam\/info\/?$/.test(rest)) return instanceProfile;
  if (/^dynamic\/instance-identity\/document\/?$/.test(rest)) return identityDocument;
  if (rest.startsWith("user-data") || /^meta-data\/(events|spot)\//.test(rest)) return undefined;
  return rest.includes(UNKNOWN_TEXT) && !/^meta-data\/[a-z]/.test(rest) ? undefined : "plain";
}
