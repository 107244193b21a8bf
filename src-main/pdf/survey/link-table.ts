/** References between objects as flat tables of numbers: a document may hold millions of objects. */

export interface ReachedNumbers {
  has(number: number): boolean;
}

/** References between objects in flat arrays; files have millions. */
export class LinkTable {
  /** By object number: where its targets begin and how many there are. */
  readonly #first: Float64Array;
  readonly #count: Uint32Array;
  #targets = new Uint32Array(1024);
  #used = 0;

  /** `highest` is the highest object number. */
  constructor(highest: number) {
    this.#first = new Float64Array(highest + 1);
    this.#count = new Uint32Array(highest + 1);
  }

  add(from: number, targets: readonly number[]): void {
    this.#first[from] = this.#used;
    this.#count[from] = targets.length;
    if (this.#used + targets.length > this.#targets.length) this.#grow(this.#used + targets.length);
    this.#targets.set(targets, this.#used);
    this.#used += targets.length;
  }

  /** Everything that the start numbers lead to, themselves included. Objects in `closed` are neither reached nor passed. */
  reachedFrom(start: readonly number[], closed: ReadonlySet<number>): ReachedNumbers {
    const reached = new Uint8Array(this.#count.length);
    const open: number[] = [...start];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (reached[number] !== 0 || closed.has(number)) continue;
      reached[number] = 1;
      const first = this.#first[number] ?? 0;
      for (let i = 0; i < (this.#count[number] ?? 0); i += 1) open.push(this.#targets[first + i] ?? 0);
    }
    return { has: (number) => reached[number] === 1 };
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(Math.max(needed, this.#targets.length * 2));
    larger.set(this.#targets.subarray(0, this.#used));
    this.#targets = larger;
  }
}
