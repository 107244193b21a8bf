/** Certificates and seals of a token as objects. One that cannot be read is a problem beside the others, and no failure of the token. */
import { readDer } from '../../crypto/der.ts';
import type { TokenPart } from '../../domain/token-problem-text.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { cka, cko } from './attributes.ts';
import type { Cryptoki, Handle, TokenAttribute } from './cryptoki.ts';
import { findObjects, readAttribute, readId, readTextAttribute } from './objects.ts';
import { isGone, shownValue } from './return-values.ts';

/** CKA_APPLICATION of the data object that holds an SESeal (GB/T 38540 §6.1). Its label is the seal's esID. */
export const sealApplication = 'bianyin.seal';

/** A certificate as an object of the token. What tells it from others is its DER; CKA_ID and label are hints. */
export interface TokenCertificate {
  /** CKA_ID, lower-case hexadecimal; empty where the object has none. */
  readonly id: string;
  readonly label: string;
  readonly der: Uint8Array;
}

interface TokenSeal {
  readonly id: string;
  readonly esId: string;
  readonly label: string;
  readonly der: Uint8Array;
}

/** What of a token could not be read. */
interface TokenProblem {
  readonly what: TokenPart;
  /** Label of the object; empty where it has none, or where it is about all of a kind. */
  readonly label: string;
  /** Return value, `0x30`; `none` where the octets themselves are the fault. */
  readonly ckr: string;
}

/** What a session sees, and what it could not read. */
export interface TokenContents {
  readonly certificates: readonly TokenCertificate[];
  readonly seals: readonly TokenSeal[];
  readonly problems: readonly TokenProblem[];
}

/** Everything that the session shows: more after a login, where objects are private. Errors: those of a token that is gone. */
export function readShown(library: Cryptoki, session: Handle): TokenContents {
  const problems: TokenProblem[] = [];
  const certificates = objectsOf('certificates', [{ type: cka.class, value: cko.certificate }]).flatMap(
    (object) => certificateOf(library, session, object, problems),
  );
  const seals = objectsOf('seals', [
    { type: cka.class, value: cko.data },
    { type: cka.application, value: sealApplication },
  ]).flatMap((object) => sealOf(library, session, object));
  return { certificates, seals, problems };

  function objectsOf(what: 'certificates' | 'seals', template: readonly TokenAttribute[]): readonly Handle[] {
    try {
      return findObjects(library, session, template);
    } catch (error) {
      if (isGone(error)) throw error;
      problems.push({ what, label: '', ckr: shownValue(error) });
      return [];
    }
  }
}

/** Objects without a value (some vendors keep empty ones) are none; octets behind the certificate (vendors pad) are cut off. */
function certificateOf(
  library: Cryptoki,
  session: Handle,
  object: Handle,
  problems: TokenProblem[],
): readonly TokenCertificate[] {
  const value = readAttribute(library, session, object, cka.value);
  if (value === undefined || value.length === 0) return [];
  const label = readTextAttribute(library, session, object, cka.label);
  try {
    const der = Uint8Array.from(readDer(value, { allowTrailing: true }).bytes);
    parseCertificate(der);
    return [{ id: readId(library, session, object), label, der }];
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    problems.push({ what: 'certificate', label, ckr: 'none' });
    return [];
  }
}

function sealOf(library: Cryptoki, session: Handle, object: Handle): readonly TokenSeal[] {
  const der = readAttribute(library, session, object, cka.value);
  if (der === undefined || der.length === 0) return [];
  const label = readTextAttribute(library, session, object, cka.label);
  return [{ id: readId(library, session, object), esId: label, label, der }];
}
