/** Calls around lists of requests (docs/adr/0035): one submission, one decision for each step, one login to seal what was approved. */
import { z } from 'zod';
import { itemStates } from '../domain/list-state.ts';
import { matters } from '../domain/matter.ts';
import { requestStates } from '../domain/request-state.ts';
import {
  documentId,
  hex,
  jobId,
  listDraftId,
  listId,
  placement,
  refusedFiles,
  requestId,
  sealTypeCode,
  time,
  tokenLabel,
} from './fields.ts';
import { counterpartyTotals, totalsOfList } from './list-sums.ts';
import { combined, standIns, stepView } from './request-views.ts';
import { callError } from './result.ts';
import { sealResultView, sealingWarning } from './sealing-calls.ts';

/** Files that one page of a list holds. */
const MAX_PAGE = 500;
const reason = z.string().trim().min(1).max(500);

/** A folder that a person chose for sealed files in this window; it says nothing about where it is. */
const targetId = z.string().regex(/^t-[0-9a-f]{32}$/);

const counts = z.object({
  'in-approval': z.int(),
  ready: z.int(),
  sealed: z.int(),
  'stamp-waiting': z.int(),
  skipped: z.int(),
  failed: z.int(),
  ended: z.int(),
});

/** A list as one row of a listing. */
const listRowView = z.object({
  id: listId,
  state: z.enum(requestStates),
  /** Why it does not run any more; null while it runs. */
  ended: callError.nullable(),
  count: z.int(),
  counts,
  /** What is still part of it comes to this. */
  ...totalsOfList,
  /** Files that are not: taken back by themselves, or refused by an approver. */
  leftOut: z.int(),
  seal: z.object({ esId: z.string(), typeCode: sealTypeCode }),
  reason: z.string(),
  matter: z.enum(matters),
  applicant: z.string(),
  validFrom: time,
  validUntil: time,
  time,
  path: z.array(stepView),
  nextStep: z.int().nullable(),
  keepers: z.array(z.string()),
  combined,
  standIns,
  timeStampRequired: z.boolean(),
  /** Hex SM3 of the list: what everybody signs. */
  listSm3: hex,
  /** Several seals on one file instead of several files (docs/adr/0042); null for a list. */
  set: z
    .object({
      document: z.object({ name: z.string(), sm3: hex, size: z.int(), pages: z.int() }),
      counterparty: z.string().nullable(),
      /** In their order; `id` is a request. */
      seals: z.array(
        z.object({
          id: requestId,
          esId: z.string(),
          typeCode: sealTypeCode,
          placements: z.array(placement),
          state: z.enum(itemStates),
        }),
      ),
    })
    .nullable(),
});

export const listView = listRowView.extend({ byCounterparty: counterpartyTotals });

/** One file of a list; `id` is a request: `request.open`, `request.marks`, `request.warnings` and `request.show` take it. */
const listItemView = z.object({
  id: requestId,
  /** 1 for the first. */
  number: z.int(),
  state: z.enum(itemStates),
  /** Why it was skipped, failed or ended. */
  problem: callError.nullable(),
  document: z.object({ name: z.string(), sm3: hex, size: z.int(), pages: z.int() }),
  placements: z.array(placement),
  reference: z.string().nullable(),
  counterparty: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
});

const newList = {
  token: tokenLabel,
  /** What main has prepared and checked: files, places, counterparties, amounts (app/requests/list-drafts.ts). */
  draft: listDraftId,
  typeCode: sealTypeCode,
  reason: z.string().trim().min(1).max(200),
  matter: z.enum(matters).optional(),
  resolutions: z.array(documentId).max(20),
  uses: z.int().min(1).max(1000),
  validHours: z.int().min(1).max(2160).optional(),
};

export const listCalls = {
  /** Who must approve the prepared list, and what it comes to; `others`: files (0 first) that need other approvals than the first. */
  'list.preview': {
    page: 'main',
    maxInput: 8 * 1024,
    input: z.strictObject(newList),
    output: z.object({
      count: z.int(),
      ...totalsOfList,
      path: z.array(stepView),
      keepers: z.array(z.string()),
      combined,
      others: z.array(z.int()),
    }),
  },
  /** Measures every file, asks for the PIN once, signs and submits. `job.progress` counts files that are measured. */
  'list.new': {
    page: 'main',
    maxInput: 8 * 1024,
    input: z.strictObject({ ...newList, job: jobId }),
    output: listView,
  },
  'list.all': { page: 'main', maxInput: 64, input: z.strictObject({}), output: z.array(listRowView) },
  'list.show': { page: 'main', maxInput: 256, input: z.strictObject({ id: listId }), output: listView },
  'list.items': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({
      id: listId,
      after: z.int().min(0).max(10_000),
      limit: z.int().min(1).max(MAX_PAGE),
    }),
    output: z.array(listItemView),
  },
  /** What whoever decides should know, of all files: each kind once, with how many files it is true of. Takes a moment. */
  'list.warnings': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ id: listId, job: jobId }),
    output: z.array(z.object({ code: sealingWarning, count: z.int() })),
  },
  'list.approve': {
    page: 'main',
    maxInput: 64 * 1024,
    input: z.strictObject({
      ...{ token: tokenLabel, id: listId },
      /** Said beside the approval; why, where files are left out. */
      comment: z.string().trim().min(1).max(500).optional(),
      without: refusedFiles.optional(),
    }),
    output: listView,
  },
  'list.reject': {
    page: 'main',
    maxInput: 4096,
    input: z.strictObject({ token: tokenLabel, id: listId, reason }),
    output: listView,
  },
  'list.cancel': {
    page: 'main',
    maxInput: 4096,
    input: z.strictObject({ token: tokenLabel, id: listId, reason }),
    output: listView,
  },
  /**
   * Seals with one PIN what of a list can be sealed, or only the `items` that are named. Files go into the folder that a person chose
   * (`list.chooseFolder`), under names by rule, else beside their originals; an index of all of the list goes with them.
   * `job.progress` counts; `job.cancel` stops before the next use is spent, and the rest can be sealed later.
   */
  'list.seal': {
    page: 'main',
    maxInput: 256 * 1024,
    input: z.strictObject({
      job: jobId,
      token: tokenLabel,
      id: listId,
      timestamp: z.boolean(),
      items: z.array(requestId).min(1).max(5000).optional(),
      /** `folder` null: one of its own beside the originals, the same for every login of the list. Null: beside the originals. */
      target: z.strictObject({ folder: targetId.nullable(), names: z.string().min(1).max(200) }).nullable(),
      language: z.enum(['zh', 'en']),
    }),
    output: z.object({
      list: listView,
      results: z.array(sealResultView),
      /** Where the index is; null: it could not be written, and `indexProblem` says why. */
      index: z.object({ folder: z.string(), files: z.array(z.string()) }).nullable(),
      indexProblem: callError.nullable(),
    }),
  },
  /** Main opens the chooser; null: nothing was chosen. */
  'list.chooseFolder': {
    page: 'main',
    maxInput: 64,
    input: z.strictObject({}),
    output: z.object({ folder: targetId, name: z.string() }).nullable(),
  },
  /** Leaves files of a list out of what is sealed, or takes them in again. */
  'list.leaveOut': {
    page: 'main',
    maxInput: 256 * 1024,
    input: z.strictObject({ id: listId, items: z.array(requestId).min(1).max(5000), isLeftOut: z.boolean() }),
    output: listView,
  },
} as const;

export type ListRowView = z.infer<typeof listRowView>;
export type ListView = z.infer<typeof listView>;
export type ListItemView = z.infer<typeof listItemView>;
