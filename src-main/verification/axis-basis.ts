/**
 * What each axis of a signature rests on: without one success in every group it is not green, however little was found. A
 * new kind of container has no basis until somebody writes it down here, and so cannot be green by having nothing to check.
 */
import type { VerdictAxis } from '../domain/verdict.ts';
import type { SignatureKind } from './report.ts';

/** Names of checks; of each group one must have succeeded on that axis. */
export type AxisBasis = Readonly<Record<VerdictAxis, readonly (readonly string[])[]>>;

const container = [
  ['dictionary'],
  ['byte-range'],
  ['coverage'],
  ['container'],
  ['sub-filter'],
  ['padding'],
] as const;
const provenTime = ['time-stamp', 'covering-time-stamp'] as const;
/** No check is in the group, so none can succeed. */
const nothingKnown = [[]] as const;

const seal: AxisBasis = {
  integrity: [...container, ['signature.value'], ['signature.data-hash'], ['seal.maker-signature']],
  identity: [['signature.path'], ['signature.certificate-listed'], ['seal.maker-path'], ['seal-status']],
  time: [provenTime, ['seal.validity'], ['signature.time']],
};
const signedData: AxisBasis = {
  integrity: [...container, ['signature.value']],
  identity: [['signature.path']],
  time: [provenTime],
};

/** The basis of a signature of each kind. */
export const axisBasis: Readonly<Record<SignatureKind, AxisBasis>> = Object.freeze({
  'ses-v1': seal,
  'ses-v4': seal,
  'ses-v5': seal,
  gbt35275: signedData,
  cms: signedData,
  rfc3161: {
    integrity: [...container, ['imprint']],
    identity: [['time-stamp-authority']],
    time: [['time-stamp']],
  },
  unknown: { integrity: nothingKnown, identity: nothingKnown, time: nothingKnown },
});
