/** Child process: initialises a token. Arguments: module, label, SO PIN, user PIN. */
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';

const [library = '', label = '', soPin = '', pin = ''] = process.argv.slice(2);
const tokens = openTokenModule(library);
await tokens.initToken(label, Buffer.from(soPin), Buffer.from(pin));
tokens.close();
