import type { Server } from "node:http";

export function buildPlayground(directory: string): Promise<object>;
export function servePlayground(directory: string, port?: number): Promise<Server>;
