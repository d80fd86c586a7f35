/**
 * Determines which credential provider answers on each kind of node in a fleet.
 *
 * What the agent sets, and where its own credentials are: facts from amazon-ssm-agent's `setShareCredsEnvironment` and
 * `GetSharedCredsFilePath`; Default Host Management's file is /var/lib/amazon/ssm/credentials.
 */
import type { Chain } from "./provider-chain.ts";
import type { Provider } from "./providers.ts";

export type MachineName = "ec2" | "ec2-with-file" | "hybrid" | "default-host-management";

export interface MachineAnswer {
  readonly machine: MachineName;
  readonly label: string;
  /** The provider that answers; "none" if the call finds no credentials, "error" if it stops before that. */
  readonly answer: Provider | "none" | "error";
  readonly detail: string;
}

interface Machine {
  readonly machine: MachineName;
  readonly label: string;
  /** AWS_SHARED_CREDENTIALS_FILE as the agent sets it. */
  readonly agentFile: string | undefined;
  /** Credentials files that have keys for the profile `default`. */
  readonly files: readonly string[];
  readonly hasRole: boolean;
}

const ROOT_FILE = "/root/.aws/credentials";
const DHMC_FILE = "/var/lib/amazon/ssm/credentials";

export const MACHINES: readonly Machine[] = [
  { machine: "ec2", label: "EC2, no leftover file", agentFile: undefined, files: [], hasRole: true },
  { machine: "ec2-with-file", label: "EC2, leftover file", agentFile: undefined, files: [ROOT_FILE], hasRole: true },
  { machine: "hybrid", label: "hybrid node", agentFile: ROOT_FILE, files: [ROOT_FILE], hasRole: false },
  {
    machine: "default-host-management",
    label: "Default Host Management",
    agentFile: DHMC_FILE,
    files: [DHMC_FILE],
    hasRole: false,
  },
];

export function machineAnswers(chain: Chain): readonly MachineAnswer[] {
  return MACHINES.map((machine) => answerOn(machine, chain));
}

function answerOn({ machine, label, agentFile, files, hasRole }: Machine, chain: Chain): MachineAnswer {
  const { steps, files: choice } = chain;
  const answer = (provider: MachineAnswer["answer"], detail: string): MachineAnswer => ({
    machine,
    label,
    answer: provider,
    detail,
  });
  const ofAgent =
    agentFile === undefined ? undefined : (choice.ifGiven ?? (choice.agentVariables ? agentFile : undefined));
  const path = choice.credentials ?? ofAgent ?? homeFile(choice.home);
  const exists = choice.profileWritten || (choice.profile === "default" && files.includes(path));
  // Keys in the environment do not save a call whose profile does not exist. Half of them stop it whether the profile exists or not.
  if (choice.profile !== undefined && !exists && steps[0]?.outcome !== "fails")
    return answer(
      "error",
      `profile ${choice.profile} must exist in ${path} or ~/.aws/config, otherwise the command stops`,
    );
  for (const step of steps) {
    if (step.outcome === "fails") return answer("error", step.because);
    if (step.outcome === "answers") return answer(step.provider, step.because);
    if (step.outcome !== "depends") continue;
    if (step.provider === "shared-credentials-file" && files.includes(path)) return answer(step.provider, path);
    if (step.provider === "iam-role" && hasRole) return answer(step.provider, "the instance profile");
  }
  return answer("none", "the command finds no credentials");
}

function homeFile(home: string): string {
  return home === "~" || home === ""
    ? ROOT_FILE
    : `${home.startsWith("~") ? `/home/${home.slice(1)}` : home}/.aws/credentials`;
}
