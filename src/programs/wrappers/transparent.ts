/**
 * Programs that start another program in their own, unchanged environment. The entries are based on the help texts of the
 * tools (coreutils 9.7, util-linux 2.41, procps 4, strace 6, GNU time 1.9, iproute2 6.15; test/differential/wrappers compares
 * them with the tools, except for cgexec, systemd-cat, systemd-inhibit and trickle).
 */
import { type Argument, type ProgramModel, knownText } from "../../shell/index.ts";
import { hasOption, parseOptions, type OptionSyntax } from "../argv/getopt.ts";

export interface Transparent extends OptionSyntax {
  /** Number of the wrapper's own operands before the command: the duration of `timeout`, the priority of `chrt`. */
  readonly operands?: number | undefined;
  /** The first of these operands. */
  readonly subcommand?: readonly string[] | undefined;
  /** Options with which the wrapper starts no program, or with another environment. */
  readonly instead?: readonly string[] | undefined;
}

const nothing: Transparent = { short: "", long: {} };

/** The options that `unshare` and `nsenter` have in common. */
const namespaces: Transparent["long"] = {
  mount: "m::",
  uts: "u::",
  ipc: "i::",
  net: "n::",
  pid: "p::",
  user: "U::",
  cgroup: "C::",
  time: "T::",
  setuid: "S:",
  setgid: "G:",
  "keep-caps": "keep-caps",
};

const wrappers: Readonly<Record<string, Transparent>> = {
  nohup: nothing,
  eatmydata: nothing,
  fakeroot: nothing,
  // From expect and from moreutils.
  unbuffer: { short: "p", long: {} },
  chronic: { short: "ev", long: {} },
  nice: { short: "n:", long: { adjustment: "n:" }, also: /^-[-+]?\d+$/ },
  ionice: {
    short: "c:n:p:P:u:t",
    long: { class: "c:", classdata: "n:", pid: "p:", pgid: "P:", uid: "u:", ignore: "t" },
    instead: ["p", "P", "u"],
  },
  chrt: {
    short: "abdfiorRT:P:D:mpv",
    long: {
      "all-tasks": "a",
      batch: "b",
      deadline: "d",
      fifo: "f",
      idle: "i",
      other: "o",
      rr: "r",
      "reset-on-fork": "R",
      "sched-runtime": "T:",
      "sched-period": "P:",
      "sched-deadline": "D:",
      max: "m",
      pid: "p",
      verbose: "v",
    },
    operands: 1,
    instead: ["p", "m"],
  },
  taskset: { short: "apc", long: { "all-tasks": "a", pid: "p", "cpu-list": "c" }, operands: 1, instead: ["p"] },
  timeout: {
    short: "fk:ps:v",
    long: { foreground: "f", "kill-after": "k:", "preserve-status": "p", signal: "s:", verbose: "v" },
    operands: 1,
  },
  time: {
    short: "apvqf:o:",
    long: { append: "a", portability: "p", verbose: "v", quiet: "q", format: "f:", output: "o:" },
  },
  choom: { short: "n:p:", long: { adjust: "n:", pid: "p:" }, permute: true, instead: ["p"] },
  numactl: {
    short: "abi:w:p:P:C:N:m:lsHL:o:M:tI:S:f:uTdD",
    long: {
      all: "a",
      balancing: "b",
      interleave: "i:",
      "weighted-interleave": "w:",
      preferred: "p:",
      "preferred-many": "P:",
      physcpubind: "C:",
      cpubind: "N:",
      cpunodebind: "N:",
      membind: "m:",
      localalloc: "l",
      show: "s",
      hardware: "H",
      "cpu-compress": "H",
    },
    instead: ["s", "H"],
  },
  cgexec: { short: "g:br", long: { sticky: "sticky" } },
  tini: { short: "sp:vwge:", long: {}, permute: true },
  "dumb-init": {
    short: "cr:vhV",
    long: { "single-child": "c", rewrite: "r:", verbose: "v", help: "h", version: "V" },
    instead: ["h", "V"],
  },
  // The package "retry" of Debian and Fedora; many scripts have a function of this name.
  retry: {
    short: "d:m:t:u:w:vh",
    long: { delay: "d:", message: "m:", times: "t:", until: "u:", while: "w:", verbose: "v", help: "h" },
    instead: ["h"],
  },
  logsave: { short: "asv", long: {}, operands: 1 },
  setuidgid: { ...nothing, operands: 1 },
  // With -e, it sets variables that the script does not show.
  chpst: { short: "vVP012u:U:b:e:/:C:n:l:L:m:d:o:p:f:c:t:", long: {}, instead: ["e", "V"] },
  trickle: { short: "hvVsd:u:w:t:l:n:L:P:", long: {}, instead: ["h", "V"] },
  "systemd-cat": {
    short: "ht:p:",
    long: {
      help: "h",
      version: "h",
      identifier: "t:",
      priority: "p:",
      "stderr-priority": "p:",
      "level-prefix": "p:",
      namespace: "t:",
    },
    instead: ["h"],
  },
  proxychains4: { short: "qf:", long: {} },
  proxychains: { short: "qf:", long: {} },
  faketime: {
    short: "mfp:",
    long: { "exclude-monotonic": "m", "disable-shm": "m", "date-prog": "date-prog:" },
    operands: 1,
  },
  "systemd-inhibit": {
    short: "",
    long: {
      "no-ask-password": "n",
      "no-pager": "n",
      "no-legend": "n",
      what: "w:",
      who: "w:",
      why: "w:",
      mode: "w:",
      list: "list",
    },
    instead: ["list"],
  },
  setsid: { short: "cfw", long: { ctty: "c", fork: "f", wait: "w" } },
  stdbuf: { short: "i:o:e:", long: { input: "i:", output: "o:", error: "e:" } },
  chroot: { short: "", long: { groups: "groups:", userspec: "userspec:", "skip-chdir": "skip-chdir" }, operands: 1 },
  unshare: {
    short: "muinpUCTl:R:w:S:G:rcf",
    long: {
      ...namespaces,
      "mount-proc": "mount-proc::",
      "mount-binfmt": "mount-binfmt::",
      "load-interp": "l:",
      propagation: "propagation:",
      root: "R:",
      wd: "w:",
      "map-user": "map-user:",
      "map-group": "map-group:",
      "map-root-user": "r",
      "map-current-user": "c",
      "map-auto": "map-auto",
      "map-users": "map-users:",
      "map-groups": "map-groups:",
      fork: "f",
      "kill-child": "kill-child::",
      setgroups: "setgroups:",
      monotonic: "monotonic:",
      boottime: "boottime:",
    },
  },
  nsenter: {
    short: "at:m::u::i::n::N:p::C::U::T::S:G:r::w::W::ecFZ",
    long: {
      all: "a",
      target: "t:",
      ...namespaces,
      "net-socket": "N:",
      "user-parent": "user-parent",
      "preserve-credentials": "preserve-credentials",
      root: "r::",
      wd: "w::",
      wdns: "W::",
      env: "e",
      "no-fork": "F",
      "join-cgroup": "c",
      "follow-context": "Z",
    },
    instead: ["e"],
  },
  // Its other subcommands start nothing. The options are those without a value.
  ip: { ...nothing, also: /^-[46cdjopst]\w*$/, operands: 3, subcommand: ["netns", "exec"] },
  prlimit: {
    short: "c::d::e::f::i::l::m::n::q::r::s::t::u::v::x::y::p:o:",
    long: {
      pid: "p:",
      output: "o:",
      noheadings: "noheadings",
      raw: "raw",
      verbose: "verbose",
      ...Object.fromEntries(
        "as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack"
          .split(" ")
          .map((resource) => [resource, `${resource}::`]),
      ),
    },
    instead: ["p"],
  },
  strace: {
    short: "ACdDffhikqrtTvVwxyzZI:b:e:a:o:s:X:O:S:P:p:U:E:u:",
    long: {
      "follow-forks": "f",
      "output-separately": "output-separately",
      output: "o:",
      trace: "trace:",
      "string-limit": "s:",
      "summary-only": "summary-only",
      summary: "summary",
      timestamps: "t::",
      user: "u:",
      attach: "p:",
      env: "E:",
    },
    instead: ["p", "E"],
  },
};

/** The model of a program that starts the command in its arguments. */
export function transparent(wrapper: Transparent): ProgramModel {
  const { instead = [], operands = 0, subcommand = [] } = wrapper;
  return (run) => {
    const parsed = parseOptions(run.argv.slice(1), wrapper);
    if (parsed === undefined || hasOption(parsed, ...instead)) return [];
    if (subcommand.some((word, index) => word !== knownText(parsed.operands[index]?.value ?? []))) return [];
    const argv: readonly Argument[] = parsed.operands.slice(operands);
    return argv.length === 0 ? [] : [{ kind: "start", argv }];
  };
}

/** A model for each wrapper. */
export const transparentWrappers: Readonly<Record<string, ProgramModel>> = Object.fromEntries(
  Object.entries(wrappers).map(([name, wrapper]) => [name, transparent(wrapper)]),
);
