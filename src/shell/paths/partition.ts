/** A partition: each element has the number of its class; classes are numbered in order of appearance. */
export class Partition {
  readonly classes: readonly number[];
  readonly count: number;

  private constructor(classes: readonly number[], count: number) {
    this.classes = classes;
    this.count = count;
  }

  /** A partition by equality of the keys. */
  static by(keys: readonly string[]): Partition {
    const numbers = new Map<string, number>();
    const classes = keys.map((key) => {
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = numbers.size));
      return number;
    });
    return new Partition(classes, numbers.size);
  }

  /** The partition refined by equality of the numbers. */
  refined(numbers: readonly number[]): Partition {
    const { classes, count } = this;
    if (count === classes.length || numbers.every((number) => number === numbers[0])) return this;
    const found = new Map<number, number>();
    const finer = classes.map((one, index) => {
      const key = numbers[index]! * count + one;
      let number = found.get(key);
      if (number === undefined) found.set(key, (number = found.size));
      return number;
    });
    return found.size === count ? this : new Partition(finer, found.size);
  }
}
