/** The PIN page: what it shows, and the only answers it can give. Its window runs a bundle of its own (docs/adr/0003). */
import { z } from 'zod';
import { attachmentKinds } from '../domain/attachment.ts';
import { combinedDuties } from '../domain/combined-duty.ts';
import { timeStampOutlooks } from '../domain/time-stamp.ts';
import { hex, sealTypeCode } from './fields.ts';
import { counterpartyTotals, currencyTotals, firstOfList, leftOutOfList, totalsOfList } from './list-sums.ts';
import { policyEffectView } from './office-views.ts';
import { matters } from '../domain/matter.ts';
import { fileNoteView } from './file-notes.ts';
import { sealingWarning } from './sealing-calls.ts';
import { triesState } from './views.ts';

/** A list of files that is signed as one. */
const listOfFiles = z.object({
  /** Hex SM3 of the list; null before it is written. */
  listSm3: hex.nullable(),
  /** Hex SM3 over the digests of its files, the same before and after. */
  filesSm3: hex,
  /** How many files it has, without those that are left out. */
  count: z.int(),
  /** How many of them are sealed now. */
  now: z.int(),
  /** Sums are of the files that are agreed to, or sealed now. */
  ...totalsOfList,
  first: firstOfList,
  byCounterparty: counterpartyTotals,
  /** Files that are no part of it any more; `now`: those that whoever approves does not agree to. */
  leftOut: leftOutOfList,
});

const placed = z.object({ places: z.int(), seams: z.int(), seamPages: z.int() });
const attachments = z.array(z.object({ kind: z.enum(attachmentKinds), name: z.string(), sm3: hex }));
/** Of several seals on one file: each with its places, and whether it is put on the file now. */
const sealsOfSet = z.array(
  z.object({ sealName: z.string(), typeCode: sealTypeCode, isNow: z.boolean(), placed }),
);

export const pinQuestion = z.object({
  token: z.object({ label: z.string(), holder: z.string().nullable(), isSoftware: z.boolean() }),
  /** `locked` is never asked: main refuses before it opens the window. */
  triesState,
  /** How many tries are certainly left; null when only the token knows. */
  triesLeft: z.int().nullable(),
  /** The PIN is typed on the token itself (CKF_PROTECTED_AUTHENTICATION_PATH): there is no box. */
  hasKeypad: z.boolean(),
  /** As the main window looks. */
  appearance: z.object({
    language: z.enum(['zh', 'en']),
    scheme: z.enum(['light', 'dark']),
    large: z.boolean(),
  }),
  action: z.enum([
    'request',
    'approve',
    'reject',
    'cancel',
    'apply',
    'policy',
    'clock',
    'delegate',
    'accept',
    'end',
    'changePin',
    'unblock',
    'test',
    'look',
  ]),
  /** What the signature is about, as the signer has read, checked and measured it; null fields do not apply. */
  subject: z.object({
    requestId: z.string().nullable(),
    fileName: z.string(),
    /** Hex SM3 of the file; null where there are several. */
    sm3: hex.nullable(),
    sealName: z.string(),
    typeCode: sealTypeCode.nullable(),
    /** Absent for one seal. */
    seals: sealsOfSet.optional(),
    /** How many times the seal is put: whole, and over seams (domain/placement-count.ts). */
    placed,
    reason: z.string(),
    /** Null for a policy, and where there are several files; so is `uses`. */
    matter: z.enum(matters).nullable(),
    uses: z.int().nullable(),
    /** What goes with the request, by kind, name and hex SM3. */
    attachments,
    /** Why it is rejected or taken back: that is signed as well. Null for everything else. */
    refusal: z.string().nullable(),
    /** What is said beside an approval: that is signed as well; absent for everything else. */
    comment: z.string().optional(),
    /** What the file is called by its number; absent where there are several. */
    reference: z.string().nullable().optional(),
    counterparty: z.string().nullable(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    /** Duties that one person may have in it, since the policy of a small firm says so; absent for none. */
    combined: z.array(z.enum(combinedDuties)).optional(),
    /** For whom the holder of this UKey does it by a delegation, as the signer has it; absent or null in the own name. */
    behalf: z.string().nullable().optional(),
    /** PNG as base64. */
    picture: z.base64().nullable(),
    /**
     * The page that `firstPage` shows and where the seal comes to be on it, mm from its top left corner as it is seen; absent where
     * no seal is put on one file: then it is page 1.
     */
    sealedPage: z
      .object({
        page: z.int().min(1),
        marks: z.array(
          z.object({ xMm: z.number(), yMm: z.number(), widthMm: z.number(), heightMm: z.number() }),
        ),
      })
      .optional(),
    /** The first page as the signer's side drew it, PNG as base64; null when it could not, or where there are several files. */
    firstPage: z.base64().nullable(),
  }),
  /** Whether the file will have a time stamp, or why not; null for what puts no seal on anything. */
  timeStamp: z.enum(timeStampOutlooks).nullable(),
  /** What is to be known of the file, or of any of several, taken from the files themselves. */
  warnings: z.array(sealingWarning),
  /** What the register knows of the files: `fileName` where there are several. */
  notes: z.array(z.object({ ...fileNoteView.shape, fileName: z.string().nullable() })),
  /** How many more notes there are than can be shown; absent: none. */
  moreNotes: z.int().optional(),
  /** Everything that is approved or sealed with this one PIN, where that is several things; null for a single one. */
  batch: z
    .array(
      z.object({
        requestId: z.string(),
        /** Empty for a list of files. */
        fileName: z.string(),
        /** Hex; of the list where it is one. */
        sm3: hex,
        sealName: z.string(),
        /** As for a single one, each of what is approved: absent where several are sealed. */
        seals: sealsOfSet.optional(),
        placed: placed.optional(),
        matter: z.enum(matters).optional(),
        uses: z.int().optional(),
        attachments: attachments.optional(),
        combined: z.array(z.enum(combinedDuties)).optional(),
        comment: z.string().optional(),
        reference: z.string().nullable().optional(),
        reason: z.string(),
        counterparty: z.string().nullable(),
        amount: z.string().nullable(),
        currency: z.string().nullable(),
        behalf: z.string().nullable().optional(),
        /** A list of files that is approved as one among others; absent for one file. */
        list: listOfFiles.optional(),
      }),
    )
    .nullable(),
  /** What several come to, for each currency, and how many of them name no amount; absent for everything else. */
  sums: z.object({ totals: currencyTotals, withoutAmount: z.int() }).optional(),
  /** A list of files that is signed as one; null for everything else. */
  list: listOfFiles.nullable(),
  /** What a policy changes, as the signer works it out; null for everything else. */
  policy: policyEffectView.nullable(),
  /** A delegation that is granted, accepted or ended; absent for everything else. */
  delegation: z
    .object({
      ...{ grantor: z.string(), deputy: z.string() },
      /** Kinds; null for a seal that the policy knows no more. */
      seals: z.array(sealTypeCode.nullable()),
      matters: z.array(z.enum(matters)),
      ...{ maxAmount: z.string().nullable(), currency: z.string().nullable() },
      ...{ from: z.string(), until: z.string() },
    })
    .optional(),
  /** A new PIN for this token: how long it is, octets. Absent for everything that is signed. */
  change: z.object({ least: z.int(), most: z.int() }).optional(),
  /** In a sandbox home main can read the demonstration token's PIN by itself; the page never sees it. */
  offersSandboxPin: z.boolean(),
  /** The question ends by itself, as refused, after this many seconds. */
  seconds: z.int(),
});
export type PinQuestion = z.infer<typeof pinQuestion>;

/** `confirmedFinal` must be true for every answer but `refused` when `triesState` is `final`. */
export const pinAnswer = z.discriminatedUnion('kind', [
  /** Octets of the PIN (UTF-8) as base64, at most 64 of them. */
  z.strictObject({
    kind: z.literal('typed'),
    pin: z.base64().min(4).max(88),
    confirmedFinal: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('sandbox'), confirmedFinal: z.boolean() }),
  /** For `change`: the PIN before it (or the administrator's), and the new one twice. */
  z.strictObject({
    kind: z.literal('change'),
    pin: z.base64().min(4).max(88),
    newPin: z.base64().min(4).max(88),
    repeated: z.base64().min(4).max(88),
    confirmedFinal: z.boolean(),
  }),
  /** Begin: the token asks on its own keypad. */
  z.strictObject({ kind: z.literal('keypad'), confirmedFinal: z.boolean() }),
  z.strictObject({ kind: z.literal('refused') }),
]);
export type PinAnswer = z.infer<typeof pinAnswer>;

/** How the question stands now. The page asks for it again and again. */
export const pinLook = z.object({
  /** 1 for the first question, one more each time that it is asked again. */
  round: z.int(),
  /** False while main works with an answer. */
  isWaiting: z.boolean(),
  /** Whether the token is plugged in; true while main works with it. */
  isPresent: z.boolean(),
  /** Why it is asked again: the PIN was wrong, too short or too long for the token, the token was pulled; the new PIN was not typed twice alike. */
  problem: z.enum(['wrong', 'length', 'gone', 'differs']).nullable(),
  triesState,
  triesLeft: z.int().nullable(),
});
export type PinLook = z.infer<typeof pinLook>;
