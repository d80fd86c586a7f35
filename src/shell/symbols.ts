/** Numbers for what a path's memory holds. A variable is called by its name, everything else by a name with a space. */
export class Symbols {
  private readonly slots = new Map<string, number>();
  private readonly all: string[] = [];

  slot(name: string): number {
    let slot = this.slots.get(name);
    if (slot === undefined) {
      slot = this.all.length;
      this.slots.set(name, slot);
      this.all.push(name);
    }
    return slot;
  }

  name(slot: number): string {
    return this.all[slot]!;
  }

  /** The slot's variable, `undefined` where the slot holds something else. */
  variable(slot: number): string | undefined {
    const name = this.all[slot]!;
    return name.includes(" ") ? undefined : name;
  }
}
