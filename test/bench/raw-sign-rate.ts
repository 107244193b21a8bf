/** Child process of rates.ts: logs in to soft-keeper with the PIN from standard input, and prints raw SM2 signatures per second. */
import { readFileSync } from 'node:fs';
import { openCryptoki, type Cryptoki, type Handle } from '../../src-main/signer/pkcs11/cryptoki.ts';
import { softUkeyModulePath } from '../token/soft-ukey-fixture.ts';

const SERIAL_SESSION = 0x4;
const USER = 1;
const PRIVATE_KEY = 3;
const SM2_DIGEST_DER = 0x80008104;
const SECONDS = 2;

const library = openCryptoki(softUkeyModulePath());

/** The slot of the token whose label is `soft-keeper`. */
function keeperSlot(): Handle {
  const slot = library
    .C_GetSlotList(true)
    .find((each) => library.C_GetTokenInfo(each).label.trim() === 'soft-keeper');
  if (slot === undefined) throw new Error('no token soft-keeper');
  return slot;
}

function firstPrivateKey(session: Handle): Handle {
  library.C_FindObjectsInit(session, [{ type: 0x0, value: PRIVATE_KEY }]);
  const [key] = library.C_FindObjects(session, 1) as Handle[];
  library.C_FindObjectsFinal(session);
  if (!key) throw new Error('no private key');
  return key;
}

function signOnce(session: Handle, key: Handle): void {
  library.C_SignInit(session, { mechanism: SM2_DIGEST_DER }, key);
  library.C_Sign(session, Buffer.alloc(32, 0x5a), Buffer.alloc(128));
}

export type RawLibrary = Cryptoki;

const session = library.C_OpenSession(keeperSlot(), SERIAL_SESSION);
library.C_Login(session, USER, readFileSync(0, 'utf8').trim());
const key = firstPrivateKey(session);
for (let i = 0; i < 20; i += 1) signOnce(session, key);
const start = performance.now();
let count = 0;
while (performance.now() - start < SECONDS * 1000) {
  signOnce(session, key);
  count += 1;
}
process.stdout.write(String((count * 1000) / (performance.now() - start)));
library.C_Finalize();
