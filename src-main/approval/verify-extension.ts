/** Checks the permit in a sealed document from outside: with the file, the seal and trusted certificates, nothing from home. */
import { toBase64 } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Role } from '../domain/role.ts';
import type { Binding } from './act.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CheckCertificate } from './certificate-check.ts';
import { decisionKind, useKind } from './decision.ts';
import type { Behalf } from './delegation.ts';
import {
  decodePermitExtension,
  type ExtensionAct,
  type PermitActKind,
  type PermitExtension,
} from './permit-extension.ts';
import { listSm3From } from './list-tree.ts';
import { kindsFor, type ListBinding } from './list.ts';
import { submissionKind } from './request.ts';
import { openStatement, type SignedStatement } from './statement.ts';

export interface OutsideFacts {
  /** Hex SM3 that the verifier computed itself over the first `documentSize` octets of the file (`decodePermitExtension`). */
  readonly documentSm3: string;
  /** esID of the seal in the signature. */
  readonly esId: string;
  readonly checkCertificate: CheckCertificate;
}

/** One act as a verifier sees it. `code` is a verdict code and is there when `ok` is false. */
export interface VerifiedAct {
  readonly kind: PermitActKind;
  readonly role: Role;
  readonly name: string;
  /** ISO 8601, UTC, as the person stated it. */
  readonly signedAt: string;
  /** Hex SM3 of the certificate (DER). */
  readonly certificateSm3: string;
  /** Name of whom a deputy acted for, as the deputy has signed it; absent in the own name. */
  readonly behalf?: Behalf;
  readonly ok: boolean;
  readonly code?: 'PERMIT_INVALID' | 'PERMIT_SIGNER_UNTRUSTED';
}

/**
 * Verifies every act: the signed text is rebuilt from the file's digest, the seal and the extension.
 * A wrong signature, another file or another seal is `PERMIT_INVALID`; a certificate that cannot be believed at the stated
 * time is `PERMIT_SIGNER_UNTRUSTED`. Errors: `permit-extension-malformed`.
 */
export function verifyPermitExtension(bytes: Uint8Array, facts: OutsideFacts): readonly VerifiedAct[] {
  const extension = decodePermitExtension(bytes);
  const subject = subjectOf(extension, facts);
  return extension.acts.map((act) => {
    const code = problemOf(subject, act, facts);
    const { kind, role, name, certificateSm3, behalf } = act;
    return {
      kind,
      role,
      name,
      signedAt: act.time,
      certificateSm3,
      ...(behalf ? { behalf } : {}),
      ok: code === undefined,
      ...(code ? { code } : {}),
    };
  });
}

/** What the acts were signed for, rebuilt from what the verifier has itself. */
interface ActSubject {
  readonly binding: Binding;
  /** The root to which this very file leads; null where the permit is for one request. */
  readonly list: ListBinding | null;
  readonly kinds: ReturnType<typeof kindsFor> | null;
}

function subjectOf(
  { requestSm3, policySm3, list }: PermitExtension,
  { documentSm3, esId }: Pick<OutsideFacts, 'documentSm3' | 'esId'>,
): ActSubject {
  const binding = { documentSm3, esId, requestSm3, policySm3 };
  if (!list) return { binding, list: null, kinds: null };
  const about = { listSm3: listSm3From(binding, list), count: list.count, policySm3 };
  return { binding, list: list.isSet === true ? about : { ...about, esId }, kinds: kindsFor(list) };
}

function problemOf(subject: ActSubject, act: ExtensionAct, facts: OutsideFacts): VerifiedAct['code'] {
  try {
    openAct(act, rebuild(subject, act), subject.kinds);
  } catch (error) {
    if (error instanceof BianyinError) return 'PERMIT_INVALID';
    throw error;
  }
  const state = facts.checkCertificate(act.certificate, parseInstant(act.time));
  return state === 'ok' ? undefined : 'PERMIT_SIGNER_UNTRUSTED';
}

/** The signed text as it must have been: about the list for those who asked and approved, about this one file for the use. */
function rebuild({ binding, list, kinds }: ActSubject, act: ExtensionAct): string {
  const { personId, certificateSm3, time, role } = act;
  const isUse = act.kind === 'used';
  const behalf = act.behalf ? { behalf: { ...act.behalf } } : {};
  const common = {
    v: 1,
    ...(list && !isUse ? list : binding),
    personId,
    certificateSm3,
    time,
    role,
    ...behalf,
  };
  switch (act.kind) {
    case 'submitted':
      return canonicalJson({ ...common, purpose: (kinds?.submission ?? submissionKind).purpose });
    case 'approved':
      return canonicalJson({
        ...common,
        purpose: (kinds?.decision ?? decisionKind).purpose,
        step: act.number,
        decision: 'approve',
        ...(act.without ? { without: [...act.without] } : {}),
      });
    case 'used':
      return canonicalJson({ ...common, purpose: useKind.purpose, number: act.number });
  }
}

function openAct(act: ExtensionAct, statement: string, kinds: ActSubject['kinds']): void {
  const signed: SignedStatement = {
    statement,
    signature: toBase64(act.signature),
    certificate: toBase64(act.certificate),
  };
  switch (act.kind) {
    case 'submitted':
      openStatement<unknown>(kinds?.submission ?? submissionKind, signed);
      break;
    case 'approved':
      openStatement<unknown>(kinds?.decision ?? decisionKind, signed);
      break;
    case 'used':
      openStatement(useKind, signed);
      break;
  }
}

interface ExtensionList {
  readonly listSm3: string;
  readonly index: number;
  readonly count: number;
  /** A set of seals on this file, and not a list of files. */
  readonly isSet?: true;
}

/** The list or set that a permit is part of: the root to which this very file leads, and its place; null for version 1. */
export function listOfExtension(
  extension: PermitExtension,
  facts: Pick<OutsideFacts, 'documentSm3' | 'esId'>,
): ExtensionList | null {
  const { list } = subjectOf(extension, facts);
  if (!list || !extension.list) return null;
  const { index, isSet } = extension.list;
  return { listSm3: list.listSm3, count: list.count, index, ...(isSet === true ? { isSet } : {}) };
}
