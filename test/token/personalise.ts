/** Child process: makes a key pair and a certificate with id 01 on the first token, prints the public key (hex). */
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { testCertificate } from './test-certificate.ts';

const [library = '', pin = ''] = process.argv.slice(2);
const tokens = openTokenModule(library);
const label = tokens.listTokens()[0]?.label ?? '';
const point = await tokens.withSession(label, Buffer.from(pin), (session) => {
  const key = session.generateSm2KeyPair('01', 'person');
  session.importCertificate({ id: '01', label: 'person', der: testCertificate(key, '经办人') });
  return key;
});
process.stdout.write(Buffer.from(point).toString('hex'));
tokens.close();
