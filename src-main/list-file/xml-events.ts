/**
 * Elements and texts of a part of a workbook (XML 1.0), one after the other, without a tree. A document type is refused: without one
 * there are no entities to grow or to fetch. What is not well-formed is refused as far as it would change what is read.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

export interface XmlHandler {
  /** `name` without its prefix. */
  open(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close(name: string): void;
}

const damaged = (): BianyinError => new BianyinError('table-damaged');
/** Elements inside each other; a sheet has six. */
const MOST_DEEP = 100;

/** Errors: `table-damaged`; whatever the handler throws. */
export function readXml(octets: Uint8Array, handler: XmlHandler): void {
  const text = xmlText(octets);
  const open: string[] = [];
  for (let at = 0; at < text.length;) {
    const tag = text.indexOf('<', at);
    if (tag !== at) handler.text?.(decoded(text.slice(at, tag < 0 ? text.length : tag)));
    if (tag < 0) break;
    at = markup(text, tag, open, handler);
  }
  if (open.length > 0) throw damaged();
}

/** UTF-8, or UTF-16 with its mark; nothing else is used for workbooks. */
function xmlText(octets: Uint8Array): string {
  const label =
    octets[0] === 0xff && octets[1] === 0xfe
      ? 'utf-16le'
      : octets[0] === 0xfe && octets[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(octets);
  } catch (cause) {
    throw new BianyinError('table-damaged', {}, { cause });
  }
}

/** One piece of markup; where the text goes on. */
function markup(text: string, at: number, open: string[], handler: XmlHandler): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
  if (text.startsWith('<![CDATA[', at)) {
    const end = after(text, ']]>', at + 9);
    handler.text?.(text.slice(at + 9, end - 3));
    return end;
  }
  if (text.startsWith('<!', at)) throw damaged();
  const end = tagEnd(text, at);
  const inside = text.slice(at + 1, end - 1);
  if (inside.startsWith('/')) closeElement(inside.slice(1).trim(), open, handler);
  else openElement(inside, open, handler);
  return end;
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  if (end < 0) throw damaged();
  return end + mark.length;
}

/** Behind the `>` that is in no quoted value. */
function tagEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const character = text[i];
    if (character === '>') return i + 1;
    if (character === '<') throw damaged();
    if (character === '"' || character === "'") i = after(text, character, i + 1) - 1;
  }
  throw damaged();
}

function openElement(inside: string, open: string[], handler: XmlHandler): void {
  const isEmpty = inside.endsWith('/');
  const body = isEmpty ? inside.slice(0, -1) : inside;
  const [name = ''] = /^[^\s/>"'=]+/.exec(body) ?? [];
  if (name === '' || open.length >= MOST_DEEP) throw damaged();
  const local = withoutPrefix(name);
  handler.open(local, (wanted) => attributeOf(body, wanted));
  if (isEmpty) handler.close(local);
  else open.push(name);
}

function closeElement(name: string, open: string[], handler: XmlHandler): void {
  if (open.pop() !== name) throw damaged();
  handler.close(withoutPrefix(name));
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The value of an attribute by its name without a prefix. */
function attributeOf(body: string, wanted: string): string | undefined {
  for (const [, name = '', double, single] of body.matchAll(/\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (withoutPrefix(name) === wanted) return decoded(double ?? single ?? '');
  }
  return undefined;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities that XML has by itself, and numbers of characters. Errors: `table-damaged`. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code = number ? parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16) : NaN;
    const character = number ? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined) : entities[name];
    if (character === undefined || !whole.endsWith(';')) throw damaged();
    return character;
  });
}
