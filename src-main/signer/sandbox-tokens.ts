/** Making the software tokens of a sandbox: key pairs are born on them; certificates and seals come from the embedded city. */
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import type { SignerRequest } from './messages.ts';
import { sealApplication } from './pkcs11/certificate-objects.ts';
import type { TokenModule } from './pkcs11/token-module.ts';

export type SandboxRequest = Extract<SignerRequest, { name: `sandbox.${string}` }>;

/** Carries out one step. Returns the public point (base64) of a new key, else null. */
export async function makeToken(tokens: TokenModule, request: SandboxRequest): Promise<string | null> {
  const pin = fromBase64(request.pin);
  switch (request.name) {
    case 'sandbox.initToken':
      await tokens.initToken(request.token, fromBase64(request.soPin), pin);
      return null;
    case 'sandbox.generateKey':
      return tokens.withSession(request.token, pin, (session) =>
        toBase64(session.generateSm2KeyPair(request.id, request.label)),
      );
    case 'sandbox.storeCertificate':
      await tokens.withSession(request.token, pin, (session) => {
        const { id, label } = request;
        session.importCertificate({ id, label, der: fromBase64(request.certificate) });
      });
      return null;
    case 'sandbox.storeSeal':
      await tokens.withSession(request.token, pin, (session) => {
        const { id, esId } = request;
        session.writeDataObject({
          application: sealApplication,
          label: esId,
          id,
          value: fromBase64(request.seal),
        });
      });
      return null;
  }
}
