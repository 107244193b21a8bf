/** One seal in full, and what a diagnosis of tokens finds. */
import { z } from 'zod';
import { hex, sealTypeCode, time } from './fields.ts';
import { sealView } from './views.ts';

const sealCertificateView = z.object({
  /** `user`: may use the seal. `maker`: has signed it. */
  purpose: z.enum(['user', 'maker']),
  subject: z.string(),
  organisation: z.string(),
  issuer: z.string(),
  serial: z.string(),
  validFrom: time,
  validTo: time,
  sm3: hex,
});

/** One station of a seal's life, from making to the end. `status` carries the name of the new status. */
const lifeKinds = ['made', 'received', 'status', 'ends'] as const;

/** How a use ended; `open`: it has not. */
const useOutcomes = ['completed', 'failed', 'returned', 'interrupted', 'missing', 'open'] as const;

export const sealDetailView = z.object({
  seal: sealView,
  /** Since when the newest status holds, and why; null when the city has not said. */
  statusSince: time.nullable(),
  statusReason: z.string().nullable(),
  maker: z.string(),
  certificates: z.array(sealCertificateView),
  /** The seal lists only digests of certificates. */
  listsDigests: z.boolean(),
  life: z.array(
    z.object({
      kind: z.enum(lifeKinds),
      time,
      status: z.enum(['valid', 'expired', 'frozen', 'cancelled']).nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** Uses from the register, newest first. */
  uses: z.array(
    z.object({
      seq: z.int(),
      time,
      requestId: z.string().nullable(),
      reason: z.string(),
      fileName: z.string(),
      keeper: z.string(),
      outcome: z.enum(useOutcomes),
    }),
  ),
});

export const statusUpdateView = z.object({
  /** How the status came: from the city of a sandbox, or from files that somebody chose. */
  from: z.enum(['city', 'files']),
  statusAsOf: time,
  statusUntil: time,
  /** Revocation lists that came along. */
  lists: z.int(),
});

export { tokenProblemTexts } from '../domain/token-problem-text.ts';

/** Cause and cure of what keeps tokens from working; each has its sentence in the page. */
export const findingCodes = [
  'usb-unreadable',
  'nothing-plugged',
  'device-without-module',
  'module-missing',
  'module-failed',
  'slot-unreadable',
  'token-certificates-unreadable',
  'token-certificate-unreadable',
  'token-seals-unreadable',
  'token-session-unreadable',
  'device-not-seen',
  'token-blank',
  'token-no-sm2',
  'no-certificate',
  'certificates-hidden',
  'certificate-expired',
  'certificate-revoked',
  'certificate-untrusted',
  'certificate-unknown',
  'certificate-not-in-policy',
  'pin-low',
  'pin-final',
  'pin-locked',
  'token-good',
] as const;

const findingView = z.object({
  code: z.enum(findingCodes),
  level: z.enum(['good', 'warning', 'error']),
  /** Fills the sentence: `token`, `device`, `module`, `day`, `slot`, `ckr`; `whyZh` and `whyEn`: what the driver’s error says. */
  detail: z.record(z.string(), z.string()),
});

export const diagnosisView = z.object({
  findings: z.array(findingView),
  /** Null when the machine does not show its USB devices. */
  devices: z
    .array(
      z.object({
        id: z.string(),
        vendor: z.string().nullable(),
        product: z.string(),
        kind: z.enum(['ukey', 'reader', 'other']),
      }),
    )
    .nullable(),
  tokens: z.int(),
  module: z.string(),
});

/** What "导出诊断" writes: without PIN, path, label or personal number. */
export const diagnosisTextView = z.object({ text: z.string() });

export const receivedView = z.object({
  received: z.array(z.object({ name: z.string(), typeCode: sealTypeCode.nullable() })),
});
export type SealDetailView = z.infer<typeof sealDetailView>;
export type FindingView = z.infer<typeof findingView>;
export type DiagnosisView = z.infer<typeof diagnosisView>;
