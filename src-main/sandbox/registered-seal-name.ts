/** What the register calls a seal. Apart from the seal maker, so that nobody loads fonts to look a name up. */
import { sealKindNames } from '../domain/seal-kind.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';

export interface SealHolder {
  readonly name: string;
  readonly uscc: string;
  readonly legalRepresentative: string;
}

/** The registered name of a seal: 开封市……有限公司合同专用章; of seal 05 the person's. */
export function registeredSealName(holder: SealHolder, typeCode: SealTypeCode): string {
  return (typeCode === '05' ? holder.legalRepresentative : holder.name) + sealKindNames[typeCode].zh;
}
