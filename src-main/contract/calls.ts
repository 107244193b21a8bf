/**
 * The contract between pages and application, transport-neutral: name → who may call, largest input, input, output. Errors
 * are the closed union of result.ts for every call. A page never sends a path and never a PIN; only the PIN page, which has
 * nothing else in it, answers with one (docs/adr/0003).
 */
import { z } from 'zod';
import { matters } from '../domain/matter.ts';
import { mostTogether } from '../domain/most-together.ts';
import { adoptCalls } from './adopt-calls.ts';
import { pageTreeCalls } from './page-tree-calls.ts';
import { delegationCalls } from './delegation-calls.ts';
import { driverCalls } from './driver-calls.ts';
import { profileCalls } from './profile-calls.ts';
import { handOverCalls } from './hand-over-calls.ts';
import { counterCalls } from './counter-calls.ts';
import { backupCalls } from './backup-calls.ts';
import { bulkCalls } from './bulk-calls.ts';
import { codeCalls } from './code.ts';
import {
  documentId,
  jobId,
  placements,
  refusedFiles,
  requestId,
  sealTypeCode,
  tokenLabel,
  typedAmount,
} from './fields.ts';
import { listCalls } from './list-calls.ts';
import { noticeCalls } from './notice-calls.ts';
import { officeCalls } from './office-calls.ts';
import { otherSeals, setCalls } from './set-calls.ts';
import { callError } from './result.ts';
import { sealingCalls, sealingWarning } from './sealing-calls.ts';
import { pinAnswer, pinLook, pinQuestion } from './pin.ts';
import { reportCalls } from './report-calls.ts';
import { fileReportView } from './report-view.ts';
import {
  keywordHitView,
  previewView,
  requestDocumentView,
  requestView,
  sealOutcomeView,
} from './request-views.ts';
import { templateCalls } from './template-calls.ts';
import { trustCalls } from './trust-calls.ts';
import {
  documentView,
  homeView,
  journalCheckView,
  journalRowView,
  policyView,
  sandboxTokenView,
  sealView,
  tokenView,
  usesPageView,
} from './views.ts';
import { useFilter } from './use-filter.ts';

/** Which bundle a window runs. */
export type PageKind = 'main' | 'pin';

/** Characters of JSON that an input may have when a call says nothing else. */
const SMALL = 16 * 1024;
/** Room for many page numbers. */
const WITH_PLACEMENTS = 1024 * 1024;
/** Room for what is said beside many approvals, and for the numbers of files that are left out. */
const WITH_COMMENTS = 512 * 1024;
/** Octets that one read gives at the most. */
const MAX_READ = 1024 * 1024;
/** Files that one call may name. */
const MAX_FILES = 500;

export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly page: PageKind;
  /** Longest input, characters of JSON. */
  readonly maxInput: number;
  readonly input: I;
  readonly output: O;
}

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, maxInput = SMALL): Call<I, O> {
  return { page: 'main', maxInput, input, output };
}

const nothing = z.strictObject({});
const reason = z.string().trim().min(1).max(500);
/** What is said beside an approval; absent: nothing. */
const comment = z.string().trim().min(1).max(500).optional();
/** Each under a number of its own. `without`: files of a list (1 for the first) that are not agreed to. */
const approvals = z
  .array(z.strictObject({ id: requestId, comment, without: refusedFiles.optional() }))
  .min(1)
  .max(mostTogether)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'named twice');

/** What chooses path and marks; `token` is the applicant's. */
const draft = {
  token: tokenLabel,
  document: documentId,
  typeCode: sealTypeCode,
  placements,
  matter: z.enum(matters).optional(),
  ...typedAmount,
  /** Files of resolutions (决议). */
  resolutions: z.array(documentId).max(20),
};

export const calls = {
  'home.describe': call(nothing, homeView),
  /** Makes a sandbox home: city, enterprise, people, five seals. Takes some seconds. `trustAside`: imported trust is kept beside it. */
  'sandbox.init': call(z.strictObject({ trustAside: z.boolean().optional() }), z.array(sandboxTokenView)),
  'token.list': call(nothing, z.array(tokenView)),
  /** A new PIN, in the PIN window: by whoever knows the one before, or with that of the administrator. */
  'token.changePin': call(z.strictObject({ token: tokenLabel }), z.object({})),
  'token.unblockPin': call(z.strictObject({ token: tokenLabel }), z.object({})),
  'seal.list': call(nothing, z.array(sealView)),
  'policy.show': call(nothing, policyView),

  /** Main opens the chooser. With `folder`: all PDF files below one. An empty list: nothing was chosen. */
  'document.choose': call(
    z.strictObject({ multiple: z.boolean(), folder: z.boolean().optional() }),
    z.array(documentView),
  ),
  /** Opens the contract that a sandbox has to try things with. */
  'document.sample': call(nothing, documentView),
  /** Octets as base64; for pdf.js' range transport. `length` may reach beyond the end: then less comes back. */
  'document.read': call(
    z.strictObject({
      document: documentId,
      offset: z.int().min(0),
      length: z.int().min(1).max(MAX_READ),
    }),
    z.object({ data: z.base64() }),
  ),
  /** `job.progress` counts pages; after `job.cancel` it ends as `cancelled`. */
  'document.find': call(
    z.strictObject({ job: jobId, document: documentId, keyword: z.string().min(1).max(100) }),
    z.array(keywordHitView),
  ),
  'document.close': call(z.strictObject({ document: documentId }), z.object({})),
  /** One report per file, in order. `job.progress` tells how many are done; `job.cancel` stops before the next file. */
  'document.verify': call(
    z.strictObject({ job: jobId, documents: z.array(documentId).min(1).max(MAX_FILES) }),
    z.array(fileReportView),
    64 * 1024,
  ),
  'job.cancel': call(z.strictObject({ job: jobId }), z.object({})),
  ...adoptCalls,
  ...pageTreeCalls,
  ...trustCalls,
  ...driverCalls,
  ...profileCalls,

  /** Where the marks will be and who must approve, before anything is sent or signed. */
  'request.preview': call(
    z.strictObject({ ...draft, others: otherSeals.optional() }),
    previewView,
    WITH_PLACEMENTS,
  ),
  /** Asks for the PIN in the PIN window, signs and submits. */
  'request.new': call(
    z.strictObject({
      ...draft,
      reason: z.string().trim().min(1).max(200),
      counterparty: z.string().trim().min(1).max(120).optional(),
      uses: z.int().min(1).max(1000),
      validHours: z.int().min(1).max(2160).optional(),
    }),
    requestView,
    WITH_PLACEMENTS,
  ),
  ...setCalls,
  ...templateCalls,
  'request.list': call(nothing, z.array(requestView)),
  'request.show': call(z.strictObject({ id: requestId }), requestView),
  /** Opens the file of a request to look at it, and says whether it still is the file that was asked for. */
  'request.open': call(z.strictObject({ id: requestId }), requestDocumentView),
  /** Opens what goes with a request, by its place in it; refused when it is another file by now. */
  'request.openAttachment': call(
    z.strictObject({ id: requestId, index: z.int().min(0).max(19) }),
    documentView,
  ),
  'request.marks': call(
    z.strictObject({ id: requestId }),
    previewView.pick({ marks: true, dark: true, fills: true, seal: true }),
  ),
  /** What whoever decides should know of its file and its places, taken anew from the very file. */
  'request.warnings': call(z.strictObject({ id: requestId }), z.array(sealingWarning)),
  /**
   * Whoever holds the token has the request before them, whose file was opened in this window, or the list, whose members and sums were shown
   * in it (`list.show`); of a set its file. Refused when that is not so.
   */
  'request.look': call(z.strictObject({ token: tokenLabel, id: requestId }), z.object({})),
  /** Which requests were looked at so: these may be approved together. */
  'request.looked': call(z.strictObject({ token: tokenLabel }), z.array(requestId)),
  /**
   * Approves requests, lists and sets that were looked at under one PIN, which the PIN window names each by itself with what is said beside it;
   * each gets a statement of its own, and one that is refused keeps none of the others from it. `job.progress` counts.
   */
  'request.approveMany': call(
    z.strictObject({ job: jobId, token: tokenLabel, approvals }),
    z.array(z.object({ requestId, problem: callError.nullable() })),
    WITH_COMMENTS,
  ),
  'request.approve': call(z.strictObject({ token: tokenLabel, id: requestId, comment }), requestView),
  'request.reject': call(z.strictObject({ token: tokenLabel, id: requestId, reason }), requestView),
  'request.cancel': call(z.strictObject({ token: tokenLabel, id: requestId, reason }), requestView),
  /** Main chooses where the sealed file goes; it never replaces a file. */
  'seal.apply': call(
    z.strictObject({
      token: tokenLabel,
      id: requestId,
      timestamp: z.boolean(),
      /** Under which `job.progress` tells its steps, and `job.cancel` stops it before the use is spent. */
      job: jobId.optional(),
    }),
    sealOutcomeView,
  ),
  /** A file that was sealed in this window, in the system's viewer or in its folder. */
  'seal.show': call(
    z.strictObject({ document: documentId, what: z.enum(['file', 'folder', 'mail']) }),
    z.object({}),
  ),
  /** The same on paper. */
  'seal.print': call(z.strictObject({ document: documentId }), z.object({})),
  ...sealingCalls,
  ...listCalls,

  'journal.list': call(nothing, z.array(journalRowView)),
  /** Newest first; `behind`: the use (its `seq`) that ended the page before. */
  'journal.uses': call(
    z.strictObject({ filter: useFilter, behind: z.int().min(1).optional() }),
    usesPageView,
  ),
  'journal.verify': call(nothing, journalCheckView),

  ...noticeCalls,
  ...officeCalls,
  ...backupCalls,
  ...delegationCalls,
  ...handOverCalls,

  ...bulkCalls,
  ...reportCalls,
  ...counterCalls,

  ...codeCalls,

  /** What the PIN page shows. */
  'pin.describe': { ...call(nothing, pinQuestion), page: 'pin' },
  /** How the question stands: the window stays until the PIN was right, and says when the token is pulled. */
  'pin.look': { ...call(nothing, pinLook), page: 'pin' },
  /** Answers the question. The window closes, or asks again (`pin.look`). */
  'pin.answer': { ...call(pinAnswer, z.object({}), 1024), page: 'pin' },
} as const satisfies Record<string, Call>;

type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;
