/** The delegations that a register has, each with its acceptance and its end, in the order of the register and of no time that anybody claims. */
import { orElse } from '../domain/errors/or-else.ts';
import {
  delegationAcceptanceKind,
  delegationKind,
  delegationRevocationKind,
  type DelegationGrant,
  type DelegationAcceptance,
  type DelegationRevocation,
} from './delegation.ts';
import { openStatement, type Opened, type SignedStatement, type StatementKind } from './statement.ts';

/** A statement about a delegation, and the row of the register that has it. */
export interface RecordedStatement {
  readonly signed: SignedStatement;
  readonly seq: number;
}

export interface LoggedDelegation {
  readonly grant: Opened<DelegationGrant>;
  readonly seq: number;
  readonly acceptance: (Opened<DelegationAcceptance> & { readonly seq: number }) | null;
  /** The first that ends it. */
  readonly revocation: (Opened<DelegationRevocation> & { readonly seq: number }) | null;
}

/** What does not open is no statement about anything; an acceptance or an end of what is not there says nothing. */
export function delegationLog(records: readonly RecordedStatement[]): LoggedDelegation[] {
  const grants = opened(records, delegationKind);
  const acceptances = opened(records, delegationAcceptanceKind);
  const revocations = opened(records, delegationRevocationKind);
  return grants.map(({ seq, ...grant }) => ({
    grant,
    seq,
    acceptance: acceptances.find((each) => isAcceptance(grant, each)) ?? null,
    revocation: revocations.find(({ value }) => value.delegationSm3 === grant.sm3) ?? null,
  }));
}

function isAcceptance(grant: Opened<DelegationGrant>, { value }: Opened<DelegationAcceptance>): boolean {
  return value.delegationSm3 === grant.sm3 && value.personId === grant.value.deputyId;
}

function opened<T>(
  records: readonly RecordedStatement[],
  kind: StatementKind<T>,
): (Opened<T> & { readonly seq: number })[] {
  return records.flatMap(({ signed, seq }) => {
    const found = orElse(() => openStatement(kind, signed), null);
    return found ? [{ ...found, seq }] : [];
  });
}
