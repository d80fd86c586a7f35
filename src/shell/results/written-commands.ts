/** Which commands of code that is parsed several times are the same command of the script. */
import type { Command } from "unbash";
import type { Source } from "../values/source.ts";

/** The commands whose first word is at the same position. */
interface Place {
  /** The node of each that was met first. */
  readonly firsts: Command[];
  /** These nodes, by the nodes in each code. */
  readonly bySource: Map<Source, Map<Command, Command>>;
}

export class WrittenCommands {
  /** By the position of the first word, and the program. */
  readonly #places = new Map<string, Place>();

  /**
   * Returns the node of the command that was met first: text of the script that runs as code elsewhere (`declare -f`), or that is
   * code together with several values (`echo aws s3 ls $X | sh`), is parsed again.
   */
  written(command: Command, program: string, source: Source): Command {
    const { name } = command;
    const at = name && source.locate(name.pos, name.end);
    if (at === undefined) return command;
    const { firsts, bySource } = this.#placeOf(`${at} ${name!.end - name!.pos} ${program}`);
    let known = bySource.get(source);
    if (known === undefined) bySource.set(source, (known = new Map()));
    let first = known.get(command);
    if (first === undefined) {
      // One code may contain the word several times: `eval "$X a; $X b"`.
      first = firsts[known.size] ?? command;
      if (first === command) firsts.push(command);
      known.set(command, first);
    }
    return first;
  }

  #placeOf(key: string): Place {
    let place = this.#places.get(key);
    if (place === undefined) this.#places.set(key, (place = { firsts: [], bySource: new Map() }));
    return place;
  }
}
