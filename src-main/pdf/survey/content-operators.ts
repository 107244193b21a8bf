/**
 * Operators of content and the kinds of their operands (ISO 32000-2 Annex A): with others, readers take the first, the last, or none.
 * Kinds: 0 number, / name, ( string, [ list, < dictionary, ? anything else.
 */

const signatures: readonly (readonly [operands: string, operators: string])[] = [
  ['', 'b B b* B* f F f* n s S W W* h q Q BT ET T* EMC BX EX BI EI'],
  ['0', 'g G i j J M w Tc TL Tr Ts Tw Tz'],
  ['00', 'd0 Td TD l m'],
  ['000', 'rg RG'],
  ['0000', 'k K re v y'],
  ['000000', 'c cm Tm d1'],
  ['/', 'BMC MP Do gs ri sh cs CS'],
  ['/</', 'BDC DP'],
  ['/0', 'Tf'],
  ['(', "Tj '"],
  ['[', 'TJ'],
  ['[0', 'd'],
  ['00(', '"'],
];
const operandsOf: ReadonlyMap<string, string> = new Map(
  signatures.flatMap(([operands, operators]) =>
    operators.split(' ').map((each) => [each, operands] as const),
  ),
);
/** As many as the colour space has; the pairs of a picture in the content. */
const anyOperands: ReadonlySet<string> = new Set(['sc', 'SC', 'scn', 'SCN', 'ID']);
/** A name or a dictionary behind the tag. */
const tagged: ReadonlySet<string> = new Set(['/<', '//']);

export function isOperator(word: string): boolean {
  return operandsOf.has(word) || anyOperands.has(word);
}

/** For an operator. */
export function areOperandsWrong(word: string, operands: string): boolean {
  const expected = operandsOf.get(word) ?? operands;
  return expected === '/</' ? !tagged.has(operands) : expected !== operands;
}
