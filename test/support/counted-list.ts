/** Counts how often the elements of a list are read, for tests that work grows linearly. */

/** @returns a list with the same elements, and the number of times that any of them has been read */
export function countedList<Element>(list: readonly Element[]): { readonly list: Element[]; reads(): number } {
  let count = 0;
  const counted = new Proxy([...list], {
    get: (all, key) => {
      if (typeof key === "string" && /^\d+$/.test(key)) count++;
      return Reflect.get(all, key) as unknown;
    },
  });
  return { list: counted, reads: () => count };
}
