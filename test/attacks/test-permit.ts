/** A permit extension for a file of the test city: submitted, approved once, used; signed with test keys. */
import { canonicalJson } from '../../src-main/approval/canonical-json.ts';
import { permitExtensionOid } from '../../src-main/approval/permit-extension.ts';
import { fromHex, toHex, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import type { ExtensionToWrite } from '../../src-main/seal/seal-writer.ts';
import { identity, type TestIdentity } from './test-city.ts';
import { sm2Sign } from './test-key.ts';

const people = {
  applicant: identity('陈晓禾', 40),
  legal: identity('沈镕昇', 41),
  keeper: identity('马堃', 42),
} as const;

export interface PermitOptions {
  readonly esId?: string;
  readonly size?: number;
  readonly approver?: TestIdentity;
  /** Spoils the approver's signature. */
  readonly spoil?: boolean;
}

/** The extension for `original`, the file before it is sealed. */
export function makePermit(original: Uint8Array, options: PermitOptions = {}): ExtensionToWrite {
  const documentSm3 = toHex(sm3(original));
  const requestSm3 = toHex(sm3(utf8Encode('request')));
  const policySm3 = toHex(sm3(utf8Encode('policy')));
  const time = '2026-11-19T08:00:00Z';
  const esId = options.esId ?? '41020000000001';
  const common = { v: 1, documentSm3, esId, requestSm3, policySm3, time };
  const act = (
    kind: number,
    who: TestIdentity,
    personId: string,
    role: string,
    own: object,
    number: number,
  ) => {
    const certificateSm3 = toHex(sm3(who.certificate));
    const text = canonicalJson({ ...common, ...own, personId, role, certificateSm3 });
    const key = options.spoil && kind === 1 ? people.keeper.key : who.key;
    return der.sequence(
      der.enumerated(kind),
      der.utf8(role),
      der.utf8(personId),
      der.generalizedTime(new Date(time)),
      der.integer(number),
      der.octetString(who.certificate),
      der.octetString(sm2Sign(key, utf8Encode(text))),
    );
  };
  const approval = { purpose: 'bianyin.approval/1', step: 0, decision: 'approve' };
  const value = der.sequence(
    der.integer(1),
    der.octetString(fromHex(documentSm3)),
    der.integer(options.size ?? original.length),
    der.octetString(fromHex(requestSm3)),
    der.octetString(fromHex(policySm3)),
    der.sequence(
      act(0, people.applicant, 'applicant', 'applicant', { purpose: 'bianyin.submission/1' }, 0),
      act(1, options.approver ?? people.legal, 'legal', 'legal', approval, 0),
      act(2, people.keeper, 'keeper', 'keeper', { purpose: 'bianyin.use/1', number: 1 }, 1),
    ),
  );
  return { oid: permitExtensionOid, critical: false, value };
}
