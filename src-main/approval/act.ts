/**
 * What every signed act about a request says alike: which file, seal, request and policy, who, with which certificate, when.
 * Nothing of it is confidential, so that a verifier elsewhere can rebuild the signed text from the sealed file.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import { instant, personId, sealId, sm3Hex } from './statement-fields.ts';

export const actFields = Object.freeze({
  /** Hex SM3 of the file to be sealed, before anything was added to it. */
  documentSm3: sm3Hex,
  esId: sealId,
  /** Hex SM3 of the request's canonical text, salt included. */
  requestSm3: sm3Hex,
  policySm3: sm3Hex,
  personId,
  /** Hex SM3 of the signer's certificate (DER): the signature stands for this certificate only. */
  certificateSm3: sm3Hex,
  time: instant,
});

/** What ties an act to one request. */
export interface Binding {
  readonly documentSm3: string;
  readonly esId: string;
  readonly requestSm3: string;
  readonly policySm3: string;
}

/** What an act says of one request, whether it was signed for it alone or for a list that it belongs to. */
export type ToldAct<T> = T extends unknown ? Omit<T, 'v' | 'purpose'> : never;

/** In this order, so that the message names the plainest difference first. */
const bindingCodes: readonly (readonly [keyof Binding, ErrorCode])[] = [
  ['documentSm3', 'act-other-document'],
  ['esId', 'act-other-seal'],
  ['policySm3', 'act-other-policy'],
  ['requestSm3', 'act-other-request'],
];

/** Errors: `act-other-document`, `act-other-seal`, `act-other-policy`, `act-other-request`. */
export function requireBinding(act: Binding, expected: Binding, name: string): void {
  for (const [field, code] of bindingCodes) {
    if (act[field] !== expected[field]) throw new BianyinError(code, { name });
  }
}

/** Only the four fields of a binding. */
export function bindingOf(act: Binding): Binding {
  const { documentSm3, esId, requestSm3, policySm3 } = act;
  return { documentSm3, esId, requestSm3, policySm3 };
}
