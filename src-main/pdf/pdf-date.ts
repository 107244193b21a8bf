/** Dates (ISO 32000-2 §7.9.4): `D:YYYYMMDDHHmmSSOHH'mm`. A claim of whoever wrote it, nothing more. */

/** Each part only behind all parts before it. Before PDF 2.0 an apostrophe stood behind the minutes of the zone as well. */
const shape =
  /^D:(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(Z|[+-](?=\d))(?:(\d{2})(?:'(?:(\d{2})'?)?)?)?)?)?)?)?)?)?$/;

/**
 * The time that the whole string says; null for everything else: a date in part is another date. Without a zone UTC is
 * taken, since the standard leaves it open. Z stands for UTC, so zeros alone may follow it.
 */
export function parsePdfDate(text: string | null): Date | null {
  const found = text === null ? null : shape.exec(text);
  if (!found) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = found;
  const civil = new Date(0);
  civil.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  civil.setUTCHours(Number(hour), Number(minute), Number(second));
  // What is out of its range (31 February, 24:00) comes out as another date.
  const isReal = civil.toISOString().startsWith(`${year}-${month}-${day}T${hour}:${minute}:${second}.`);
  const offset = zoneMinutes(found[7], found[8], found[9]);
  return isReal && offset !== null ? new Date(civil.getTime() - offset * 60_000) : null;
}

/** Minutes that local time is ahead of UTC; null for a zone that is none. */
function zoneMinutes(sign: string | undefined, hours = '00', minutes = '00'): number | null {
  if (sign === '+' || sign === '-') {
    if (hours > '23' || minutes > '59') return null;
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  }
  return Number(hours) === 0 && Number(minutes) === 0 ? 0 : null;
}
