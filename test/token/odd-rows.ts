/**
 * Child process: for each row of standard input, sets the odd driver so, opens it, lists, and signs with the certificate that holds the
 * key of the first token (both given in DER); prints what came of each. Arguments: folder, PIN, certificate (hex).
 */
import { text } from 'node:stream/consumers';
import { fromHex } from '../../src-main/crypto/bytes.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { sm2Verify } from '../../src-main/crypto/sm2.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { openTokenModule, type TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { oddDriver } from './odd-driver.ts';

/** A row's name and settings. */
export interface OddRow {
  readonly name: string;
  readonly settings: readonly string[];
}

/** Codes are `ok` or that of the error; problems as `what ckr`. */
export interface OddResult {
  readonly name: string;
  readonly listed: string;
  readonly tokens: readonly string[];
  readonly problems: readonly string[];
  readonly unreadable: readonly string[];
  readonly certificates: number;
  readonly signed: string;
  /** The error said that the token certainly made no signature. */
  readonly nothingSigned: boolean;
}

const [folder = '', pin = '', certificate = ''] = process.argv.slice(3);
const wanted = fromHex(certificate);
const { publicKey } = parseCertificate(wanted);
const driver = oddDriver(folder);

const codeOf = (error: unknown): string =>
  error instanceof BianyinError ? [error.code, error.detail['ckr']].filter(Boolean).join(' ') : String(error);

async function tried({ name, settings }: OddRow): Promise<OddResult> {
  const nothing = {
    tokens: [],
    problems: [],
    unreadable: [],
    certificates: 0,
    signed: '',
    nothingSigned: false,
  };
  driver.set(settings);
  let tokens: TokenModule | undefined;
  try {
    tokens = openTokenModule(driver.path);
    const { tokens: found, unreadable } = tokens.listing();
    const listing = {
      name,
      listed: 'ok',
      tokens: found.map(({ label }) => label),
      problems: found.flatMap(({ problems }) => problems.map(({ what, ckr }) => `${what} ${ckr}`)),
      unreadable: unreadable.map(({ ckr }) => ckr),
      certificates: found.flatMap((each) => each.certificates).length,
    };
    return { ...listing, ...(await signed(tokens, found[0]?.label ?? '')) };
  } catch (error) {
    return { ...nothing, name, listed: codeOf(error) };
  } finally {
    tokens?.close();
  }
}

async function signed(
  tokens: TokenModule,
  label: string,
): Promise<Pick<OddResult, 'signed' | 'nothingSigned'>> {
  const message = Buffer.from('要盖章的内容');
  try {
    const signature = await tokens.withSession(label, Buffer.from(pin), (session) => {
      const own = session.certificates.find(({ der }) => Buffer.from(der).equals(wanted));
      return own ? session.signSm2(own, message) : null;
    });
    if (!signature) return { signed: 'no certificate', nothingSigned: true };
    const isRight = publicKey.kind === 'sm2' && sm2Verify(publicKey.sm2Point, message, signature);
    return { signed: isRight ? 'ok' : 'WRONG SIGNATURE', nothingSigned: false };
  } catch (error) {
    const nothingSigned = error instanceof BianyinError && error.detail['nothingSigned'] === 1;
    return { signed: codeOf(error), nothingSigned };
  }
}

const results: OddResult[] = [];
for (const row of JSON.parse(await text(process.stdin)) as OddRow[]) results.push(await tried(row));
process.stdout.write(JSON.stringify(results));
