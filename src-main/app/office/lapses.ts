/**
 * What of this enterprise comes to its end within sixty days: seals and their certificates, people's certificates, the trust pack, the
 * certificates of time-stamp services. A part that cannot be read says nothing here: it has a notice of its own.
 */
import { policyInForce } from '../../approval/policy-chain.ts';
import { typeCodeOf } from '../../city/seal-register.ts';
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { chinaDay } from '../../domain/instant.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { byUrgency, lapseOf, type Lapse, type LapsingThing } from '../../domain/lapse.ts';
import { policyFacts, type HomeMoment } from '../../home/home-moment.ts';
import { usableSeals, type SealsAtMoment } from '../../home/own-seals.ts';
import { parseCertificate, type Certificate } from '../../pki/certificate.ts';
import { oids } from '../../pki/oids.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import type { SESeal } from '../../seal/seal-structure.ts';
import { knownCertificates } from './policy-draft/people-certificates.ts';

interface Ending {
  readonly what: LapsingThing;
  readonly name: string;
  readonly until: Date;
}

/** The most urgent first. */
export function lapsesAt(moment: HomeMoment, home: HomeDirectory): Lapse[] {
  const people = orElse(() => endsOfPeople(moment, home), []);
  return soon([...endsOfSeals(moment), ...people, ...endsOfTrust(moment)], moment.now);
}

/** The same of the seals alone, where nothing else can be read. */
export function sealLapses(moment: SealsAtMoment): Lapse[] {
  return soon(endsOfSeals(moment), moment.now);
}

function soon(ends: readonly Ending[], now: Date): Lapse[] {
  return ends.flatMap((each) => lapseOf(each, now) ?? []).sort(byUrgency);
}

/** Of each type the newest: one that was renewed has no end that anybody waits for. */
function endsOfSeals(moment: SealsAtMoment): Ending[] {
  const newest = new Map<string, SESeal>();
  for (const seal of usableSeals(moment)) {
    const type = typeCodeOf(seal) ?? seal.info.esId;
    if (!newest.has(type)) newest.set(type, seal);
  }
  return [...newest.values()].flatMap((seal) => {
    const { name, validEnd } = seal.info;
    const [certificate] = lastOf(
      certificatesOf(seal).map(({ notAfter }) => ({ what: 'seal-certificate', name, until: notAfter })),
    );
    if (certificate && chinaDay(certificate.until) === chinaDay(validEnd))
      return [{ what: 'seal-and-certificate', name, until: earlier(certificate.until, validEnd) } as const];
    return [{ what: 'seal', name, until: validEnd } as const, ...(certificate ? [certificate] : [])];
  });
}

function certificatesOf({ info: { certificateList: list } }: SESeal): Certificate[] {
  if (list.type !== 'certificates') return [];
  return list.certificates.flatMap((der) => orElse(() => [parseCertificate(der)], []));
}

/** Of several certificates for one thing the one that lasts longest decides. */
function lastOf(ends: readonly Ending[]): Ending[] {
  const [first, ...rest] = ends;
  return first ? [rest.reduce((last, each) => (each.until > last.until ? each : last), first)] : [];
}

/** People of the policy in force, as far as their certificates have been seen here. */
function endsOfPeople(moment: HomeMoment, home: HomeDirectory): Ending[] {
  const known = knownCertificates(home, moment, []);
  return policyInForce(policyFacts(moment)).value.people.flatMap(({ name, certificateSm3 }) => {
    const found = certificateSm3.flatMap((digest) => known.get(digest) ?? []);
    return lastOf(found.map(({ notAfter }) => ({ what: 'person-certificate', name, until: notAfter })));
  });
}

/** A pack that is never renewed ends what a counter can say; without a service no time is proven. */
function endsOfTrust({ trust: { pack, intermediates } }: SealsAtMoment): Ending[] {
  const packs = pack
    ? [
        {
          what: 'trust-pack',
          name: pack.manifest.scope,
          until: new Date(pack.pack.header.nextUpdate),
        } as const,
      ]
    : [];
  const services = intermediates.filter(
    ({ extendedKeyUsage }) => extendedKeyUsage?.purposes.includes(oids.timeStampingPurpose) === true,
  );
  const bySubject = new Map<string, Certificate[]>();
  for (const each of services) {
    const key = toHex(sm3(each.subject.der));
    bySubject.set(key, [...(bySubject.get(key) ?? []), each]);
  }
  const stamps = [...bySubject.values()].flatMap((certificates) =>
    lastOf(
      certificates.map(({ subject, notAfter }): Ending => ({
        what: 'time-stamps',
        name: subject.commonName ?? subject.toString(),
        until: notAfter,
      })),
    ),
  );
  return [...packs, ...stamps];
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
