/** Tokens with a keypad of their own: the PIN window has no box, stays while the person types, and the signer gets no PIN. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageConnection } from '../../src-main/app/ports.ts';
import { withPin } from '../../src-main/app/router/ask-pin.ts';
import { mainWindow } from '../../src-main/app/router/main-window.ts';
import type { RunningApp } from '../../src-main/app/router/running-app.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import type { CallResult } from '../../src-main/contract/result.ts';
import { submitRequest } from '../../src-main/app/requests/requests.ts';
import { makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from '../gate/support/sandbox.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
});
afterAll(() => removeSandbox(sandbox));

/** The sandbox's tokens, each with a keypad. */
function withKeypads(session: AppSession): AppSession {
  const signer = session.signer();
  const listTokens = async () =>
    (await signer.listTokens()).map((token) => ({
      ...token,
      pin: { ...token.pin, triesLeft: null, protectedAuthenticationPath: true },
    }));
  return { ...session, signer: () => ({ ...signer, listTokens }) };
}

const about = {
  action: 'cancel',
  subject: {
    ...{
      requestId: null,
      fileName: 'x.pdf',
      sm3: null,
      sealName: '章',
      typeCode: null,
      placed: { places: 1, seams: 0, seamPages: 0 },
      ...{ matter: null, uses: null, attachments: [] },
    },
    ...{
      reason: '',
      refusal: null,
      counterparty: null,
      amount: null,
      currency: null,
      firstPage: null,
      picture: null,
    },
  },
} as const;

test('the window stays until the token has been used; main hands on no PIN and takes none', async () => {
  const session = withKeypads(sessionOf(sandbox));
  const happened: string[] = [];
  const refusals: unknown[] = [];
  const openPinWindow = async (connection: PageConnection) => {
    const described = (await connection.call(true, 'pin.describe', '{}')) as CallResult<PinQuestion>;
    expect(described).toMatchObject({
      ok: true,
      value: { hasKeypad: true, triesLeft: null, offersSandboxPin: false },
    });
    const answer = (kind: object): Promise<unknown> =>
      connection.call(true, 'pin.answer', JSON.stringify({ ...kind, confirmedFinal: false }));
    refusals.push(await answer({ kind: 'typed', pin: 'MTIzNDU2' }), await answer({ kind: 'sandbox' }));
    await answer({ kind: 'keypad' });
    return { close: () => void happened.push('window closed') };
  };
  const running: RunningApp = {
    ports: { host: 'chromium', now: () => new Date(), openPinWindow, report: () => undefined },
    home: sandbox.home,
    appearance: { language: 'zh', scheme: 'light', large: false },
    session: () => session,
    reopen: () => undefined,
    tell: () => undefined,
    exclusively: (work) => work(),
    stop: () => undefined,
  };
  const window = mainWindow(running, {
    send: () => undefined,
    chooseFiles: () => Promise.resolve([]),
    chooseSave: () => Promise.resolve(null),
    confirm: () => Promise.resolve(false),
  });
  await withPin(window, 'soft-keeper', about, (actor) => {
    happened.push(`signing with ${String(actor.pin)}`);
    return Promise.resolve();
  });
  expect(happened).toEqual(['signing with null', 'window closed']);
  for (const each of refusals) expect(each).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('without a PIN and without a keypad nothing is signed', async () => {
  const session = sessionOf(sandbox);
  const attempt = submitRequest(
    session,
    { token: 'soft-applicant', pin: null },
    {
      ...{
        file: await writePdf(sandbox.folder),
        typeCode: '04',
        reason: '签订合同',
        amount: '1000',
        uses: 1,
      },
      ...{ at: ['page=1,x=100mm,y=120mm'], keyword: [], seam: [], resolutions: [] },
    },
  );
  await expect(attempt).rejects.toMatchObject({ code: 'token-login-required' });
});
