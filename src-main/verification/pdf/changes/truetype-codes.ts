/** Which glyph of an embedded TrueType program a code of one octet shows (ISO 32000-2 §9.6.5.4; ISO/IEC 14496-22 `cmap`). */
import type { SfntTables } from './sfnt-tables.ts';

const maxSubtables = 16;
/** Where symbolic fonts keep their codes (§9.6.5.4). */
const symbolic = 0xf000;

/**
 * Readers choose among the subtables, each by rules of its own: a glyph is known where all that have the code agree, plain and symbolic.
 * Null otherwise. Errors: RangeError for a table that is cut off.
 */
export function glyphOfCode(tables: SfntTables, code: number): number | null {
  const { view } = tables;
  const start = tables.start('cmap');
  if (start === undefined) return null;
  const count = view.getUint16(start + 2);
  if (count === 0 || count > maxSubtables) return null;
  const found = new Set<number>();
  for (let i = 0; i < count; i += 1) {
    const at = start + view.getUint32(start + 8 + 8 * i);
    for (const each of [code, symbolic + code]) {
      const glyph = lookUp(view, at, each);
      if (glyph === null) return null;
      if (glyph !== 0) found.add(glyph);
    }
  }
  const [glyph, ...others] = found;
  return glyph === undefined || others.length > 0 ? null : glyph;
}

/** 0 for a code that is not there, null for a format that is not read. */
function lookUp(view: DataView, at: number, code: number): number | null {
  const format = view.getUint16(at);
  if (format === 0) return code < 256 ? view.getUint8(at + 6 + code) : 0;
  if (format === 6) {
    const index = code - view.getUint16(at + 6);
    return index >= 0 && index < view.getUint16(at + 8) ? view.getUint16(at + 10 + 2 * index) : 0;
  }
  return format === 4 ? lookUpSegment(view, at, code) : null;
}

function lookUpSegment(view: DataView, at: number, code: number): number {
  const size = view.getUint16(at + 6);
  for (let i = 0; i < size; i += 2) {
    if (view.getUint16(at + 14 + i) < code) continue;
    const first = view.getUint16(at + 16 + size + i);
    if (first > code) return 0;
    const delta = view.getUint16(at + 16 + 2 * size + i);
    const place = at + 16 + 3 * size + i;
    const offset = view.getUint16(place);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = view.getUint16(place + offset + 2 * (code - first));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
