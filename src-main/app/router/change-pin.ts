/**
 * A new PIN for a UKey, typed in the PIN window and nowhere else (docs/adr/0003): by whoever knows the one before, or with the PIN of the
 * administrator once it is locked. Nothing is signed, and the home has no part in it.
 */
import { equalBytes, fromBase64 } from '../../crypto/bytes.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { countPlaces } from '../../domain/placement-count.ts';
import type { PinChange } from '../../tokens/signer-client.ts';
import { CallRefusal } from '../call-refusal.ts';
import { forgetSandboxPin } from '../office/sandbox-pin.ts';
import { tokenByLabel } from '../requests/preview-request.ts';
import type { PluggedToken } from '../seals/overview.ts';
import { questionFor, untilDone, type PinSubject } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import { openPinDialog, type Given } from './pin-dialog.ts';

type By = PinChange['by'];

/** Errors: `token-not-found`, `pin-on-keypad`, `pin-locked`, `administrator-pin-locked`, `cancelled`, those of `setPin`. */
export async function changePin({ running }: MainWindow, label: string, by: By): Promise<void> {
  const session = running.session();
  const find = async (): Promise<PluggedToken> => asKnownTo(by, await tokenByLabel(session, label));
  const token = await find();
  requireChangeable(token, by);
  const question = {
    ...questionFor(running, token, by === 'user' ? aboutChange : aboutUnblocking),
    change: token.pinLength,
    // The demonstration's PIN is in no box that a person has to fill.
    offersSandboxPin: false,
  };
  const dialog = await openPinDialog(running.ports, question, find);
  try {
    await untilDone(dialog, (given) => session.signer().setPin(label, changeOf(given, by)));
  } finally {
    running.tell({ kind: 'tokens.changed' });
  }
  if (session.settings?.kind === 'sandbox') forgetSandboxPin(session.home, label);
}

/** The tries that are shown are those of the PIN that is typed. */
function asKnownTo(by: By, token: PluggedToken): PluggedToken {
  return by === 'user' ? token : { ...token, pinState: token.administratorState, triesLeft: null };
}

/** Errors: `pin-on-keypad`, `pin-locked`, `administrator-pin-locked`. */
export function requireChangeable(
  { hasKeypad, pinState }: Pick<PluggedToken, 'hasKeypad' | 'pinState'>,
  by: By,
): void {
  if (hasKeypad) throw new BianyinError('pin-on-keypad');
  if (pinState === 'locked')
    throw new BianyinError(by === 'user' ? 'pin-locked' : 'administrator-pin-locked');
}

/** Octets that the receiver overwrites. Errors: `pin-not-repeated`; then they are overwritten here. */
function changeOf(given: Given, by: By): PinChange {
  if (given.kind !== 'change') throw new CallRefusal('bad-input', { field: 'kind' });
  const [pin, newPin, repeated] = [
    fromBase64(given.pin),
    fromBase64(given.newPin),
    fromBase64(given.repeated),
  ];
  const isSame = equalBytes(newPin, repeated);
  repeated.fill(0);
  if (isSame) return { by, pin, newPin };
  for (const octets of [pin, newPin]) octets.fill(0);
  throw new BianyinError('pin-not-repeated');
}

/** About no file, no seal and no request. */
export const aboutNothing = {
  ...{ requestId: null, sealName: '', typeCode: null, picture: null, placed: countPlaces([]) },
  ...{ fileName: '', sm3: null, matter: null, uses: null, attachments: [], refusal: null, firstPage: null },
  ...{ reason: '', counterparty: null, amount: null, currency: null },
};
const aboutChange: PinSubject = { action: 'changePin', subject: aboutNothing };
const aboutUnblocking: PinSubject = { action: 'unblock', subject: aboutNothing };
