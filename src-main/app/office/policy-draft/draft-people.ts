/** People and seals that come into the next policy by their certificates and tokens. */
import { typeCodeOf } from '../../../city/seal-register.ts';
import { toHex } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { type HomeMoment } from '../../../home/home-moment.ts';
import { parseCertificate, type Certificate } from '../../../pki/certificate.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import { certificateOfSeal, personalCertificate, sealsOf } from '../setup/setup-tokens.ts';
import { receiveSeals, recordReceived, type ReceivedSeal } from '../setup/connect-enterprise.ts';
import { writeDraft, type Draft } from './draft-file.ts';
import {
  keepCertificate,
  knownCertificates,
  requirePersonCertificate,
  type KnownCertificates,
} from './people-certificates.ts';
import { renewedPerson } from './same-person.ts';
import { currentDraft } from './draft-base.ts';

/**
 * Adds the person of a token, and its seals with that person as keeper. The legal representative is who holds seal 05.
 * Errors: `token-not-found`, `token-without-certificate`, those of `requirePersonCertificate`.
 */
export async function addToken(session: AppSession, label: string): Promise<void> {
  const token = (await session.signer().listTokens()).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  const certificate = personalCertificate(token);
  if (!certificate) throw new BianyinError('token-without-certificate', { token: label });
  receiveFrom(session, token);
  withMoment(session, (moment) => {
    requirePersonCertificate(moment, certificate);
    keepCertificate(session.home, certificate);
    const known = knownCertificates(session.home, moment, [token]);
    const { draft, id } = withPerson(currentDraft(session, moment), certificate, known);
    writeDraft(session.home, withSealsOf(moment, draft, id, token));
  });
}

/** 领取: the seals of a token come into the register of this machine. Errors: `token-not-found`. */
export async function receiveToken(session: AppSession, label: string): Promise<readonly ReceivedSeal[]> {
  const token = (await session.signer().listTokens()).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  return receiveFrom(session, token);
}

function receiveFrom(session: AppSession, token: TokenSummaryMessage): readonly ReceivedSeal[] {
  const received = receiveSeals(session.home, token, session.now());
  withMoment(session, (moment) => recordReceived(moment, received));
  return received;
}

/** Adds the person of a certificate file. Errors: `certificate-malformed`, those of `requirePersonCertificate`. */
export function addCertificate(session: AppSession, octets: Uint8Array): void {
  const certificate = parseCertificate(octets);
  withMoment(session, (moment) => {
    requirePersonCertificate(moment, certificate);
    keepCertificate(session.home, certificate);
    const known = knownCertificates(session.home, moment, []);
    writeDraft(session.home, withPerson(currentDraft(session, moment), certificate, known).draft);
  });
}

/** The same certificate again changes nothing; a renewed one takes the place of the one before, with everything else kept. */
function withPerson(
  draft: Draft,
  certificate: Certificate,
  certificates: KnownCertificates,
): { draft: Draft; id: string } {
  const digest = toHex(sm3(certificate.der));
  const known = draft.people.find(({ certificateSm3 }) => certificateSm3.includes(digest));
  if (known) return { draft, id: known.id };
  const renewed = renewedPerson(draft.people, certificate, certificates);
  if (renewed) {
    const people = draft.people.map((each) =>
      each.id === renewed.id ? { ...each, certificateSm3: [digest] } : each,
    );
    return { draft: { ...draft, people }, id: renewed.id };
  }
  const id = `p-${digest.slice(0, 12)}`;
  const name = (certificate.subject.commonName ?? '').normalize('NFC').trim().slice(0, 60);
  const person = { id, name, roles: [], certificateSm3: [digest] };
  return { draft: { ...draft, people: [...draft.people, person] }, id };
}

function withSealsOf(moment: HomeMoment, draft: Draft, id: string, token: TokenSummaryMessage): Draft {
  const held = sealsOf(token).filter((seal) => certificateOfSeal(token, seal) !== undefined);
  const known = moment.seals.map(({ info }) => info.esId);
  const own = held.filter(({ info }) => known.includes(info.esId));
  const isLegal = own.some((seal) => typeCodeOf(seal) === '05');
  const roles = [...(isLegal ? (['legal'] as const) : []), ...(own.length > 0 ? (['keeper'] as const) : [])];
  const esIds = own.map(({ info }) => info.esId);
  return {
    ...draft,
    people: draft.people.map((person) =>
      person.id === id ? { ...person, roles: [...new Set([...person.roles, ...roles])] } : person,
    ),
    seals: draft.seals.map((seal) =>
      esIds.includes(seal.esId) ? { ...seal, keepers: [...new Set([...seal.keepers, id])] } : seal,
    ),
  };
}
