/** Reachability in graphs of names; each node is visited once, regardless of the length of chains. */

/** All nodes that are reachable from `from`. @param next the targets of the edges of a node. */
export function reachable<T>(from: Iterable<T>, next: (one: T) => Iterable<T>): ReadonlySet<T> {
  const all = new Set(from);
  // The iteration of a set includes elements that are added during it.
  for (const one of all) for (const other of next(one)) all.add(other);
  return all;
}

/** Edges by their source node. */
export class Edges<From, To> {
  readonly #all = new Map<From, To[]>();

  add(from: From, to: To): void {
    const known = this.#all.get(from);
    if (known === undefined) this.#all.set(from, [to]);
    else known.push(to);
  }

  from(node: From): readonly To[] {
    return this.#all.get(node) ?? [];
  }
}

/**
 * Edges that many nodes have in common: each source of a group leads to each of its targets, without an edge for each pair.
 * Groups are compared by identity.
 */
export class GroupedEdges<From, Group, To> {
  readonly #groups = new Edges<From, Group>();
  readonly #targets = new Edges<Group, To>();
  readonly #known = new Set<Group>();
  readonly #followed = new Set<Group>();

  /** @param sources called once for each group. */
  add(group: Group, sources: () => Iterable<From>, target: To): void {
    this.#targets.add(group, target);
    if (this.#known.has(group)) return;
    this.#known.add(group);
    for (const source of sources()) this.#groups.add(source, group);
  }

  /** The targets of those groups of the node that no other node has reached before. */
  from(node: From): readonly To[] {
    return this.#groups.from(node).flatMap((group) => {
      if (this.#followed.has(group)) return [];
      this.#followed.add(group);
      return this.#targets.from(group);
    });
  }
}
