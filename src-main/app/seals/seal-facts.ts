/** What windows need of a seal besides its state: the size on paper and the picture. */
import { hasDrawableSize, isPng } from '../../pdf/png-image.ts';
import { typeCodeOf } from '../../city/seal-register.ts';
import { toBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { sealsAtMoment } from '../../home/home-moment.ts';
import { usableSeals } from '../../home/own-seals.ts';
import type { SESeal } from '../../seal/seal-structure.ts';
import type { AppSession } from '../session.ts';

export interface SealFacts {
  readonly esId: string;
  readonly typeCode: SealTypeCode | null;
  readonly name: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** PNG as base64; null for another kind of picture, and for one larger than any seal. */
  readonly picture: string | null;
}

/** Every seal of the register, those out of use included. */
export function allSealFacts(session: AppSession): SealFacts[] {
  return sealsAtMoment(session.home, session.now()).seals.map(factsOf);
}

/** The seal of a kind that is in use. Errors: `seal-not-in-register`. */
export function sealFactsOfType(session: AppSession, typeCode: SealTypeCode): SealFacts {
  const seals = usableSeals(sealsAtMoment(session.home, session.now())).map(factsOf);
  const found = seals.find((seal) => seal.typeCode === typeCode);
  if (!found) throw new BianyinError('seal-not-in-register', { seal: typeCode });
  return found;
}

/** A seal by its number. Errors: `seal-not-in-register`. */
export function sealFactsById(session: AppSession, esId: string): SealFacts {
  const found = allSealFacts(session).find((seal) => seal.esId === esId);
  if (!found) throw new BianyinError('seal-not-in-register', { seal: esId });
  return found;
}

function factsOf(seal: SESeal): SealFacts {
  const { esId, name, picture } = seal.info;
  const { widthMm, heightMm, data } = picture;
  return {
    esId,
    typeCode: typeCodeOf(seal),
    name,
    widthMm,
    heightMm,
    picture: isPng(data) && hasDrawableSize(data) ? toBase64(data) : null,
  };
}
