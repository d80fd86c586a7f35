/** Recognizes calls between the stop of a service and its start: a script that ends there leaves the service stopped. */

const CONTROLS =
  /(?:\b(?:systemctl|service|initctl|supervisorctl|docker|docker-compose|podman|pm2|monit)\s|\/etc\/init\.d\/)[^\n;|&]{0,200}?\b(stop|start|restart)\b/g;

/** The commands of one script that stop and start services. */
export class ServiceControls {
  readonly #actions: readonly { readonly pos: number; readonly isStop: boolean }[];

  /** @param text of the script */
  constructor(text: string) {
    this.#actions = Array.from(text.matchAll(CONTROLS), ({ index, 1: action }) => ({
      pos: index,
      isStop: action === "stop",
    }));
  }

  /** Whether the call at this offset stands between a stop and a start. */
  isStopped(pos: number): boolean {
    const next = this.#actions.findIndex((action) => action.pos > pos);
    return next > 0 && this.#actions[next - 1]!.isStop && this.#actions.slice(next).some(({ isStop }) => !isStop);
  }
}
