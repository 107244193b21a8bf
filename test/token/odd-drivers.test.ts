/**
 * PKCS#11 drivers that misbehave in one way each: what of the tokens is still listed, and what signing comes to. One that cannot sign says
 * why, and whether the token certainly made no signature (docs/adr/0007): then a use is given back.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestSigner } from '../pki/support/test-signer.ts';
import { hex } from './odd-driver.ts';
import type { OddResult, OddRow } from './odd-rows.ts';
import { runTokenScript } from './soft-ukey-fixture.ts';
import { testCertificate } from './test-certificate.ts';

/** Of two tokens, `first` and `second`, each with a certificate and a seal; the first is the one that signs. */
const whole = {
  listed: 'ok',
  tokens: ['first', 'second'],
  problems: [],
  unreadable: [],
  certificates: 2,
  signed: 'ok',
};
type Expected = Partial<Omit<OddResult, 'name'>>;
type Row = readonly [name: string, settings: string, expected: Expected];

const stranger = createTestSigner();
const foreign = hex(testCertificate(stranger.publicKey, '加密证书'));
const refused = (code: string): Expected => ({ ...whole, signed: code, nothingSigned: true });
const doubtful = (code: string): Expected => ({ ...whole, signed: code, nothingSigned: false });

const starting: Row[] = [
  ['well-behaved', '', whole],
  ['takes no arguments', 'answer C_Initialize 0x7', whole],
  ['cannot lock', 'answer C_Initialize 0xA', whole],
  ['wants threads of its own', 'answer C_Initialize 0x9', whole],
  ['initialised already', 'answer C_Initialize 0x191', whole],
  ['does not start', 'answer C_Initialize 0x30', { listed: 'token-driver-refused 0x30' }],
  [
    'does not start without locking either',
    'answer C_Initialize 0xA\nanswer C_Initialize(plain) 0x5',
    { listed: 'token-driver-refused 0x5' },
  ],
  ['writes to the output while it starts', 'do C_GetSlotList slow:5', whole],
  ['fails to finish', 'answer C_Finalize 0x5', whole],
];

const slots: Row[] = [
  ...['0x3', '0x5', '0x30', '0x54', '0xE1'].map((value): Row => [
    `a third slot that answers ${value}`,
    `bad-slot ${value}`,
    { ...whole, unreadable: [value.toLowerCase()] },
  ]),
  ...['0xE0', '0x32'].map((value): Row => [
    `a third slot that is empty (${value})`,
    `bad-slot ${value}`,
    whole,
  ]),
  ['a reader comes between two calls', 'slots-grow', whole],
  ['no list of slots at all', 'answer C_GetSlotList 0x30', { listed: 'token-device-error 0x30' }],
  [
    'one token says nothing of itself',
    'answer C_GetTokenInfo 0x5 slot=1',
    { ...whole, tokens: ['first'], unreadable: ['0x5'], certificates: 1 },
  ],
  ['one token names no mechanisms', 'answer C_GetMechanismList 0x54 slot=1', whole],
  [
    'one token opens no session',
    'answer C_OpenSession 0x30 slot=1',
    { ...whole, problems: ['session 0x30'], certificates: 1 },
  ],
  [
    'one token has no session left',
    'answer C_OpenSession 0xB1 slot=1',
    { ...whole, problems: ['session 0xb1'], certificates: 1 },
  ],
  [
    'one token is pulled while it is listed',
    'answer C_OpenSession 0xE0 slot=1',
    { ...whole, tokens: ['first'], certificates: 1 },
  ],
];

const numbered = expect.stringMatching(/^ePass · SOFT[0-9A-F]+$/) as string;
const labels: Row[] = [
  ['label behind blanks', `text label ${hex('  first')} slot=0`, whole],
  ['label padded with zeros', `text label ${hex('first')} pad=00 slot=0`, whole],
  ['label with a zero and something behind it', `text label ${hex('first\0junk')} slot=0`, whole],
  [
    'label in another encoding',
    `text label ffffffff slot=0`,
    { ...whole, tokens: [expect.stringMatching(/·/) as string, 'second'] },
  ],
  ['labels that are all equal', `text label ${hex('ePass')}`, { ...whole, tokens: [numbered, numbered] }],
  [
    'labels that are all empty',
    `text label ${hex('')}`,
    { ...whole, tokens: [expect.stringMatching(/ · /) as string, expect.stringMatching(/ · /) as string] },
  ],
  [
    'equal labels, no serial numbers',
    `text label ${hex('ePass')}\ntext serial ${hex('')}`,
    { ...whole, tokens: ['ePass · #0', 'ePass · #1'] },
  ],
  ['serial of blanks', `text serial ${hex('')}`, whole],
  ['limits of no meaning', 'pin-length 0 0', whole],
  ['limits beyond counting', `pin-length 0xFFFFFFFF 0xFFFFFFFFFFFFFFFF`, whole],
  [
    'mechanisms of a vendor family',
    `mechanisms 0x80008000,0x80008001\ntext manufacturer ${hex('Haitai')}`,
    whole,
  ],
  ['no SM2 mechanism', 'mechanisms 0x1,0x3', refused('token-mechanism-missing')],
];

const objects: Row[] = [
  ['certificates without CKA_ID', 'answer C_GetAttributeValue 0x12 class=1 attribute=0x102', whole],
  ['an empty CKA_ID', 'attribute 0x102 none class=1', whole],
  ['CKA_ID of length -1', 'endless 0x102', whole],
  ['CKA_ID that fails', 'answer C_GetAttributeValue 0x6 attribute=0x102', whole],
  ['labels that fail', 'answer C_GetAttributeValue 0x30 attribute=0x3', whole],
  ['private keys under another CKA_ID', 'attribute 0x102 0777 class=3', whole],
  ['private keys without CKA_ID', 'attribute 0x102 none class=3', whole],
  [
    'keys and public keys under another CKA_ID',
    'attribute 0x102 0777 class=3\nattribute 0x102 0777 class=2',
    whole,
  ],
  ['certificates only after login', 'private 1', { ...whole, certificates: 0 }],
  ['seals only after login', 'private 0', whole],
  ['octets behind each certificate', `tail 1 ${'00'.repeat(40)}`, whole],
  ['certificates padded with 0xFF', `tail 1 ${'ff'.repeat(40)}`, whole],
  [
    'values that fail',
    'answer C_GetAttributeValue 0x6 class=1 attribute=0x11',
    { ...whole, certificates: 0, signed: 'no certificate' },
  ],
  [
    'no search for certificates',
    'answer C_FindObjectsInit 0x12 class=1',
    {
      ...whole,
      certificates: 0,
      problems: ['certificates 0x12', 'certificates 0x12'],
      signed: 'no certificate',
    },
  ],
  [
    'no search for seals',
    'answer C_FindObjectsInit 0xD1 class=0',
    { ...whole, problems: ['seals 0xd1', 'seals 0xd1'] },
  ],
  [
    'a malformed certificate beside the others',
    'more-certificate 7f210100 id=01',
    { ...whole, problems: ['certificate none', 'certificate none'] },
  ],
  [
    'an empty certificate beside the others',
    'more-certificate 00 id=01',
    { ...whole, problems: ['certificate none', 'certificate none'] },
  ],
  [
    'an encryption certificate first, of the same CKA_ID',
    `more-certificate ${foreign} id=01`,
    { ...whole, certificates: 4 },
  ],
  [
    'an older certificate last, of the same CKA_ID',
    `more-certificate ${foreign} last id=01`,
    { ...whole, certificates: 4 },
  ],
  [
    'a certificate of an authority without CKA_ID',
    `more-certificate ${foreign}`,
    { ...whole, certificates: 4 },
  ],
  [
    'no public key objects',
    'answer C_FindObjectsInit 0x12 class=2',
    { ...whole, signed: 'token-device-error 0x12' },
  ],
];

const logins: Row[] = [
  ['write-protected', 'answer C_OpenSession 0xE2 writing=1', whole],
  ['one session', 'one-session', whole],
  ['one session, and a way that is refused first', 'one-session\nanswer C_SignInit 0x70 nth=1', whole],
  // The failed operation lives on, and only a new session would end it.
  [
    'one session, and a signature that fails first',
    'one-session\nanswer C_Sign 0x5 nth=1',
    doubtful('token-busy'),
  ],
  ['PIN once more for each signature', 'always-authenticate', whole],
  [
    'PIN once more, and it is wrong',
    'always-authenticate\nanswer C_Login(context) 0xA0',
    refused('pin-incorrect'),
  ],
  ['a login left over', 'answer C_Login 0x100 times=1', whole],
  ['somebody else is logged in', 'answer C_Login 0x104', { ...whole, signed: 'token-busy' }],
  ['wrong PIN', 'answer C_Login 0xA0', { ...whole, signed: 'pin-incorrect' }],
  ['PIN of characters that it does not take', 'answer C_Login 0xA1', { ...whole, signed: 'pin-incorrect' }],
  ['PIN of a length that it does not take', 'answer C_Login 0xA2', { ...whole, signed: 'pin-not-taken' }],
  ['PIN that is over', 'answer C_Login 0xA3', { ...whole, signed: 'pin-expired' }],
  ['locked', 'answer C_Login 0xA4', { ...whole, signed: 'pin-locked' }],
  ['no PIN yet', 'answer C_Login 0x102', { ...whole, signed: 'pin-not-set' }],
  ['cancelled on its keypad', 'answer C_Login 0x50', { ...whole, signed: 'token-cancelled' }],
  // pkcs11js cannot pass the null pointer that it wants (native/soft-ukey/README.md).
  [
    'a keypad that takes no PIN from here',
    'flags add 0x100\nkeypad 123456',
    { ...whole, signed: 'token-device-error 0x7' },
  ],
  ['a logout that fails', 'answer C_Logout 0x101', whole],
];

const signing: Row[] = [
  ['cancelled on the token', 'answer C_Sign 0x50', refused('token-cancelled')],
  ['rejected on the token', 'answer C_Sign 0x200', refused('token-cancelled')],
  ['cancelled before it began', 'answer C_SignInit 0x1', refused('token-cancelled')],
  ['pulled before it began', 'answer C_SignInit 0xB3', refused('token-removed')],
  ['pulled while it signs', 'answer C_Sign 0x32', doubtful('token-removed')],
  ['fails while it signs', 'answer C_Sign 0x30', doubtful('token-device-error 0x30')],
  ['has no such mechanism after all', 'answer C_SignInit 0x70', refused('token-mechanism-missing')],
  ['the first way fails', 'answer C_Sign 0x5 nth=1', whole],
  ['an operation left open', 'answer C_SignInit 0x90 times=1', whole],
  ...[
    'raw',
    'raw-33',
    'raw-65',
    'skf',
    'raw-zeros',
    'der',
    'der-zeros',
    'der-long',
    'bit-string',
    'octet-string',
    'little-endian',
  ].map((kind): Row => [`writes signatures as ${kind}`, `signature ${kind}`, whole]),
  ...['swapped', 'short', 'empty', 'noise'].map((kind): Row => [
    `writes no signature: ${kind}`,
    `signature ${kind}`,
    doubtful('token-signature-bad'),
  ]),
];

const groups = { starting, slots, labels, objects, logins, signing };
const results = new Map<string, OddResult>();

describe.each(Object.entries(groups))('a driver that is odd in %s', (_group, rows) => {
  beforeAll(() => runAll());
  test.each(rows)('%s', (name, _settings, expected) => {
    expect(results.get(name)).toMatchObject(expected);
  });
});

/** All rows in one process, one after the other: a library is loaded, used and closed for each. */
function runAll(): void {
  if (results.size > 0) return;
  const folder = mkdtempSync(join(inject('runFolder'), 'odd-'));
  const directory = join(folder, 'tokens');
  mkdirSync(directory, { mode: 0o700 });
  const certificate = runTokenScript(new URL('odd-tokens.ts', import.meta.url), [], { directory });
  const rows: OddRow[] = Object.values(groups)
    .flat()
    .map(([name, settings]) => ({ name, settings: settings.split('\n') }));
  const script = new URL('odd-rows.ts', import.meta.url);
  const printed = runTokenScript(script, [folder, '123456', certificate], {
    directory,
    input: JSON.stringify(rows),
  });
  for (const result of JSON.parse(printed) as OddResult[]) results.set(result.name, result);
}
