/** Whether a rich text value says the same as the plain one beside it (ISO 32000-2 §12.7.4.4, §12.7.5.3): nothing but words in plain dress. */
import type { PdfDict } from '../../../pdf/objects.ts';
import { exactTextOf, isExactText } from '../../../pdf/text-string.ts';

/** A longer one is not read. */
const maxLength = 64 * 1024;
const declaration = /^<\?xml version="1\.[01]"(?: encoding="[\w-]{1,20}")?\?>/;
/** Elements that hold words (Table 233); none that draws, links or hides. */
const tag = /<(\/?)(body|p|span|b|i|br)((?:\s+[\w:]+\s*=\s*(?:"[^"<>&]*"|'[^'<>&]*'))*)\s*(\/?)>/g;
const attribute = /([\w:]+)\s*=\s*["']([^"']*)["']/g;
const plainAttributes = /^(xmlns|xmlns:xfa|xfa:\w+|dir)$/;
/** Declarations of §12.7.4.4 that leave words dark, whole and where they are. */
const plainStyle =
  /^(font-family:[\w\s,'-]+|font-size:([3-9]|\d\d)(\.\d+)?pt|font-weight:\w+|font-style:\w+|text-align:(left|center|right)|color:#000000)$/;
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** A field without /RV says what its /V says. An indirect or streamed one is not read. */
export function richValueAgrees({ entries }: PdfDict): boolean {
  const [rich, plain] = [entries.get('RV'), entries.get('V')];
  if (rich === undefined) return true;
  if (rich.kind !== 'string' || plain?.kind !== 'string' || rich.bytes.length > maxLength) return false;
  const [text, wanted] = [exactTextOf(rich), exactTextOf(plain)];
  if (!isExactText(text) || !isExactText(wanted)) return false;
  const words = wordsOf(text);
  return words !== null && squeeze(words) === squeeze(wanted);
}

/** Null where there is anything but plain elements and words. */
function wordsOf(text: string): string | null {
  let isPlain = true;
  const bare = text.replace(declaration, '').replace(tag, (_, _close, _name, attributes: string) => {
    isPlain &&= hasPlainAttributes(attributes);
    return ' ';
  });
  const words = bare.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => `\0${entities[entity] ?? ''}`);
  // What is left of markup begins with one of these, unless an entity stands for it.
  if (!isPlain || /(?<!\0)[<>&]/.test(words)) return null;
  return words.replaceAll('\0', '');
}

function hasPlainAttributes(text: string): boolean {
  return [...text.matchAll(attribute)].every(([, name = '', value = '']) => {
    if (name !== 'style') return plainAttributes.test(name);
    return value
      .split(';')
      .map((each) => each.replace(/\s*:\s*/, ':').trim())
      .every((each) => each === '' || plainStyle.test(each));
  });
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
