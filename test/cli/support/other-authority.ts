/** People whose certificates hold keys that are not SM2, certified below the root of a sandbox city. */
import { der } from '../../../src-main/crypto/der-writer.ts';
import type { HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import { kindExtensions } from '../../../src-main/sandbox/authority/certificate-kinds.ts';
import {
  encodeTime,
  sm2WithSm3Identifier,
  yearsLater,
} from '../../../src-main/sandbox/authority/issue-certificate.ts';
import { encodeSubjectName } from '../../../src-main/sandbox/authority/subject-name.ts';
import { roleCertificate, roleSigner } from '../../../src-main/sandbox/city-authority.ts';
import { readCityState } from '../../../src-main/sandbox/city-state.ts';
import { sandboxEnterprise } from '../../../src-main/sandbox/sandbox-enterprise.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parsePublicKey } from '../../../src-main/pki/public-key.ts';
import { randomBytes } from 'node:crypto';

/** A certificate (DER) for a SubjectPublicKeyInfo of any algorithm, by the city's sub authority. */
export function certifyKey(home: HomeDirectory, commonName: string, spki: Uint8Array): Uint8Array {
  const state = readCityState(home.city);
  if (!state) throw new Error('no city');
  const { name: organization, uscc: organizationIdentifier } = sandboxEnterprise;
  const random = (length: number): Uint8Array => randomBytes(length);
  const sub = roleSigner(state, 'sub', random);
  const now = new Date();
  const serial = Uint8Array.from(random(12), (octet, i) => (i === 0 ? (octet & 0x3f) | 0x40 : octet));
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serial),
    sm2WithSm3Identifier,
    parseCertificate(roleCertificate(state, 'sub')).subject.der,
    der.sequence(encodeTime(now), encodeTime(yearsLater(now, 1))),
    encodeSubjectName({ organization, organizationIdentifier, commonName }),
    spki,
    der.explicit(3, der.sequence(...kindExtensions('person', parsePublicKey(spki).keyBits, sub.publicPoint))),
  );
  return der.sequence(tbs, sm2WithSm3Identifier, der.bitString(sub.sign(tbs)));
}
