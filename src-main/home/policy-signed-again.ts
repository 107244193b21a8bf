/**
 * The policy that the legal representative signs once more, word for word, together with a correction of the clock (docs/adr/0039): the
 * certificate of seal 05 was replaced while the clock stood behind the record, and has signed no policy yet that has begun.
 */
import { requireConsistentPolicy, policyKind, type Policy } from '../approval/policy.ts';
import { policyInForce } from '../approval/policy-chain.ts';
import { CLOCK_TOLERANCE_MS } from '../approval/signer-rules.ts';
import { openStatement } from '../approval/statement.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { instantText, parseInstant } from '../domain/instant.ts';
import { legalCertificatesAt } from './own-seals.ts';
import type { HomeMoment } from './home-moment.ts';

/**
 * Null where this certificate (hex SM3) has signed one. What is signed again is the newest that had begun and that the legal representative of
 * its time had signed, by a seal 05 of this home: nobody gets another policy signed by writing it into the database.
 * Errors: `policy-missing` where the newest begins later, those of `policyInForce`.
 */
export function policySignedAgain(moment: HomeMoment, certificateSm3: string): Policy | null {
  const { store, now, checkCertificate } = moment;
  const stored = store.policyFacts();
  const chain = stored.policies.map((signed) => openStatement(policyKind, signed));
  const hasBegun = ({ value }: (typeof chain)[number]): boolean => parseInstant(value.validFrom) <= now;
  if (chain.some((policy) => policy.signer.sm3 === certificateSm3 && hasBegun(policy))) return null;
  const newest = chain.at(-1);
  if (!newest || !hasBegun(newest)) throw new BianyinError('policy-missing');
  // A policy may have been written a moment before the certificate was made by which it is signed.
  const then = new Date(parseInstant(newest.value.time).getTime() + CLOCK_TOLERANCE_MS);
  const signedAt = then < now ? then : now;
  const legal = legalCertificatesAt(moment, signedAt);
  policyInForce({
    ...stored,
    ...{ legalCertificates: legal, now: signedAt, clockFloor: now, checkCertificate },
  });
  const time = instantText(now);
  const sequence = newest.value.sequence + 1;
  const own = { id: `policy-${sequence}`, sequence, prevSm3: newest.sm3, validFrom: time, time };
  const again = { ...newest.value, ...own };
  requireConsistentPolicy(again);
  return again;
}
