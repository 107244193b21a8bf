/**
 * Child process: puts on the first token of the soft UKey what a token of two certificates has: a signing and an encryption pair, a seal, a
 * picture and some other file. Prints the signing certificate (hex).
 */
import { der } from '../../src-main/crypto/der-writer.ts';
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { testCertificate } from './test-certificate.ts';

const [library = '', pin = ''] = process.argv.slice(2);
const tokens = openTokenModule(library);
const label = tokens.listTokens()[0]?.label ?? '';

/** The beginning of an SESeal, which is all that tells one, and enough behind it for several reads. */
const seal = der.sequence(
  der.sequence(
    der.sequence(der.ia5('ES'), der.integer(4), der.ia5('BIANYIN')),
    der.ia5('41020000000001'),
    der.octetString(new Uint8Array(5000).fill(7)),
  ),
);

const certificate = await tokens.withSession(label, Buffer.from(pin), (session) => {
  const pairs = ['person', 'person/encryption'].map((name, i) => {
    const id = `0${i + 1}`;
    const point = session.generateSm2KeyPair(id, name);
    const made = testCertificate(point, i === 0 ? '马堃' : '马堃（加密）');
    session.importCertificate({ id, label: name, der: made });
    return made;
  });
  const file = (name: string, value: Uint8Array): void =>
    session.writeDataObject({ application: 'test', label: name, id: '0f', value });
  file('41020000000001', seal);
  file('seal.png', Buffer.concat([Buffer.from('\x89PNG', 'latin1'), Buffer.alloc(3000, 1)]));
  file('maker.cfg', Buffer.alloc(2000, 2));
  return pairs[0] ?? new Uint8Array();
});
tokens.close();
process.stdout.write(Buffer.from(certificate).toString('hex'));
