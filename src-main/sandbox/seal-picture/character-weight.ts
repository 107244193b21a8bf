/** How much room a character takes beside an ideograph. */

/** Brackets fill less than half of their square; a seal gives them no more room than they need. */
export const narrowWeight = 0.6;

/** How much of a full cell's width a character takes: 1, or less for a bracket. */
export function characterWeight(character: string): number {
  return /^[（）〔〕【】]$/u.test(character) ? narrowWeight : 1;
}
