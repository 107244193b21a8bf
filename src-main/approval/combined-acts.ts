/**
 * Which duties one human had in what was signed: seen from the acts alone, so that a sealed file says it to everybody (docs/adr/0044).
 * One human is one identifier, one key or one certified name, as for the rules of the path.
 */
import { equalBytes } from '../crypto/bytes.ts';
import type { CombinedDuty } from '../domain/combined-duty.ts';
import { sameName } from '../pki/name.ts';
import { sortedDuties } from './separation.ts';
import type { SignerCertificate } from './statement.ts';

export interface DoneBy {
  readonly kind: 'submitted' | 'approved' | 'used';
  readonly personId: string;
  readonly signer: Pick<SignerCertificate, 'publicKey' | 'subject'>;
  /** For whom a deputy acted: that counts as theirs as well. */
  readonly behalf?: { readonly personId: string } | null | undefined;
}

/** `acts`: the submission, the approvals, the use. Nobody has two duties: empty. */
export function combinedBy(acts: readonly DoneBy[]): CombinedDuty[] {
  const [submitted, used] = [acts.at(0), acts.at(-1)];
  if (submitted?.kind !== 'submitted' || used?.kind !== 'used') return [];
  const approvals = acts.filter(({ kind }) => kind === 'approved');
  const found: (CombinedDuty | false)[] = [
    isOneHuman(submitted, used) && 'applicant-keeps',
    approvals.some((each) => isOneHuman(each, used)) && 'approver-keeps',
    approvals.some((each) => isOneHuman(each, submitted)) && 'applicant-approves',
  ];
  return sortedDuties(found.filter((each) => each !== false));
}

function idsOf({ personId, behalf }: Omit<DoneBy, 'kind'>): string[] {
  return behalf ? [personId, behalf.personId] : [personId];
}

/** Whether two acts are by one human, as far as they show it. */
function isOneHuman(one: Omit<DoneBy, 'kind'>, other: Omit<DoneBy, 'kind'>): boolean {
  return (
    idsOf(one).some((id) => idsOf(other).includes(id)) ||
    equalBytes(one.signer.publicKey, other.signer.publicKey) ||
    sameName(one.signer.subject, other.signer.subject)
  );
}
