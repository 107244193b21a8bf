/** Calls around sealing that are more than one signature: what is in a file, where it went, several requests in one go. */
import { z } from 'zod';
import { sealingWarnings, type SealingWarning } from '../domain/sealing-warnings.ts';
import { timeStampStates, timeStampSupplies } from '../domain/time-stamp.ts';
import { documentId, jobId, requestId, tokenLabel } from './fields.ts';
import { fileNoteView } from './file-notes.ts';
import { documentView } from './views.ts';
import { requestDocumentView } from './request-views.ts';
import { callError } from './result.ts';

/** Requests that one batch may seal. */
const MAX_BATCH = 500;

export const sealingWarning = z.enum(Object.keys(sealingWarnings) as [SealingWarning, ...SealingWarning[]]);

const inspectionView = z.object({
  /** What its text adds to the warnings that opening it gave. */
  warnings: z.array(sealingWarning),
  /** What the register knows of it: asked for or sealed before, numbers of invoices that another file had. */
  notes: z.array(fileNoteView),
  /** Why no request may be made for it: marks of state secrets, electronic tax invoices. */
  refusal: callError.nullable(),
});

export const sealResultView = z.object({
  requestId,
  /** Null: not sealed; `problem` says why. */
  sealed: z
    .object({
      sealName: z.string(),
      marks: z.int(),
      usesLeft: z.int(),
      file: z.string(),
      folder: z.string(),
      timeStamp: z.enum(timeStampStates),
    })
    .nullable(),
  problem: callError.nullable(),
});
export type SealResultView = z.infer<typeof sealResultView>;

const stampOutcomeView = z.object({
  /** The time that is proven now, ISO 8601, UTC. */
  time: z.string(),
  /** False: the file had its time stamp already, and only the register was told. */
  isNew: z.boolean(),
  /** The file with its time stamp, opened for this window. */
  document: documentView,
  /** Name of the folder that it is in; never a path. */
  folder: z.string(),
});
export type StampOutcomeView = z.infer<typeof stampOutcomeView>;

export const sealingCalls = {
  /** What the register knows of the file of a request, beside the request itself. */
  'request.notes': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ id: requestId }),
    output: z.array(fileNoteView),
  },
  /** Reads the text of the first pages; takes a moment. */
  'document.inspect': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ document: documentId }),
    output: inspectionView,
  },
  /** Main opens the chooser for a file that was moved; refused when its content is not the one asked for. */
  'request.locate': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ id: requestId }),
    output: requestDocumentView,
  },
  /**
   * Seals several approved requests with one PIN: the PIN window names every file. Files go beside their originals.
   * `job.progress` counts; `job.cancel` stops before the next use is spent.
   */
  'seal.applyMany': {
    page: 'main',
    maxInput: 32 * 1024,
    input: z.strictObject({
      job: jobId,
      token: tokenLabel,
      ids: z.array(requestId).min(1).max(MAX_BATCH),
      timestamp: z.boolean(),
    }),
    output: z.array(sealResultView),
  },
  /** Whether a time stamp is to be had now: asks the service, with a digest of nothing. */
  'timestamp.check': {
    page: 'main',
    maxInput: 64,
    input: z.strictObject({}),
    output: z.object({ state: z.enum(timeStampSupplies) }),
  },
  /**
   * Adds a time stamp to the oldest sealed file of a request that waits for one. Main asks for the file where it is not in its place,
   * and for the name of the new one: the file that is there stays as it is.
   */
  'timestamp.add': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ id: requestId }),
    output: stampOutcomeView,
  },
  /** How the main window looks, so that the PIN window looks the same. */
  'appearance.tell': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({
      language: z.enum(['zh', 'en']),
      scheme: z.enum(['light', 'dark']),
      large: z.boolean(),
    }),
    output: z.object({}),
  },
} as const;
