/**
 * Which other libraries a library names: DT_NEEDED and DT_RUNPATH of ELF (System V gABI, "Dynamic Section"), the import directory of PE/COFF. Only
 * read: nothing is loaded. A file that cannot be read so needs nothing that is known.
 */
export interface LibraryNeeds {
  /** File names, in the order of the file. */
  readonly needs: readonly string[];
  /** Folders that the file itself adds to the search, `$ORIGIN` as it stands there. */
  readonly folders: readonly string[];
}

const nothing: LibraryNeeds = { needs: [], folders: [] };
/** More than any driver needs: a table without end is none. */
const MOST = 256;

/** Never fails. */
export function needsOf(octets: Uint8Array): LibraryNeeds {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  try {
    if (view.getUint32(0) === 0x7f454c46) return elfNeeds(view);
    if (view.getUint16(0) === 0x4d5a) return { needs: peNeeds(view), folders: [] };
    return nothing;
  } catch (error) {
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}

/** A table of the file in memory: where it lies in the file. */
interface Segment {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

/** How the numbers of this file are read. */
interface Elf {
  readonly view: DataView;
  readonly is64: boolean;
  readonly little: boolean;
}

function elfNeeds(view: DataView): LibraryNeeds {
  const elf: Elf = { view, is64: view.getUint8(4) === 2, little: view.getUint8(5) !== 2 };
  const headers = programHeaders(elf);
  const dynamic = headers.find(({ type }) => type === 2);
  if (!dynamic) return nothing;
  const entries = dynamicEntries(elf, dynamic);
  const table = entries.find(({ tag }) => tag === 5)?.value;
  if (table === undefined) return nothing;
  const text = (at: number): string => textAt(view, offsetOf(headers, table) + at);
  const of = (...tags: number[]) =>
    entries.filter(({ tag }) => tags.includes(tag)).map(({ value }) => text(value));
  return { needs: of(1), folders: of(15, 29).flatMap((paths) => paths.split(':')) };
}

function word(elf: Elf, at: number): number {
  return elf.is64 ? Number(elf.view.getBigUint64(at, elf.little)) : elf.view.getUint32(at, elf.little);
}

function programHeaders(elf: Elf): readonly (Segment & { readonly type: number })[] {
  const { view, is64, little } = elf;
  const start = word(elf, is64 ? 32 : 28);
  const [size, count] = [view.getUint16(is64 ? 54 : 42, little), view.getUint16(is64 ? 56 : 44, little)];
  return Array.from({ length: Math.min(count, MOST) }, (_, i) => {
    const at = start + i * size;
    const [offset, address, length] = is64 ? [at + 8, at + 16, at + 32] : [at + 4, at + 8, at + 16];
    return {
      type: view.getUint32(at, little),
      ...{ offset: word(elf, offset), address: word(elf, address), size: word(elf, length) },
    };
  });
}

function dynamicEntries(elf: Elf, { offset, size }: Segment): readonly { tag: number; value: number }[] {
  const width = elf.is64 ? 8 : 4;
  const count = Math.min(Math.floor(size / (2 * width)), MOST);
  const all = Array.from({ length: count }, (_, i) => ({
    tag: word(elf, offset + 2 * width * i),
    value: word(elf, offset + 2 * width * i + width),
  }));
  const end = all.findIndex(({ tag }) => tag === 0);
  return end === -1 ? all : all.slice(0, end);
}

function offsetOf(segments: readonly (Segment & { readonly type: number })[], address: number): number {
  const inside = segments.find(
    (each) => each.type === 1 && address >= each.address && address < each.address + each.size,
  );
  return inside ? inside.offset + address - inside.address : address;
}

function peNeeds(view: DataView): readonly string[] {
  const header = view.getUint32(0x3c, true);
  const [sections, optional] = [view.getUint16(header + 6, true), view.getUint16(header + 20, true)];
  const is64 = view.getUint16(header + 24, true) === 0x20b;
  const directory = view.getUint32(header + 24 + (is64 ? 120 : 104), true);
  if (directory === 0) return [];
  const placed = Array.from({ length: Math.min(sections, MOST) }, (_, i) => {
    const at = header + 24 + optional + 40 * i;
    return {
      type: 1,
      ...{ size: view.getUint32(at + 16, true), address: view.getUint32(at + 12, true) },
      offset: view.getUint32(at + 20, true),
    };
  });
  const names: string[] = [];
  for (let at = offsetOf(placed, directory); names.length < MOST; at += 20) {
    const name = view.getUint32(at + 12, true);
    if (name === 0) return names;
    names.push(textAt(view, offsetOf(placed, name)));
  }
  return names;
}

/** A text that ends with a zero. */
function textAt(view: DataView, start: number): string {
  let text = '';
  for (let at = start; text.length < 512; at++) {
    const octet = view.getUint8(at);
    if (octet === 0) return text;
    text += String.fromCharCode(octet);
  }
  return text;
}
