/** Dates of PDF (ISO 32000-2 §7.9.4): `D:YYYYMMDDHHmmSSOHH'mm`. A claim of the signer, nothing more. */

const shape = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?/;

/** Null when it is no date. Without a zone UTC is taken. */
export function parsePdfDate(text: string | null): Date | null {
  const found = text === null ? null : shape.exec(text.slice(0, 40));
  if (!found) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    ,
    sign,
    zoneHour = '00',
    zoneMinute = '00',
  ] = found;
  const civil = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(civil)) return null;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return new Date(sign === '-' ? civil + offset : sign === '+' ? civil - offset : civil);
}
