/** Child process: makes the sandbox home that every end-to-end run copies, with PINs that can turn up nowhere by chance. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { initSandbox, pinFile, sandboxTokens } from '../../../src-main/app/office/sandbox-setup.ts';
import { sandboxPin } from '../../../src-main/app/office/sandbox-pin.ts';
import { utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { openTokenModule } from '../../../src-main/signer/pkcs11/token-module.ts';
import { softUkeyModulePath } from '../../token/soft-ukey-fixture.ts';
import { pinFor } from './pins.ts';

const [root = ''] = process.argv.slice(2);
const home = homeDirectory(root);
const module = softUkeyModulePath();
await initSandbox(home, () => new Date());
process.env['BIANYIN_SOFT_UKEY_DIR'] = home.tokens;
const tokens = openTokenModule(module);
for (const { label } of sandboxTokens(home))
  await tokens.changePin(label, sandboxPin(home, label), utf8Encode(pinFor(label)));
tokens.close();
// The files with the sandbox's own PINs would be the one place where a PIN may stand; people of these stories type theirs.
rmSync(dirname(pinFile(home, 'soft-keeper')), { recursive: true });
