/** Generates sample values for the members of an operation's output. Each value has realistic characters and is unique. */
import type { Json } from "./json.ts";

/**
 * The shape of an output in the table of operations: `s`, `n`, `b`, `t` for strings, numbers, booleans and times, `j` for
 * JSON in a string; an array with one shape for a list; an object for a structure; `m` for a map of strings.
 */
export type Shape = "s" | "n" | "b" | "t" | "j" | "m" | readonly Shape[] | { readonly [member: string]: Shape };

/** A document of that shape, with one element in each list. */
export function sampleDocument(shape: Shape): Json {
  let count = 0;
  const sample = (part: Shape, name: string, holder: string): Json => {
    if (Array.isArray(part)) {
      const [element] = part as readonly Shape[];
      return element === undefined ? [] : [sample(element, element === "s" ? singular(name) : name, holder)];
    }
    if (typeof part === "object")
      return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, sample(member as Shape, key, name)]));
    count++;
    switch (part) {
      case "n":
        return 1000 + count;
      case "b":
        return count % 2 === 0;
      case "t":
        return `2026-01-${String((count % 28) + 1).padStart(2, "0")}T06:30:${String(count % 60).padStart(2, "0")}+00:00`;
      case "j":
        return `{"username":"admin${count}","password":"p@ss${count}"}`;
      case "m":
        return {};
      default:
        return sampleText(name, count, holder);
    }
  };
  const value = sample(shape, "", "");
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  // The CLI follows these pagination tokens itself.
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !/^(NextToken|nextToken|NextMarker|Marker)$/.test(key)),
  );
}

/** The name of one element of a list of texts: an element of taskArns is a taskArn. */
function singular(name: string): string {
  return name.replace(/(?<=[a-rt-z])s$/, "");
}

/** The prefixes of some resources' identifiers. */
const prefixes = new Map([
  ["AllocationId", "eipalloc"],
  ["GroupId", "sg"],
  ["ImageId", "ami"],
  ["InstanceId", "i"],
  ["InternetGatewayId", "igw"],
  ["NatGatewayId", "nat"],
  ["NetworkInterfaceId", "eni"],
  ["RouteTableId", "rtb"],
  ["SnapshotId", "snap"],
  ["SubnetId", "subnet"],
  ["VolumeId", "vol"],
  ["VpcId", "vpc"],
]);

/** How the identifiers of Route 53 begin, by the structure that contains them: they are paths. */
const idPaths = new Map([
  ["ChangeInfo", "/change/C"],
  ["DelegationSet", "/delegationset/N"],
  ["HostedZone", "/hostedzone/Z"],
]);

/**
 * A text for a member of this name.
 * @param count makes it unique
 * @param holder the name of the structure or list that contains the member
 */
export function sampleText(name: string, count: number, holder = ""): string {
  const path = name === "Id" ? idPaths.get(holder.replace(/s$/, "")) : undefined;
  if (path !== undefined) return `${path}0A1B2C3D4E5F${count}`;
  const prefix = prefixes.get(name) ?? prefixes.get(name.replace(/^(?:Source|Parent|Target|Default|Main)/, ""));
  if (prefix !== undefined) return `${prefix}-0a1b2c3d4e5f${String(count).padStart(5, "0")}`;
  if (name === "AssumedRoleId") return `AROAIOSFODNN7EXAMP${count}:session`;
  if (/^(Account|AccountId|OwnerId)$/i.test(name)) return String(123456780000 + count);
  if (name.endsWith("AccessKeyId")) return `ASIAIOSFODNN7EXAMP${count}`;
  if (/Secret(AccessKey)?$|Token$|Signature|Password|Ciphertext|Blob/i.test(name))
    return `wJalrXUtnFEMI/K7MDENG+bPx${count}==`;
  if (/Arn$|^taskDefinition$/i.test(name)) {
    const type =
      name
        .replace(/_?Arn$/i, "")
        .replace(/[a-z](?=[A-Z])/g, "$&-")
        .toLowerCase() || "thing";
    return `arn:aws:service:us-east-1:123456789012:${type}/a${count}:${count}`;
  }
  if (name === "repositoryUri") return `123456789012.dkr.ecr.us-east-1.amazonaws.com/a${count}`;
  if (name === "QueueUrl") return `https://sqs.us-east-1.amazonaws.com/123456789012/a${count}`;
  if (name === "issuer") return `https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE${count}`;
  if (/Url$|Uri$|Endpoint$/i.test(name)) return `https://host${count}.example.com:8443/path`;
  if (/Ip(Address)?$/.test(name)) return `10.0.${count}.7`;
  return `v${count}-x`;
}
