/**
 * A report of a file with seals of this enterprise, compared with its own policy and register. The engine knows neither; what it
 * says of a permit is what anybody outside can say.
 */
import { askRegister, type OwnMarks, type RegisterAnswer, type SealUse } from '../../home/own-register.ts';
import type { HomeDirectory } from '../../platform/home-directory.ts';
import { amendSignature, rebuildReport } from '../../verification/amend-report.ts';
import type { CheckLog } from '../../verification/check-log.ts';
import type { ApprovalReport, SignatureReport, VerificationReport } from '../../verification/report.ts';

const check = 'register';

export interface OwnHome {
  readonly home: HomeDirectory;
  readonly own: OwnMarks;
}

/** The report with what this home knows; as it is when no seal of the enterprise is in the file. */
export function compareAtHome(report: VerificationReport, { home, own }: OwnHome): VerificationReport {
  const now = new Date(report.trust.now);
  const signatures = report.signatures.map((each) =>
    withAnswer(each, askRegister(home, own, useOf(each), now)),
  );
  if (signatures.every((each, i) => each === report.signatures[i])) return report;
  return rebuildReport({ ...report, signatures });
}

function useOf(signature: SignatureReport): SealUse {
  const { seal, signer, signatureSm3, signedAt, permit, approvals } = signature;
  const acts = approvals.map(({ kind, role, certificateSm3, signedAt: time, behalf }) => ({
    ...{ kind, role, certificateSm3, time, behalf },
  }));
  return {
    esId: seal?.id ?? null,
    certificateSm3: signer?.certificateSm3 ?? null,
    organisationCodes: signer?.organisationCodes ?? [],
    signatureSm3: signatureSm3 ?? null,
    provenBy: signedAt?.source === 'proven' ? new Date(signedAt.value) : null,
    permit: permit ? { ...permit, list: permit.list ?? null, acts } : null,
  };
}

function withAnswer(signature: SignatureReport, answer: RegisterAnswer): SignatureReport {
  switch (answer.kind) {
    case 'not-own':
      return signature;
    case 'registered':
      return amendSignature(confirmed(signature), (log) => {
        log.ok('identity', check, { permit: 'same' });
        if (answer.unended) log.finding(check, 'SEAL_USE_NOT_ENDED');
        if (answer.waitsForStamp) log.finding(check, 'TIME_STAMP_WAITING');
      });
    case 'differs':
      return doubted(signature, 'PERMIT_NOT_AS_REGISTERED', (log) =>
        log.finding(check, 'PERMIT_NOT_AS_REGISTERED', { what: answer.what }),
      );
    case 'not-registered':
      return doubted(signature, 'SEAL_USE_NOT_REGISTERED', (log) =>
        log.finding(check, 'SEAL_USE_NOT_REGISTERED'),
      );
    case 'before-register':
      return amendSignature(signature, (log) => log.finding(check, 'SEAL_USE_BEFORE_REGISTER'));
    case 'not-comparable':
      return amendSignature(signature, (log) =>
        log.finding(check, 'REGISTER_NOT_COMPARED', { reason: answer.reason }),
      );
  }
}

/** Policy and register know these people in these offices: what was left open outside is answered. */
function confirmed(signature: SignatureReport): SignatureReport {
  return {
    ...signature,
    approvals: signature.approvals.map((act) => (act.ok ? { ...act, proof: 'register' } : act)),
    checks: signature.checks.filter(({ code }) => code !== 'PERMIT_ROLES_NOT_CHECKED'),
  };
}

/** No act of such a permit may look confirmed. */
function doubted(
  signature: SignatureReport,
  code: 'PERMIT_NOT_AS_REGISTERED' | 'SEAL_USE_NOT_REGISTERED',
  add: (log: CheckLog) => void,
): SignatureReport {
  const approvals = signature.approvals.map((act): ApprovalReport =>
    act.ok ? { ...act, ok: false, code, proof: 'register' } : act,
  );
  return amendSignature({ ...signature, approvals }, add);
}
