/** The tables of a TrueType program (ISO/IEC 14496-22 §4.3). */

const maxTables = 64;

export class SfntTables {
  readonly view: DataView;
  readonly #starts = new Map<string, number>();

  /** Errors: RangeError for a program that is cut off. */
  constructor(program: Uint8Array) {
    this.view = new DataView(program.buffer, program.byteOffset, program.byteLength);
    if (this.view.getUint32(0) !== 0x00010000) return;
    const count = Math.min(this.view.getUint16(4), maxTables);
    for (let at = 12; at < 12 + 16 * count; at += 16) {
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((i) => this.view.getUint8(at + i)));
      this.#starts.set(tag, this.#starts.has(tag) ? Number.NaN : this.view.getUint32(at + 8));
    }
  }

  /** Undefined for one that is not there; a program that names a table twice is read in two ways. */
  start(tag: string): number | undefined {
    const found = this.#starts.get(tag);
    return found === undefined || Number.isNaN(found) ? undefined : found;
  }
}
