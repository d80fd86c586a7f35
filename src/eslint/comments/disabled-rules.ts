/** Tracks which rules the `disable` and `enable` comments of a file disable, from its start on. */

/** A change or a question is about these rules; about all rules if the list is empty. */
type RuleIds = readonly string[];

export class DisabledRules {
  #all = false;
  /** Rules that are disabled by name. */
  readonly #named = new Set<string>();
  /** Rules that are enabled although all rules were disabled. */
  readonly #excepted = new Set<string>();

  disable(ids: RuleIds): void {
    if (ids.length === 0) {
      this.#all = true;
      this.#excepted.clear();
    }
    for (const id of ids) this.#named.add(id);
  }

  enable(ids: RuleIds): void {
    if (ids.length === 0) {
      this.#all = false;
      this.#named.clear();
    }
    for (const id of ids) {
      this.#named.delete(id);
      if (this.#all) this.#excepted.add(id);
    }
  }

  /** Those of the rules that are disabled. */
  among(ids: RuleIds): string[] {
    return ids.filter((id) => this.#named.has(id) || (this.#all && !this.#excepted.has(id)));
  }

  /** Whether at least one of the rules is disabled. */
  hasAny(ids: RuleIds): boolean {
    return ids.length === 0 ? this.#all || this.#named.size > 0 : this.among(ids).length > 0;
  }

  /** Whether all of the rules are disabled. */
  hasAll(ids: RuleIds): boolean {
    return ids.length === 0 ? this.#all && this.#excepted.size === 0 : this.among(ids).length === ids.length;
  }
}
