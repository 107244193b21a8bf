/** Child process: signs a text with certificate 01 of the first token; prints {code, signature (hex), milliseconds}. */
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { certificateOf } from './certificate-of.ts';
import { openTokenModule, type TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';

const [library = '', pin = '', text = ''] = process.argv.slice(2);

async function sign(tokens: TokenModule): Promise<object> {
  const label = tokens.listTokens()[0]?.label ?? '';
  return tokens.withSession(label, Buffer.from(pin), (session) => {
    const before = performance.now();
    const signature = Buffer.from(session.signSm2(certificateOf(session, '01'), Buffer.from(text))).toString(
      'hex',
    );
    return { code: 'ok', signature, milliseconds: performance.now() - before };
  });
}

function failure(error: unknown): object {
  return { code: error instanceof BianyinError ? error.code : String(error), milliseconds: 0 };
}

try {
  const tokens = openTokenModule(library);
  process.stdout.write(JSON.stringify(await sign(tokens).catch(failure)));
  tokens.close();
} catch (error) {
  process.stdout.write(JSON.stringify(failure(error)));
}
