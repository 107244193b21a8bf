/** What main shows to a page of home, tokens, seals and journal. Unknown keys are stripped on the way out. */
import { z } from 'zod';
import { tokenAlgorithms } from '../domain/token-algorithm.ts';
import { useStates } from '../domain/use-state.ts';
import { lapseStages, lapsingThings } from '../domain/lapse.ts';
import { callError } from './result.ts';
import { documentId, hex, role, sealTypeCode, time, tokenLabel } from './fields.ts';

/** PKCS#11 tells no number of tries, only how near the end is. */
export const triesState = z.enum(['ok', 'low', 'final', 'locked']);

export const homeView = z.object({
  /** Which host draws the windows: what a page can expect of file dialogs. */
  host: z.enum(['electron', 'chromium']),
  engine: z.string(),
  /** Null: there is no home yet. Verification works without one. */
  home: z
    .object({
      kind: z.enum(['sandbox', 'enterprise']),
      enterprise: z.object({ name: z.string(), uscc: z.string() }),
      /** What has to be there before anything can be sealed (暂行办法 Art. 16). */
      missing: z.array(z.enum(['policy', 'seals'])),
      /** Seal status is known as of this time; null: never. */
      statusAsOf: time.nullable(),
      /** Until when that status is new enough to seal by; null without one. */
      statusUntil: time.nullable(),
      /** What comes to its end within sixty days; the most urgent first. */
      lapses: z.array(
        z.object({
          what: z.enum(lapsingThings),
          name: z.string(),
          until: time,
          days: z.int(),
          stage: z.enum(lapseStages),
        }),
      ),
      /** What keeps policy, seals or register from being read; everything else goes on. */
      problem: callError.nullable(),
    })
    .nullable(),
  /** Everything here is for trying only: a sandbox, whole or not, or a place that trusts the root of one. */
  isSandbox: z.boolean(),
  /** Why a home that is there cannot be opened; null: it can, or there is none. */
  damage: callError.nullable(),
});

const personView = z.object({ id: z.string(), name: z.string(), roles: z.array(role) });

export const tokenView = z.object({
  label: z.string(),
  model: z.string(),
  serial: z.string(),
  isSoftware: z.boolean(),
  triesState,
  /** The PIN is typed on the token, and changed there. */
  hasKeypad: z.boolean(),
  /** Nothing can be signed before the PIN was changed. */
  mustChangePin: z.boolean(),
  /** Its certificates are private: whose it is, is known after a login (`token.look`). */
  isHidden: z.boolean(),
  /** What the driver offers to sign with; without `sm2` it seals nothing. */
  algorithms: z.array(z.enum(tokenAlgorithms)),
  /** The person of the policy that the token belongs to; null for a stranger's token. */
  holder: personView.nullable(),
  /** False: the people of the policy could not be read, so nobody knows whose it is. */
  isRosterRead: z.boolean(),
  seals: z.array(z.object({ esId: z.string(), name: z.string() })),
});

export const sealView = z.object({
  esId: z.string(),
  typeCode: sealTypeCode.nullable(),
  name: z.string(),
  version: z.int(),
  widthMm: z.number(),
  heightMm: z.number(),
  validFrom: time,
  validTo: time,
  status: z.enum(['valid', 'expired', 'frozen', 'cancelled', 'unknown']),
  statusAsOf: time.nullable(),
  keepers: z.array(z.string()),
  /** False: nobody knows who keeps it now. */
  isRosterRead: z.boolean(),
  /** PNG as base64; null when the seal carries another kind of picture. */
  picture: z.base64().nullable(),
});

export const policyView = z.object({
  id: z.string(),
  sequence: z.int(),
  sm3: hex,
  enterprise: z.object({ uscc: z.string(), name: z.string() }),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      department: z.string().optional(),
      roles: z.array(role),
    }),
  ),
  seals: z.array(z.object({ typeCode: sealTypeCode, esId: z.string(), keepers: z.array(z.string()) })),
  matrix: z.object({
    profile: z.string(),
    currency: z.string(),
    /** Lower bounds of the higher amount tiers by matter. */
    bounds: z.record(z.string(), z.array(z.string())),
    rules: z.array(
      z.object({
        matter: z.string(),
        seal: sealTypeCode,
        tiers: z.array(z.array(role)),
        needs: z.array(z.string()),
        applicants: z.array(role),
      }),
    ),
    requestHours: z.int(),
  }),
  validFrom: time,
  time,
});

/** A file that main has opened for this window. */
export const documentView = z.object({
  id: documentId,
  /** Name without folder. */
  name: z.string(),
  /** Octets. */
  size: z.int(),
  /** Null when the file cannot be sealed; `problem` says why. It can still be verified. */
  pages: z.int().nullable(),
  /** Codes of what a person should know before sealing. */
  warnings: z.array(z.string()),
  /** Signature fields that somebody prepared and nobody signed; mm on the page as it is seen. */
  emptyFields: z.array(
    z.object({
      name: z.string(),
      page: z.int(),
      rect: z.object({ xMm: z.number(), yMm: z.number(), widthMm: z.number(), heightMm: z.number() }),
    }),
  ),
  problem: callError.nullable(),
});

export const journalRowView = z.object({
  seq: z.int(),
  time,
  event: z.string(),
  /** What the event is called in the register. */
  eventName: z.string(),
  requestId: z.string().nullable(),
  useNumber: z.int().nullable(),
  /** Columns of the register, by their names in Chinese; only those that are filled. */
  columns: z.record(z.string(), z.union([z.string(), z.number()])),
  sm3: hex,
});

/** One use of a seal, with all that the register and its request say of it. */
const useRecordView = z.object({
  seq: z.int(),
  time,
  requestId: z.string(),
  useNumber: z.int(),
  state: z.enum(useStates),
  sealType: z.string(),
  matter: z.string().nullable(),
  /** Uses with the same are on one file. */
  paper: z.string(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  isBroken: z.boolean(),
  /** By their names in Chinese; only those that are filled. */
  columns: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A page of them, with what all that fit come to. */
export const usesPageView = z.object({
  uses: z.array(useRecordView),
  next: z.int().nullable(),
  count: z.int(),
  total: z.int(),
  totals: z.array(z.object({ currency: z.string(), amount: z.string(), count: z.int() })),
});

export const journalCheckView = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), rows: z.int(), sm3: hex, reindexed: z.boolean() }),
  z.object({ ok: z.literal(false), seq: z.int(), problem: z.string() }),
]);

export const sandboxTokenView = z.object({
  label: tokenLabel,
  holder: z.string(),
  title: z.string(),
  seals: z.array(sealTypeCode),
});
export type HomeView = z.infer<typeof homeView>;
export type TokenView = z.infer<typeof tokenView>;
export type SealView = z.infer<typeof sealView>;
export type DocumentView = z.infer<typeof documentView>;
export type JournalRowView = z.infer<typeof journalRowView>;
export type UseRecordView = z.infer<typeof useRecordView>;
export type UsesPageView = z.infer<typeof usesPageView>;
export type JournalCheckView = z.infer<typeof journalCheckView>;
