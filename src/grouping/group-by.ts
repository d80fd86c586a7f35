import { addToGroup } from "./add-to-group.ts";

/** Groups the items by `keyOf`, in their order. The same as `Map.groupBy`, which Node has from version 21 on. */
export function groupBy<Key, Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) addToGroup(groups, keyOf(item), item);
  return groups;
}
