/** The slots of the set: each kind at least once, a missing one empty, doubles and old seals behind their kind. */
import type { SealView } from '../../src-main/contract/views.ts';
import { sealTypeCodes, type SealTypeCode } from '../../src-main/contract/words.ts';

export interface Slot {
  /** esID of the seal, or the code of an empty slot. */
  readonly key: string;
  readonly code: SealTypeCode | null;
  readonly seal: SealView | null;
}

/** Kinds in the order of the national codes; a seal of no known kind comes last. */
export function slotsOf(seals: readonly SealView[]): Slot[] {
  const filled = (code: SealTypeCode | null): Slot[] =>
    seals
      .filter(({ typeCode }) => typeCode === code)
      .toSorted(inUseFirst)
      .map((seal) => ({ key: seal.esId, code, seal }));
  const known = sealTypeCodes.flatMap((code) => {
    const slots = filled(code);
    return slots.length > 0 ? slots : [{ key: code, code, seal: null }];
  });
  return [...known, ...filled(null)];
}

function inUseFirst(a: SealView, b: SealView): number {
  return (
    Number(b.status === 'valid') - Number(a.status === 'valid') || b.validFrom.localeCompare(a.validFrom)
  );
}
