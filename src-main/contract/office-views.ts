/** What pages see of connecting an enterprise, of the policy that is being written, and of the basis that all of it stands on. */
import { z } from 'zod';
import { isServiceAddress } from '../domain/service-address.ts';
import { basisMarks } from '../domain/basis-mark.ts';
import { combinedDuties } from '../domain/combined-duty.ts';
import { matters } from '../domain/matter.ts';
import { approverRoles, roles } from '../domain/role.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { policyDifferenceCodes } from '../domain/policy-difference-text.ts';
import { hex, requestId, sealTypeCode, time } from './fields.ts';
import { triesState } from './views.ts';

/** How far the connection of an enterprise has come. `done`: there is a home; what is still missing stands in `home.describe`. */
const setupStage = z.enum(['trust', 'confirm', 'token', 'done']);

export const setupView = z.object({
  stage: setupStage,
  /** Roots that were chosen: a person compares name and digest with what the city published, then confirms. */
  roots: z.array(z.object({ name: z.string(), organisation: z.string(), sm3: hex, validTo: time })),
  /** Trust was imported here for verifying: it may be taken for the enterprise, too. */
  hasOwnTrust: z.boolean(),
  /** Certificates of authorities below the roots, and revocation lists. */
  authorities: z.int(),
  lists: z.int(),
  /** Seal status came along, as of this time; null: none yet. */
  statusAsOf: time.nullable(),
  /** PKCS#11 libraries by their makers; only what lies in a folder of the system can be chosen by name. */
  modules: z.array(
    z.object({ id: z.string(), title: z.string(), isFound: z.boolean(), isSoftware: z.boolean() }),
  ),
  /** Title of the one in use; null: none chosen yet. */
  module: z.string().nullable(),
});

/** Why nobody can connect with a token. */
const setupTokenProblems = ['no-legal-seal', 'seal-not-trusted', 'no-credit-code', 'status-missing'] as const;

export const setupTokenView = z.object({
  label: z.string(),
  model: z.string(),
  isSoftware: z.boolean(),
  triesState,
  /** Names in the certificates; null: the token has none. */
  holder: z.string().nullable(),
  /** Read from the certificate of seal 05; null on other tokens. */
  enterprise: z.object({ name: z.string(), uscc: z.string() }).nullable(),
  seals: z.array(z.object({ esId: z.string(), name: z.string(), typeCode: sealTypeCode.nullable() })),
  problem: z.enum(setupTokenProblems).nullable(),
});

const certificateStates = ['ok', 'expired', 'revoked', 'unknown', 'untrusted', 'absent'] as const;

const personCertificateView = z.object({
  sm3: hex,
  /** Null when the certificate itself is not on this machine, only its digest. */
  issuer: z.string().nullable(),
  serial: z.string().nullable(),
  validTo: time.nullable(),
  state: z.enum(certificateStates),
});

const draftId = z.string().min(1).max(40);

/** The editable part of a policy. Half-finished states are allowed: nothing of it applies before it is signed. */
const draftMatrix = z.strictObject({
  profile: z.string().max(60),
  currency: z.string().max(3),
  bounds: z.partialRecord(z.enum(matters), z.array(z.string().max(40)).max(5)),
  rules: z
    .array(
      z.strictObject({
        matter: z.enum(matters),
        seal: z.enum(sealTypeCodes),
        tiers: z
          .array(z.array(z.enum(approverRoles)).max(5))
          .min(1)
          .max(6),
        needs: z.array(z.enum(['resolution'])).max(1),
        applicants: z.array(z.enum(roles)).max(8),
      }),
    )
    .max(100),
  requestHours: z.int().min(1).max(2160),
  timeStamp: z.literal('required').optional(),
  /** What one person may combine in a small firm. The program works it out anew from the people who are there. */
  combined: z.array(z.enum(combinedDuties)).min(1).max(combinedDuties.length).optional(),
});

const draftPerson = {
  id: draftId,
  name: z.string().max(60),
  department: z.string().max(60),
  roles: z.array(z.enum(roles)).max(8),
  /** Who may stand in, by a delegation with dates; absent in a change: as before. */
  deputies: z.array(draftId).max(10).optional(),
};
const draftSeal = { esId: z.string().min(1).max(128), keepers: z.array(draftId).max(10) };

/** Profiles that come with the program, by their identifiers. */
export const profileIds = ['kaifeng-2022-22', 'small-firm'] as const;
export type ProfileId = (typeof profileIds)[number];

/** What a page may change. People and seals come in through certificates and tokens only; leaving one out takes it away. */
export const draftChange = z.strictObject({
  people: z.array(z.strictObject(draftPerson)).max(500),
  seals: z.array(z.strictObject(draftSeal)).max(50),
  matrix: draftMatrix,
});

/** What is wrong with a draft. `error` keeps it from being signed; `warning` is said before. */
export const draftIssueCodes = [
  'no-people',
  'no-seals',
  'no-rules',
  'name-empty',
  'person-without-role',
  'keeper-missing',
  'tier-empty',
  'tiers-count',
  'bounds-order',
  'bound-malformed',
  'applicants-empty',
  'rule-twice',
  'certificate-twice',
  'keepers-not-separate',
  'legal-missing',
  'no-path',
  'role-vacant',
  'people-missing',
  'keeper-applies',
  'keeper-approves',
  'legal-seal-elsewhere',
  'one-keeper',
  'duties-combined',
  'small-firm-fits',
  'certificate-bad',
  'person-elsewhere',
  'certificate-renewed',
  'same-name',
] as const;

export const draftIssue = z.object({
  level: z.enum(['error', 'warning']),
  code: z.enum(draftIssueCodes),
  /** Names for the sentence; keys `seal`, `role` and `matter` hold codes that the page words. */
  detail: z.record(z.string(), z.string()),
});

/** What signing a policy changes: the differences in sentences, and the running requests that it ends. */
export const policyEffectView = z.object({
  sequence: z.int(),
  differences: z.array(
    z.object({ code: z.enum(policyDifferenceCodes), detail: z.record(z.string(), z.string()) }),
  ),
  touched: z.array(
    z.object({
      id: requestId,
      fileName: z.string(),
      applicant: z.string(),
      /** Why, as in `request-policy-replaced`. */
      refusal: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** How many running requests go on. */
  going: z.int(),
});

export const policyDraftView = z.object({
  /** Number that the policy will have. */
  sequence: z.int(),
  enterprise: z.object({ name: z.string(), uscc: z.string() }),
  /** Something differs from the policy in force, or there is none. */
  isChanged: z.boolean(),
  people: z.array(z.object({ ...draftPerson, certificates: z.array(personCertificateView) })),
  seals: z.array(z.object({ ...draftSeal, name: z.string(), typeCode: sealTypeCode })),
  matrix: draftMatrix,
  issues: z.array(draftIssue),
  /** Null while nothing is changed, or while something keeps it from being signed. */
  effect: policyEffectView.nullable(),
  /** Labels of plugged-in tokens whose holders are not among the people yet. */
  strangers: z.array(z.string()),
  /** Label of a plugged-in token that may sign: the one with seal 05; null when none is there. */
  signer: z.string().nullable(),
});

/** Address of a time-stamp service (RFC 3161 over HTTP). */
export const timestampUrl = z.string().max(500).refine(isServiceAddress);

/** The clock beside what is on record (docs/adr/0039). */
export const clockView = z.object({
  state: z.enum(['fine', 'ahead-before', 'contradicted']),
  now: time,
  seen: time.nullable(),
  proven: time.nullable(),
  signsPolicyAgain: z.boolean(),
});
export type ClockView = z.infer<typeof clockView>;

export const timestampView = z.object({
  /** `city`: the embedded one of a sandbox. `service`: at `url`. `none`: files are sealed without proof of time. */
  from: z.enum(['city', 'service', 'none']),
  url: z.string().nullable(),
});

export const basisView = z.object({
  profile: z.string(),
  title: z.string(),
  items: z.array(z.object({ mark: z.enum(basisMarks), zh: z.string(), en: z.string() })),
});
export type TimestampView = z.infer<typeof timestampView>;
export type SetupView = z.infer<typeof setupView>;
export type SetupTokenView = z.infer<typeof setupTokenView>;
export type PolicyEffectView = z.infer<typeof policyEffectView>;
export type PolicyDraftView = z.infer<typeof policyDraftView>;
export type DraftChange = z.infer<typeof draftChange>;
export type DraftIssue = z.infer<typeof draftIssue>;
export type PersonCertificateView = z.infer<typeof personCertificateView>;
export type BasisView = z.infer<typeof basisView>;
