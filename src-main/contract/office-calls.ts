/** Calls of the office: connecting an enterprise, writing and signing its policy, its seals, and what is wrong with a token. */
import { z } from 'zod';
import { hex, time, tokenLabel } from './fields.ts';
import {
  basisView,
  clockView,
  draftChange,
  profileIds,
  policyDraftView,
  setupTokenView,
  setupView,
  timestampUrl,
  timestampView,
} from './office-views.ts';
import {
  diagnosisTextView,
  diagnosisView,
  receivedView,
  sealDetailView,
  statusUpdateView,
} from './seal-views.ts';

/** Characters of JSON. A policy of five hundred people fits. */
const ROOM = { small: 4096, policy: 512 * 1024 } as const;

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, maxInput: number = ROOM.small) {
  return { page: 'main' as const, maxInput, input, output };
}

const nothing = z.strictObject({});
const withToken = z.strictObject({ token: tokenLabel });
const esId = z.strictObject({ esId: z.string().min(1).max(128) });

export const officeCalls = {
  'setup.show': call(nothing, setupView),
  /** Main opens the chooser: trust file of the city, or certificates, revocation lists and a status file. */
  'setup.chooseTrust': call(nothing, setupView),
  /** Takes the trust that was imported here for verifying. */
  'setup.useOwnTrust': call(nothing, setupView),
  /** The digests that the person has compared; they must be those of the roots that were chosen. */
  'setup.confirmTrust': call(z.strictObject({ roots: z.array(hex).min(1).max(20) }), setupView),
  /** Takes the choice back, to begin again. */
  'setup.forgetTrust': call(nothing, setupView),
  'setup.useModule': call(z.strictObject({ id: z.string().regex(/^[a-z-]{1,60}$/) }), setupView),
  /** Main opens the chooser for a PKCS#11 library. */
  'setup.findModule': call(nothing, setupView),
  'setup.tokens': call(nothing, z.array(setupTokenView)),
  /** Makes the home of the enterprise that seal 05 on this token names. */
  'setup.connect': call(withToken, setupView),

  'draft.show': call(nothing, policyDraftView),
  'draft.save': call(draftChange, policyDraftView, ROOM.policy),
  /** Adds the person, and the seals, of a plugged-in token. */
  'draft.addToken': call(withToken, policyDraftView),
  /** Main opens the chooser: the certificate of a person whose token is not here. */
  'draft.addCertificate': call(nothing, policyDraftView),
  /** Puts the rules of a profile in place of those that are there. */
  'draft.takeProfile': call(z.strictObject({ profile: z.enum(profileIds) }), policyDraftView),
  /** Back to the policy in force. */
  'draft.drop': call(nothing, policyDraftView),
  /** Asks for the PIN of seal 05 and puts the draft into force. */
  'policy.sign': call(withToken, policyDraftView),

  'seal.detail': call(esId, sealDetailView),
  /** A sandbox asks its city; an enterprise is asked for the file with the status. */
  'seal.updateStatus': call(nothing, statusUpdateView),
  /** Takes the seals of a token into the register of this machine. */
  'seal.receive': call(withToken, receivedView),

  'clock.show': call(nothing, clockView),
  /** Asks for the PIN of seal 05 and puts the clock right; `seen` as `clock.show` said. */
  'clock.correct': call(withToken.extend({ reason: z.string().min(1).max(200), seen: time }), clockView),

  'timestamp.show': call(nothing, timestampView),
  /** Asks the service for a time stamp, and keeps its address only when it gave one; null: none any more. */
  'timestamp.set': call(z.strictObject({ url: timestampUrl.nullable() }), timestampView),

  'diagnosis.run': call(nothing, diagnosisView),
  /** Every driver is examined, in a process of its own; one that hangs is waited for some seconds. */
  'diagnosis.examine': call(nothing, diagnosisTextView),
  /** Writes the text of a diagnosis where main is told to. */
  'diagnosis.save': call(nothing, z.object({ name: z.string(), folder: z.string() })),
  'basis.show': call(nothing, basisView),
} as const;
