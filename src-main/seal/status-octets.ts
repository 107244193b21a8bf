/** Octets of status images and deltas: numbers, rows, and a reader that never looks beyond its end (docs/formats.md). */
import { instantText } from '../domain/instant.ts';
import { compareRows, sealStatusReasons, snapshotMalformed } from './status-row.ts';
import type { StatusRow } from './status-row.ts';

/** Times are seconds since 2000-01-01T00:00:00Z in 32 bits: until 2136. */
const EPOCH = Date.UTC(2000, 0, 1);
/** Rows that one seal can have. */
const MOST_ROWS = 1000;
const MOST_VARINT = 2 ** 31;

/** Octets that grow. */
export class OctetWriter {
  #bytes = new Uint8Array(1024);
  length = 0;

  u8(value: number): void {
    this.#room(1);
    this.#bytes[this.length] = value;
    this.length += 1;
  }

  u32(value: number): void {
    for (const shift of [24, 16, 8, 0]) this.u8((value >>> shift) & 255);
  }

  /** Seven bits an octet, the lowest first; the top bit says that more follow. */
  varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.u8((rest & 127) | 128);
      rest = Math.floor(rest / 128);
    }
    this.u8(rest);
  }

  octets(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  rows(rows: readonly StatusRow[]): void {
    for (const [i, { s, since, r, inv }] of rows.entries()) {
      const reason = r === undefined ? 0 : sealStatusReasons.indexOf(r) + 1;
      this.u8(s | (reason << 2) | (inv === undefined ? 0 : 64) | (i + 1 < rows.length ? 128 : 0));
      this.u32(seconds(since));
      if (inv !== undefined) this.u32(seconds(inv));
    }
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }
}

/** Reads from `at` up to `end`. Errors: `snapshot-malformed`. */
export class OctetReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    if (at > end || end > bytes.length) throw snapshotMalformed('range');
    this.#bytes = bytes;
    this.#end = end;
    this.at = at;
  }

  get isDone(): boolean {
    return this.at === this.#end;
  }

  u8(): number {
    const value = this.at < this.#end ? this.#bytes[this.at] : undefined;
    if (value === undefined) throw snapshotMalformed('too short');
    this.at += 1;
    return value;
  }

  u32(): number {
    return this.u8() * 0x1000000 + ((this.u8() << 16) | (this.u8() << 8) | this.u8());
  }

  varint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const octet = this.u8();
      value += (octet & 127) * unit;
      if (value >= MOST_VARINT || (octet === 0 && unit > 1)) throw snapshotMalformed('number');
      if (octet < 128) return value;
    }
  }

  octets(length: number): Uint8Array {
    if (this.at + length > this.#end) throw snapshotMalformed('too short');
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  rows(): StatusRow[] {
    const rows: StatusRow[] = [];
    for (let more = true; more;) {
      const head = this.u8();
      const row = this.#row(head);
      const before = rows.at(-1);
      if (before && compareRows(before, row) >= 0) throw snapshotMalformed('rows out of order');
      rows.push(row);
      more = head >= 128;
      if (rows.length > MOST_ROWS) throw snapshotMalformed('rows');
    }
    return rows;
  }

  /**
   * Goes over rows as `rows` does, without making anything of them: a city has a hundred thousand. `latest`: seconds of the
   * image's own time; nothing may be later.
   */
  checkRows(latest: number): void {
    let [beforeSince, beforeStatus] = [-1, -1];
    for (let count = 1, more = true; more; count += 1) {
      const head = this.u8();
      const since = this.u32();
      const isLater = since > beforeSince || (since === beforeSince && (head & 3) > beforeStatus);
      if (!isLater) throw snapshotMalformed('rows out of order');
      if (since > latest) throw snapshotMalformed('a row of the future');
      if (((head >> 2) & 15) > sealStatusReasons.length) throw snapshotMalformed('reason');
      if ((head & 64) !== 0) this.u32();
      [beforeSince, beforeStatus, more] = [since, head & 3, head >= 128];
      if (count > MOST_ROWS) throw snapshotMalformed('rows');
    }
  }

  #row(head: number): StatusRow {
    const reason = (head >> 2) & 15;
    const r = reason === 0 ? undefined : sealStatusReasons[reason - 1];
    if (reason > 0 && r === undefined) throw snapshotMalformed('reason');
    const since = instant(this.u32());
    const inv = (head & 64) === 0 ? undefined : instant(this.u32());
    return { s: head & 3, since, ...(r ? { r } : {}), ...(inv === undefined ? {} : { inv }) };
  }
}

/** Seconds since 2000 of a time as rows write it. Errors: `snapshot-malformed` outside what 32 bits hold. */
export function seconds(text: string): number {
  const value = (Date.parse(text) - EPOCH) / 1000;
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw snapshotMalformed('time');
  return value;
}

function instant(value: number): string {
  return instantText(new Date(EPOCH + value * 1000));
}
