/** Objects as bytes (ISO 32000-2 §7.3). What was read keeps its numbers' text and its strings' form. */
import type { PdfArray, PdfDict, PdfObject, PdfStream, PdfString } from './objects.ts';
import { dictValue, pdfInteger, withEntries } from './objects.ts';

/**
 * The bytes of an object.
 * Errors: `pdf-ambiguous` for a dictionary with duplicate keys; `TypeError` for a stream whose data is still in a file.
 */
export function serializeObject(object: PdfObject): Uint8Array {
  const parts: (string | Uint8Array)[] = [];
  write(object, parts);
  return joinParts(parts);
}

/** `N G obj … endobj` with a line end after it. Errors: as `serializeObject`. */
export function serializeIndirectObject(number: number, generation: number, object: PdfObject): Uint8Array {
  const parts: (string | Uint8Array)[] = [`${number} ${generation} obj\n`];
  write(object, parts);
  parts.push('\nendobj\n');
  return joinParts(parts);
}

function write(object: PdfObject, parts: (string | Uint8Array)[]): void {
  switch (object.kind) {
    case 'null':
      parts.push('null');
      return;
    case 'boolean':
      parts.push(String(object.value));
      return;
    case 'number':
      parts.push(object.text);
      return;
    case 'name':
      parts.push(nameText(object.value));
      return;
    case 'string':
      parts.push(stringText(object));
      return;
    case 'ref':
      parts.push(`${object.number} ${object.generation} R`);
      return;
    case 'array':
      writeArray(object, parts);
      return;
    case 'dict':
      writeDict(object, parts);
      return;
    case 'stream':
      writeStream(object, parts);
      return;
  }
}

function writeArray(array: PdfArray, parts: (string | Uint8Array)[]): void {
  parts.push('[');
  array.items.forEach((item, i) => {
    if (i > 0) parts.push(' ');
    write(item, parts);
  });
  parts.push(']');
}

function writeDict(dict: PdfDict, parts: (string | Uint8Array)[]): void {
  const [twice] = dict.duplicateKeys;
  if (twice !== undefined) dictValue(dict, twice);
  parts.push('<<');
  for (const [key, value] of dict.entries) {
    parts.push(`${nameText(key)} `);
    write(value, parts);
  }
  parts.push('>>');
}

function writeStream(stream: PdfStream, parts: (string | Uint8Array)[]): void {
  if (!(stream.data instanceof Uint8Array)) throw new TypeError('the data of this stream is in a file');
  writeDict(withEntries(stream.dict, { Length: pdfInteger(stream.data.length) }), parts);
  parts.push('\nstream\n', stream.data, '\nendstream');
}

/** §7.3.5: every byte outside ! to ~, the number sign and the delimiters are written as #xx. */
function nameText(name: string): string {
  const escaped = name.replace(
    /[^\x21-\x7e]|[#()<>[\]{}/%]/g,
    (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return `/${escaped}`;
}

function stringText(string: PdfString): string {
  if (string.form === 'hex') return `<${hexText(string.bytes)}>`;
  let text = '(';
  for (const byte of string.bytes) {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `${text})`;
}

function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

function joinParts(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'string') for (let i = 0; i < part.length; i++) bytes[at + i] = part.charCodeAt(i);
    else bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
