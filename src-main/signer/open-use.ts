/**
 * A spent use until its end is on record (docs/adr/0007). It is given back for one reason only: the token certainly made no
 * signature with the seal's key.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../domain/errors/codes.ts';
import type { Store } from '../store/store.ts';
import type { SealSigner } from './compose-seal.ts';
import type { TokenSession } from './pkcs11/token-session.ts';
import type { SealOnToken } from './seal-on-token.ts';

/** Answers of the token layer that come before the token is asked to sign anything. */
const unsigned: ReadonlySet<string> = new Set<ErrorCode>([
  'token-certificate-not-sm2',
  'token-key-missing',
  'token-login-required',
  'token-mechanism-missing',
]);

/** A use that was spent and has no end yet. It is given back only when the token was certainly never asked to sign (docs/adr/0007). */
export class OpenUse {
  readonly #store: Pick<Store, 'endUse'>;
  readonly #use: { readonly requestId: string; readonly number: number };
  #mayHaveSigned = false;
  #isEnded = false;

  constructor(store: Pick<Store, 'endUse'>, use: { readonly requestId: string; readonly number: number }) {
    this.#store = store;
    this.#use = use;
  }

  /** Signs with the keys of the token, and remembers that the seal's key was asked. */
  holder(
    { keeper, certificate }: Pick<SealOnToken, 'keeper' | 'certificate'>,
    session: TokenSession,
  ): SealSigner {
    return {
      certificate: certificate.der,
      signAsKeeper: (octets) => session.signSm2(keeper, octets),
      signWithSeal: (message) => {
        // From here on only the token knows whether it signed: without its word the use stays spent.
        this.#mayHaveSigned = true;
        return session.signSm2(certificate, message);
      },
    };
  }

  /** Whether its end is on record. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Records that the use came to nothing. Returns the error, which says so where the use counts all the same. */
  failed(error: unknown): unknown {
    const code = error instanceof BianyinError ? error.code : 'internal';
    const signatureMade = this.#mayHaveSigned && !unsigned.has(code) && !isUnsigned(error);
    const { requestId, number } = this.#use;
    try {
      this.#store.endUse(requestId, number, { outcome: 'failed', code, signatureMade });
      this.#isEnded = true;
    } catch (second) {
      // The first error matters more. A use without an end is settled at the next start.
      if (!(second instanceof BianyinError)) throw second;
    }
    return signatureMade ? counted(error) : error;
  }

  /** Nothing can be said of its end yet: the next start looks at what lies there (docs/adr/0022). */
  leftOpen(error: unknown): unknown {
    return counted(error);
  }
}

/** The token layer is certain of it: refused before C_Sign, or by somebody on the token (pkcs11/sm2-signing.ts). */
function isUnsigned(error: unknown): boolean {
  return error instanceof BianyinError && error.detail['nothingSigned'] === 1;
}

/** An error that says that the use counts. */
function counted(error: unknown): unknown {
  if (!(error instanceof BianyinError)) return error;
  return new BianyinError(error.code, { ...error.detail, useCounted: 1 }, { cause: error });
}
