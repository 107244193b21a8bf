/**
 * What a content stream uses (ISO 32000-2 §7.8.2, §9.3): fonts that draw, names of other graphics, and text that is not drawn.
 * Longer and lower than other files because every octet of all pages passes here; it decides nothing that is drawn.
 */

export interface ContentUse {
  /** Names of fonts in which something is drawn. */
  readonly fonts: ReadonlySet<string>;
  /** Names given to Do, gs, scn, SCN: forms, states and patterns, each looked up where it can stand. */
  readonly names: ReadonlySet<string>;
  /** Text in a rendering mode that draws nothing (Table 104). */
  readonly hidesText: boolean;
}

interface TextState {
  font: string;
  mode: number;
}

/** Rendering modes without fill and without stroke: invisible, and clipping only. */
const unseenModes: ReadonlySet<number> = new Set([3, 7]);
const showing: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
const naming: ReadonlySet<string> = new Set(['Do', 'gs', 'scn', 'SCN']);
/** Nesting of q that is remembered; more is damage. */
const maxSaved = 256;

/** Reads decoded content. Octets that are no content are passed over. */
export function scanContent(bytes: Uint8Array): ContentUse {
  const use = { fonts: new Set<string>(), names: new Set<string>(), hidesText: false };
  const saved: TextState[] = [];
  let state: TextState = { font: '', mode: 0 };
  let [name, number, hasText] = ['', 0, false];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x28) {
      const end = endOfString(bytes, at);
      hasText ||= end - at > 2;
      at = end;
    } else if (byte === 0x3c && bytes[at + 1] !== 0x3c) {
      const end = bytes.indexOf(0x3e, at);
      hasText ||= end - at > 1;
      at = end < 0 ? bytes.length : end + 1;
    } else if (byte === 0x25) at = endOfLine(bytes, at);
    else if (!isRegular(byte) && byte !== 0x2f) at += 1;
    else {
      const end = endOfWord(bytes, at + 1);
      const word = end - at > maxWord ? '' : wordAt(bytes, at, end);
      at = end;
      if (byte === 0x2f) name = word.includes('#') ? unescaped(word.slice(1)) : word.slice(1);
      else if (isNumberStart(byte)) number = Number(word);
      else {
        if (word === 'q' && saved.length < maxSaved) saved.push({ ...state });
        else if (word === 'Q') state = saved.pop() ?? state;
        else if (word === 'Tf') state.font = name;
        else if (word === 'Tr') state.mode = number;
        else if (naming.has(word)) use.names.add(name);
        else if (word === 'ID') at = endOfImage(bytes, at);
        else if (showing.has(word) && hasText) {
          if (unseenModes.has(state.mode)) use.hidesText = true;
          else use.fonts.add(state.font);
        }
        [name, hasText] = ['', false];
      }
    }
  }
  return use;
}

const maxWord = 128;

function wordAt(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function unescaped(name: string): string {
  return name.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function isNumberStart(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

/** Not white space and not a delimiter (§7.2.3). */
function isRegular(byte: number): boolean {
  return byte > 0x20 && !'()<>[]{}/%'.includes(String.fromCharCode(byte));
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isRegular(bytes[at] ?? 0)) at += 1;
  return at;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
  return at;
}

function endOfString(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29 && (depth -= 1) === 0) return at + 1;
  }
  return bytes.length;
}

/** Data of an image in the content ends with EI between white space (§8.9.7). */
function endOfImage(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at + 2 < bytes.length; at += 1) {
    const isEnd = bytes[at] === 0x45 && bytes[at + 1] === 0x49 && (bytes[at - 1] ?? 0) <= 0x20;
    if (isEnd && (bytes[at + 2] ?? 0) <= 0x20) return at + 2;
  }
  return bytes.length;
}
