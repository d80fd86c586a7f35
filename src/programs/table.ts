/** The table of program models, by base name. Models of other directories (`curl`, `aws` …) are listed here too. */
import type { ProgramModel, ProgramTable } from "../shell/index.ts";
import { awsModel } from "./aws/model.ts";
import { filePrograms } from "./coreutils/file-tools.ts";
import { curlModel, wgetModel } from "./http-clients.ts";
import { shell, shellNames, writtenScript } from "./shells/shell.ts";
import { silentPrograms } from "./coreutils/silent-tools.ts";
import { userPrograms } from "./coreutils/user.ts";
import { awk, jq } from "./printed-code.ts";
import { at, batch } from "./wrappers/at.ts";
import { env } from "./wrappers/env.ts";
import { find } from "./wrappers/find.ts";
import { gosu } from "./wrappers/gosu.ts";
import { parallel } from "./wrappers/parallel.ts";
import { newgrp, sg } from "./wrappers/sg.ts";
import { su, runuser } from "./wrappers/su.ts";
import { doas, sudo } from "./wrappers/sudo.ts";
import { busybox, flock, script, setpriv, systemdRun, watch } from "./wrappers/through-shell.ts";
import { personalityWrappers } from "./wrappers/setarch.ts";
import { transparentWrappers } from "./wrappers/transparent.ts";
import { xargs } from "./wrappers/xargs.ts";

/**
 * Omits programs whose child processes do not run in this environment: `ssh`, `docker run`, `docker exec`, `kubectl exec`,
 * `crontab`.
 */
const models: Readonly<Record<string, ProgramModel>> = {
  ...transparentWrappers,
  ...personalityWrappers,
  ...filePrograms,
  ...userPrograms,
  ...Object.fromEntries(shellNames.map((name) => [name, shell])),
  at,
  awk,
  aws: awsModel,
  batch,
  busybox,
  curl: curlModel,
  doas,
  env,
  find,
  flock,
  gosu,
  gawk: awk,
  jq,
  mawk: awk,
  newgrp,
  parallel,
  runuser,
  script,
  setpriv,
  sg,
  su,
  "su-exec": gosu,
  sudo,
  "systemd-run": systemdRun,
  watch,
  wget: wgetModel,
  xargs,
};

/** The models of all known programs. Any other name may be a script that the script itself wrote. */
export const programs: ProgramTable = (name) => {
  if (Object.hasOwn(models, name)) return models[name];
  return Object.hasOwn(silentPrograms, name) ? silentPrograms[name] : writtenScript;
};

/** Whether ssmlint has a model of how the program uses its arguments. */
export const isModelled = (name: string): boolean => Object.hasOwn(models, name);

const startsNothing: ReadonlySet<string> = new Set([
  "aws",
  "curl",
  "wget",
  ...Object.keys({ ...filePrograms, ...userPrograms }),
]);

/** Whether the program may start other programs, or run code, that its arguments specify. */
export const isStarter = (name: string): boolean => Object.hasOwn(models, name) && !startsNothing.has(name);
