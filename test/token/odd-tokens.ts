/** Child process: two tokens, each with a key, its certificate and a seal of CKA_ID 01; prints the certificate (hex) of the first. */
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { testCertificate } from './test-certificate.ts';

const [library = ''] = process.argv.slice(2);
const pin = (): Uint8Array => Buffer.from('123456');
const tokens = openTokenModule(library);
const certificates: Uint8Array[] = [];
for (const label of ['first', 'second']) {
  await tokens.initToken(label, Buffer.from('87654321'), pin());
  await tokens.withSession(label, pin(), (session) => {
    const der = testCertificate(session.generateSm2KeyPair('01', 'person'), label);
    session.importCertificate({ id: '01', label: 'person', der });
    const value = Buffer.from('an SESeal');
    session.writeDataObject({ application: 'bianyin.seal', label: '41010000000001', id: '01', value });
    certificates.push(der);
  });
}
process.stdout.write(Buffer.from(certificates[0] ?? []).toString('hex'));
tokens.close();
