/**
 * What tokens are called, so that each can be told from the others: the label, and where that is empty or shared, the serial number and the
 * slot besides. A label is a hint of whoever initialised the token, and no identity (docs/adr/0057).
 */
export interface Nameable {
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  /** Number of the slot. */
  readonly slotNumber: number;
}

/** Control and format characters, and what stands for octets that are no UTF-8. */
const unreadable = /[\p{Cc}\p{Cf}\ufffd]/gu;

/** One name for each, in order; all different as long as slots are. */
export function tokenNames(tokens: readonly Nameable[]): readonly string[] {
  const bySerial = tokens.map((token, i) =>
    isAlone(tokens.map(baseOf), i) && hasLabel(token) ? baseOf(token) : serialName(token),
  );
  return tokens.map((token, i) =>
    isAlone(bySerial, i) ? (bySerial[i] ?? '') : `${serialName(token)} · #${token.slotNumber}`,
  );
}

/**
 * Places of the tokens that somebody means by this name: of the one that is called so now; else of the one that was while others were
 * plugged in, or of all that share the label.
 */
export function placesNamed(tokens: readonly Nameable[], name: string): readonly number[] {
  const names = tokenNames(tokens);
  const now = names.flatMap((each, i) => (each === name ? [i] : []));
  if (now.length > 0) return now;
  const meant = tokens.flatMap((token, i) => (serialName(token) === name ? [i] : []));
  return meant.length > 0 ? meant : tokens.flatMap((token, i) => (baseOf(token) === name ? [i] : []));
}

function hasLabel({ label }: Nameable): boolean {
  return cleaned(label) !== '';
}

function baseOf({ label, model, manufacturer }: Nameable): string {
  return [label, model, manufacturer].map(cleaned).find((text) => text !== '') ?? 'UKey';
}

function serialName(token: Nameable): string {
  const serial = cleaned(token.serial);
  return serial === '' ? baseOf(token) : `${baseOf(token)} · ${serial}`;
}

function isAlone(names: readonly string[], place: number): boolean {
  return names.filter((name) => name === names[place]).length === 1;
}

function cleaned(text: string): string {
  return text.replaceAll(unreadable, '').trim();
}
