/** Child process of rates.ts: logs in to soft-keeper with the PIN from standard input, and prints logins and raw SM2 signatures per second. */
import { readFileSync } from 'node:fs';
import { closeCryptoki, openCryptoki, type Handle } from '../../src-main/signer/pkcs11/cryptoki.ts';
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

/** Runs per second over a few seconds. */
function rate(work: () => void): number {
  for (let i = 0; i < 3; i += 1) work();
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < SECONDS * 1000) {
    work();
    runs += 1;
  }
  return (runs * 1000) / (performance.now() - start);
}

const pin = readFileSync(0, 'utf8').trim();
const session = library.C_OpenSession(keeperSlot(), SERIAL_SESSION);
library.C_Login(session, USER, pin);
const key = firstPrivateKey(session);
const sign = rate(() => signOnce(session, key));
const login = rate(() => {
  library.C_Logout(session);
  library.C_Login(session, USER, pin);
});
process.stdout.write(JSON.stringify({ sign, login }));
closeCryptoki(library);
