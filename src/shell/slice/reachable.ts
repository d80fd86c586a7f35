/** Reachability in graphs of names: each node is visited once, however long its chains are. */

/** @param next where the edges of a node lead to. */
export function reachable<T>(from: Iterable<T>, next: (one: T) => Iterable<T>): ReadonlySet<T> {
  const all = new Set(from);
  // A set's iteration comes to what is added meanwhile.
  for (const one of all) for (const other of next(one)) all.add(other);
  return all;
}

/** Edges by the node that they lead from. */
export class Edges<From, To> {
  private readonly all = new Map<From, To[]>();

  add(from: From, to: To): void {
    const known = this.all.get(from);
    if (known === undefined) this.all.set(from, [to]);
    else known.push(to);
  }

  from(node: From): readonly To[] {
    return this.all.get(node) ?? [];
  }
}

/**
 * Edges that many nodes have in common: each of a group's sources leads to each of its targets, without an edge for each pair.
 * Groups are told by identity.
 */
export class GroupedEdges<From, Group, To> {
  private readonly groups = new Edges<From, Group>();
  private readonly targets = new Edges<Group, To>();
  private readonly known = new Set<Group>();
  private readonly followed = new Set<Group>();

  /** @param sources asked for once for each group. */
  add(group: Group, sources: () => Iterable<From>, target: To): void {
    this.targets.add(group, target);
    if (this.known.has(group)) return;
    this.known.add(group);
    for (const source of sources()) this.groups.add(source, group);
  }

  /** The targets of the node's groups that no other node has led to. */
  from(node: From): readonly To[] {
    return this.groups.from(node).flatMap((group) => {
      if (this.followed.has(group)) return [];
      this.followed.add(group);
      return this.targets.from(group);
    });
  }
}
