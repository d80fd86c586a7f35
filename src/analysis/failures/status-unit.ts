/** The statement that a call's status is the status of. */
import type { AndOr, Pipeline, PipelineNode, Statement } from "unbash";
import type { AroundNode, StatusPath } from "./lost-status.ts";

/** The statement whose status is the owner's, and the list of `&&` and `||` that contains the owner. */
export interface Unit {
  readonly statement: Statement;
  /** The pipeline that ends with the owner, or the owner itself. */
  readonly command: PipelineNode;
  readonly list: AndOr | undefined;
  /** The nodes around the statement. */
  readonly around: readonly AroundNode[];
}

/** Returns `undefined` if the owner does not determine the status of the unit. */
export function unitOf({ owner, around }: Pick<StatusPath, "owner" | "around">): Unit | undefined {
  let command: PipelineNode = owner;
  let list: AndOr | undefined;
  for (let index = around.length - 1; index >= 0; index--) {
    const node = around[index]!;
    switch (node.type) {
      case "Redirected":
        command = node as PipelineNode;
        break;
      case "Pipeline": {
        const pipeline = node as Pipeline;
        if (pipeline.commands.at(-1) !== command || pipeline.prefixes.some(({ type }) => type === "Negation"))
          return undefined;
        command = pipeline;
        break;
      }
      case "AndOr":
        list = node as AndOr;
        break;
      case "Statement":
        return { statement: node as Statement, command, list, around: around.slice(0, index) };
      // A wrapper starts the program within the same command.
      case "Invocation":
      case "Command":
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}
