/** Checks the permit in a sealed document from outside: with the file, the seal and trusted certificates, nothing from home. */
import { toBase64 } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Role } from '../domain/role.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CheckCertificate } from './certificate-check.ts';
import { decisionKind, useKind } from './decision.ts';
import {
  decodePermitExtension,
  type ExtensionAct,
  type PermitActKind,
  type PermitExtension,
} from './permit-extension.ts';
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
  return extension.acts.map((act) => {
    const code = problemOf(extension, act, facts);
    const { kind, role, name, certificateSm3 } = act;
    return {
      kind,
      role,
      name,
      signedAt: act.time,
      certificateSm3,
      ok: code === undefined,
      ...(code ? { code } : {}),
    };
  });
}

function problemOf(extension: PermitExtension, act: ExtensionAct, facts: OutsideFacts): VerifiedAct['code'] {
  try {
    openAct(act, rebuild(extension, act, facts));
  } catch (error) {
    if (error instanceof BianyinError) return 'PERMIT_INVALID';
    throw error;
  }
  const state = facts.checkCertificate(act.certificate, parseInstant(act.time));
  return state === 'ok' ? undefined : 'PERMIT_SIGNER_UNTRUSTED';
}

/** The signed text as it must have been, from facts that the verifier has itself. */
function rebuild(extension: PermitExtension, act: ExtensionAct, facts: OutsideFacts): string {
  const { personId, certificateSm3, time, role } = act;
  const { requestSm3, policySm3 } = extension;
  const common = {
    v: 1,
    documentSm3: facts.documentSm3,
    esId: facts.esId,
    requestSm3,
    policySm3,
    personId,
    certificateSm3,
    time,
    role,
  };
  switch (act.kind) {
    case 'submitted':
      return canonicalJson({ ...common, purpose: submissionKind.purpose });
    case 'approved':
      return canonicalJson({
        ...common,
        purpose: decisionKind.purpose,
        step: act.number,
        decision: 'approve',
      });
    case 'used':
      return canonicalJson({ ...common, purpose: useKind.purpose, number: act.number });
  }
}

function openAct(act: ExtensionAct, statement: string): void {
  const signed: SignedStatement = {
    statement,
    signature: toBase64(act.signature),
    certificate: toBase64(act.certificate),
  };
  switch (act.kind) {
    case 'submitted':
      openStatement(submissionKind, signed);
      break;
    case 'approved':
      openStatement(decisionKind, signed);
      break;
    case 'used':
      openStatement(useKind, signed);
      break;
  }
}
