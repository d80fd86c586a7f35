/** Recognizes calls between the stop of a service and its start: a script that ends there leaves the service stopped. */

const CONTROLS =
  /(?:\b(?:systemctl|service|initctl|supervisorctl|docker|docker-compose|podman|pm2|monit)\s|\/etc\/init\.d\/)[^\n;|&]{0,200}?\b(stop|start|restart)\b/g;

/** @param pos the offset of the call in the text of the script */
export function isServiceStopped(text: string, pos: number): boolean {
  const actions = [...text.matchAll(CONTROLS)];
  const last = actions.findLast(({ index }) => index < pos);
  return last?.[1] === "stop" && actions.some(({ 1: action, index }) => index > pos && action !== "stop");
}
