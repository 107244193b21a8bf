/** The time a signer states about itself: GeneralizedTime in v4 and v5; in v1 a token, a time or free text (GM/T 0031-2014). */
import { readDer, readTime } from '../crypto/der.ts';
import { orElse } from '../domain/errors/or-else.ts';

/**
 * `time`: an instant; `zoneAssumed` when the text names no zone and China Standard Time was taken.
 * `token`: a DER structure, presumably a time stamp token. `text`: not readable as a time.
 */
export type ClaimedTime =
  | { readonly kind: 'time'; readonly time: Date; readonly zoneAssumed: boolean }
  | { readonly kind: 'token'; readonly token: Uint8Array }
  | { readonly kind: 'text'; readonly text: string };

const maxTextBytes = 64;
const chinaStandardTime = 8 * 60;
const calendar =
  /^(\d{4})-?(\d{2})-?(\d{2})[T ]?(\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?$/;

/** The octets of a v1 timeInfo. Never throws: a time that cannot be read is a fact for the rules. */
export function readClaimedTime(content: Uint8Array): ClaimedTime {
  const tag = content[0];
  if (tag === 0x17 || tag === 0x18) {
    const time = derTime(content);
    if (time) return { kind: 'time', time, zoneAssumed: false };
  }
  if (tag === 0x30 && content.length > maxTextBytes) return { kind: 'token', token: content };
  const text = String.fromCharCode(...content.subarray(0, maxTextBytes));
  return (content.length <= maxTextBytes && textTime(text.trim())) || { kind: 'text', text };
}

function derTime(content: Uint8Array): Date | undefined {
  return orElse(() => readTime(readDer(content)), undefined);
}

function textTime(text: string): ClaimedTime | undefined {
  const short = /^(\d{2})(\d{10}Z)$/.exec(text);
  const parts = calendar.exec(short ? `20${text}` : text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, , zone] = parts;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const civil = Date.UTC(y, mo - 1, d, h, mi, s);
  if (
    new Date(civil).toISOString().slice(0, 10) !== `${year}-${month}-${day}` ||
    h > 23 ||
    mi > 59 ||
    s > 59
  ) {
    return undefined;
  }
  const offset = zone === undefined ? chinaStandardTime : zoneMinutes(zone);
  return { kind: 'time', time: new Date(civil - offset * 60_000), zoneAssumed: zone === undefined };
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(/[^\d]/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
