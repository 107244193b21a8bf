/** Looks for a text in everything that a run has left: all files of its folder, and what its windows and processes said. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files below a folder that hold the text, as it is, as UTF-16 (browsers keep strings so), or as base64. */
export function filesThatHold(folder: string, secret: string): string[] {
  const forms = formsOf(secret);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      // A browser takes away what it writes on the side, also between the list and this line.
      if (!existsSync(path)) return false;
      const octets = readFileSync(path);
      return forms.some((form) => octets.includes(form));
    });
}

/** True when a text holds the secret in any of its forms. */
export function holds(text: string, secret: string): boolean {
  const octets = Buffer.from(text, 'utf8');
  return formsOf(secret).some((form) => octets.includes(form));
}

/** Base64 has three forms by where it begins; the characters at the ends depend on neighbours and are left out. */
function formsOf(secret: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret, 'utf8')]).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  return [
    Buffer.from(secret, 'utf8'),
    Buffer.from(secret, 'utf16le'),
    ...base64.map((form) => Buffer.from(form, 'ascii')),
  ];
}
