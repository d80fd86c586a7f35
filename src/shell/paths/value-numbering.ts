/** Value numbering: numbers for the contents of slots, equal for values that no reader can distinguish. */
import type { Binding } from "../model/environment.ts";
import { bindingKey, stringKey } from "../values/equality.ts";
import { keyedKey, type KeyedElements } from "../state/associative-arrays.ts";
import { factKey } from "../state/path/correlation.ts";
import type { Memory } from "../state/path/store.ts";
import type { Trap } from "../state/path/traps.ts";
import type { ValueNumbers } from "../state/interfaces/value-numbers.ts";
import { INHERITED, type Locals, type Path, type Positional } from "../state/path/path.ts";
import { SLOT, type Symbols } from "../state/path/symbols.ts";
import { worldsKey, type Choice, type World } from "../values/worlds.ts";
import type { AbstractString } from "../model/value.ts";

/** V8 hashes a longer string by its length alone, and a map would compare all keys of one length with each other. */
const MAX_HASHED = 16_000;

/** The value numbers of one script. */
export class SlotNumbers implements ValueNumbers {
  readonly #symbols: Symbols;
  readonly #isRelevant: (variable: string) => boolean;
  readonly #ofKeys = new Map<string, number>();
  readonly #ofValues = new WeakMap<object, number>();
  readonly #objects = new WeakMap<object, number>();
  readonly #choices = new Map<string, Choice>();
  #lastObject = 0;

  /**
   * @param isRelevant whether something of interest depends on the variable: other local variables do not distinguish paths.
   */
  constructor(symbols: Symbols, isRelevant: (variable: string) => boolean) {
    this.#symbols = symbols;
    this.#isRelevant = isRelevant;
  }

  /** The number of the path's value in the slot. */
  of(path: Path, slot: number): number {
    let value = path.memory.get(slot);
    if (value === undefined && this.#symbols.variable(slot) !== undefined)
      value = path.memory.get(SLOT.others) ?? INHERITED;
    return this.#number(slot, value);
  }

  /**
   * The choice between these worlds: what the paths had in these slots when they met at `pos`. Returns the same choice if equal
   * paths meet there again, so that loops reach a fixpoint.
   */
  choice(
    pos: number,
    paths: readonly Path[],
    slots: readonly number[],
    calls: readonly number[],
    worlds: readonly World[],
  ): Choice {
    const held = paths.map((path, index) => {
      const { facts, stages } = worlds[index]!;
      return `${slots.map((slot) => this.of(path, slot)).join()};${facts.map(factKey).join()};${stages.join()}`;
    });
    const key = `${pos} ${slots.join()} ${calls.join()} ${held.join("|")}`;
    let choice = this.#choices.get(key);
    if (choice === undefined) {
      choice = { id: this.#choices.size, worlds, slots, calls, shared: new Map(), stages: new Map() };
      this.#choices.set(key, choice);
    }
    return choice;
  }

  #number(slot: number, value: unknown): number {
    if (typeof value !== "object" || value === null)
      return this.#ofKey(value === undefined ? "" : String(value as number));
    let number = this.#ofValues.get(value);
    if (number === undefined) this.#ofValues.set(value, (number = this.#ofKey(this.#key(slot, value))));
    return number;
  }

  #ofKey(key: string): number {
    const short = this.#short(key);
    let number = this.#ofKeys.get(short);
    if (number === undefined) this.#ofKeys.set(short, (number = this.#ofKeys.size));
    return number;
  }

  /** The key, or the numbers of the parts of a long one. */
  #short(key: string): string {
    if (key.length <= MAX_HASHED) return key;
    let numbers = "long";
    for (let at = 0; at < key.length; at += MAX_HASHED) numbers += ` ${this.#ofKey(key.slice(at, at + MAX_HASHED))}`;
    return numbers;
  }

  #key(slot: number, value: object): string {
    const { kind } = this.#symbols.entry(slot);
    if (kind === "variable" || slot === SLOT.others) return this.#bindingsKey(value as readonly Binding[]);
    if (slot === SLOT.locals) return this.#localsKey(value as Locals);
    if (slot === SLOT.positional) {
      const { words, open, rest } = value as Positional;
      return `${open ? "+" : ""}${rest === undefined ? "" : `${stringKey(rest)};`}${words.map((one) => `${stringKey(one)},`).join("")}`;
    }
    switch (kind) {
      case "file":
        return stringKey(value as AbstractString);
      case "flag":
        return (value as readonly number[]).join();
      case "covered":
        return this.#localsKey(value as Locals);
      case "element":
        return keyedKey(value as KeyedElements);
      case "trap": {
        const { code, command } = value as Trap;
        return `${this.#nameOf(command)}${stringKey(code)}`;
      }
      case "aliases of function":
        return this.#aliasesKey(value as Memory);
      default:
        return this.#nameOf(value);
    }
  }

  #nameOf(value: object): string {
    let name = this.#objects.get(value);
    if (name === undefined) this.#objects.set(value, (name = ++this.#lastObject));
    return `#${name}`;
  }

  #aliasesKey(memory: Memory): string {
    let key = "";
    memory.forEach((slot, value) => {
      if (this.#symbols.entry(slot).kind === "alias") key += `${slot}${this.#nameOf(value as object)};`;
    });
    return key;
  }

  /** By the names of the local variables and the values to be restored. */
  #localsKey(locals: Locals): string {
    let key = "";
    for (let one: Locals | undefined = locals; one !== undefined; one = one.before)
      if (this.#isRelevant(one.name))
        key += `${one.name}:${one.slots.map(([slot, value]) => this.#number(slot, value)).join()};`;
    return key;
  }

  /** A binding is numbered without its worlds, so that equal long values are kept once. */
  #bindingsKey(all: readonly Binding[]): string {
    const keys = all.map((one) => this.#short(bindingKey(one)) + worldsKey(one));
    return keys.length === 1 ? keys[0]! : keys.toSorted().join("/");
  }
}
