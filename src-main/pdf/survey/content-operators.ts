/** Operators of content and how many operands each takes (ISO 32000-2 Annex A): with others, readers take the first, the last, or none. */

const counts: readonly (readonly [count: number, operators: string])[] = [
  [0, 'b B b* B* f F f* n s S W W* h q Q BT ET T* EMC BX EX BI EI'],
  [1, "BMC MP Do gs ri sh cs CS g G i j J M w Tc TL Tr Ts Tw Tz Tj TJ '"],
  [2, 'BDC DP d d0 Tf Td TD l m'],
  [3, 'rg RG "'],
  [4, 'k K re v y'],
  [6, 'c cm Tm d1'],
];
const operandsOf: ReadonlyMap<string, number> = new Map(
  counts.flatMap(([count, operators]) => operators.split(' ').map((each) => [each, count] as const)),
);
/** As many as the colour space has; the pairs of a picture in the content. */
const anyCount: ReadonlySet<string> = new Set(['sc', 'SC', 'scn', 'SCN', 'ID']);

export function isOperator(word: string): boolean {
  return operandsOf.has(word) || anyCount.has(word);
}

/** For an operator. */
export function areOperandsWrong(word: string, count: number): boolean {
  return (operandsOf.get(word) ?? count) !== count;
}
