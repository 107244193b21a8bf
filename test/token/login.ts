/** Child process: logs in with a PIN, and prints `ok` or the error's code. */
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';

const [library = '', pin = ''] = process.argv.slice(2);
const tokens = openTokenModule(library);
try {
  const label = tokens.listTokens()[0]?.label ?? '';
  process.stdout.write(await tokens.withSession(label, Buffer.from(pin), () => 'ok'));
} catch (error) {
  process.stdout.write(error instanceof BianyinError ? error.code : String(error));
}
tokens.close();
