/** Comparing what paths have found out. */
import type { Facts } from "./state.ts";

/** Lists that come from one another share their older part. */
export function sameFacts(a: Facts | undefined, b: Facts | undefined): boolean {
  if (a === b) return true;
  if (a?.count !== b?.count) return false;
  while (a !== undefined && b !== undefined && a !== b) {
    if (a.fact.run !== b.fact.run || a.fact.is !== b.fact.is || a.fact.by !== b.fact.by) return false;
    a = a.before;
    b = b.before;
  }
  return a === b;
}

/** What both have found out. */
export function commonFacts(a: Facts | undefined, b: Facts | undefined): Facts | undefined {
  const onlyA: Facts[] = [];
  const onlyB: Facts[] = [];
  while (a !== b) {
    if ((a?.count ?? 0) >= (b?.count ?? 0)) {
      onlyA.push(a!);
      a = a!.before;
    } else {
      onlyB.push(b!);
      b = b!.before;
    }
  }
  let common = a;
  for (let index = onlyA.length - 1; index >= 0; index--) {
    const { fact } = onlyA[index]!;
    if (onlyB.some((one) => one.fact.run === fact.run && one.fact.is === fact.is && one.fact.by === fact.by)) {
      common = { fact, before: common, count: (common?.count ?? 0) + 1 };
    }
  }
  return common;
}
