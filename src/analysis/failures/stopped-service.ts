/** Recognizes calls between the stop of a service and its start: a script that ends there leaves the service stopped. */
import type { Span } from "../../shell/index.ts";

const CONTROLS =
  /(?:\b(?:systemctl|service|initctl|supervisorctl|docker|docker-compose|podman|pm2|monit)\s|\/etc\/init\.d\/)([^\n;|&]{0,200}?)(?<![\w-])(stop|down|start|restart|up|run)(?![\w-])([^\n;|&]{0,200})/g;

/** How many later commands of these programs are compared with a stop. */
const COMPARED = 50;

interface Control {
  readonly pos: number;
  readonly action: string;
  /** The names of the services; `undefined` if unknown. */
  readonly names: readonly string[] | undefined;
}

/** The names of the services among the words around the action; `undefined` if the words do not show them. */
function namesIn(words: string): readonly string[] | undefined {
  const names = words
    .replace(/[<>#].*/, "")
    .split(/\s+/)
    .filter((word) => word !== "" && !word.startsWith("-") && word !== "compose")
    .map((word) => word.replace(/\.service$/, ""));
  return names.length > 0 && names.every((name) => name !== "all" && /^[\w@.:-]+$/.test(name)) ? names : undefined;
}

const isStop = ({ action }: Control): boolean => action === "stop" || action === "down";

/** Whether the command starts what has been stopped, or may do so. The name of a container is an option of `docker run`. */
function mayStart(stop: Control, { action, names }: Control): boolean {
  return action === "run" || names === undefined || stop.names?.some((name) => names.includes(name)) !== false;
}

/** The commands of one script that stop and start services. */
export class ServiceControls {
  /** From each stop to the next start of the same service. */
  readonly #stopped: readonly Span[];

  /** @param text of the script */
  constructor(text: string) {
    const controls = Array.from(text.matchAll(CONTROLS), ({ index, 1: before, 2: action, 3: after }) => ({
      pos: index,
      action: action!,
      names: namesIn(`${before} ${after}`),
    }));
    this.#stopped = controls.flatMap((stop, at) => {
      if (!isStop(stop)) return [];
      const later = controls.slice(at + 1, at + 1 + COMPARED);
      const start = later.find((one) => !isStop(one) && mayStart(stop, one));
      return start === undefined ? [] : [{ pos: stop.pos, end: start.pos }];
    });
  }

  /** Whether the call at this offset is between a stop and a start of a service. */
  isStopped(offset: number): boolean {
    return this.#stopped.some(({ pos, end }) => pos < offset && offset < end);
  }
}
