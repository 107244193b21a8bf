/** The texts that the cells of a workbook share (ECMA-376 part 1 §18.4.9), without the readings above them (§18.4.6). */
import { MOST_CELL } from './grid.ts';
import { readXml } from './xml-events.ts';

/** In the order of their numbers. */
export function sharedTexts(octets: Uint8Array | undefined): readonly string[] {
  const texts: string[] = [];
  if (!octets) return texts;
  const one = richText();
  readXml(octets, {
    open(name) {
      if (name === 'si') one.begin();
      one.open(name);
    },
    text: (text) => one.text(text),
    close(name) {
      one.close(name);
      if (name === 'si') texts.push(one.result());
    },
  });
  return texts;
}

interface RichText {
  begin(): void;
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  result(): string;
}

/** The `t` elements of a string item in order; those inside `rPh` are how it is read aloud. */
export function richText(): RichText {
  let [out, inText, inReading] = ['', false, false];
  return {
    begin: () => void ([out, inText, inReading] = ['', false, false]),
    open(name) {
      if (name === 'rPh') inReading = true;
      inText = name === 't' && !inReading;
    },
    text(text) {
      if (inText && out.length < MOST_CELL) out += text.slice(0, MOST_CELL);
    },
    close(name) {
      if (name === 'rPh') inReading = false;
      inText = false;
    },
    result: () => plainCharacters(out),
  };
}

/** `_x000D_` stands for a character that XML has no place for (§22.9.2.19). */
function plainCharacters(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
