/**
 * Child process: for each row of standard input, opens the bridge over the software SKF token in that layout and with those oddities: lists, mistypes
 * the PIN once, lists again, signs with the certificate that is given in DER. Prints what came of each. Arguments: PIN, certificate (hex).
 */
import { text } from 'node:stream/consumers';
import { fromHex } from '../../src-main/crypto/bytes.ts';
import { sm2Verify } from '../../src-main/crypto/sm2.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { closeCryptoki, openCryptoki } from '../../src-main/signer/pkcs11/cryptoki.ts';
import { translated } from '../../src-main/signer/pkcs11/return-values.ts';
import { openTokenModule, type TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { skfBridgePath, skfLayouts, type SkfLayout } from './skf-fixture.ts';

export interface SkfRow {
  readonly layout: SkfLayout;
  /** Words of BIANYIN_SOFT_SKF_ODD. */
  readonly odd: string;
}

/** Codes are `ok` or that of the error. */
export interface SkfResult {
  readonly layout: string;
  readonly told: string;
  readonly listed: string;
  readonly tokens: readonly string[];
  readonly unreadable: readonly string[];
  readonly certificates: number;
  readonly seals: readonly string[];
  readonly mistyped: string;
  /** Before, and after one mistyped PIN. */
  readonly tries: readonly (number | null)[];
  readonly signed: string;
  /** A change to a PIN that is too long, the tries after it, one with a wrong old PIN, and the tries after that. */
  readonly changed: readonly (string | number | null)[];
}

const [pin = '', certificate = ''] = process.argv.slice(3);
const wanted = fromHex(certificate);
const { publicKey } = parseCertificate(wanted);
const message = Buffer.from('要盖章的内容');

const codeOf = (error: unknown): string =>
  error instanceof BianyinError ? [error.code, error.detail['ckr']].filter(Boolean).join(' ') : String(error);

async function codeAfter(step: () => Promise<string>): Promise<string> {
  try {
    return await step();
  } catch (error) {
    return codeOf(error);
  }
}

async function tried({ layout, odd }: SkfRow): Promise<SkfResult> {
  const { library } = skfLayouts[layout];
  process.env['BIANYIN_SKF_LIBRARY'] = library;
  process.env['BIANYIN_SOFT_SKF_ODD'] = odd;
  const nothing = {
    tokens: [],
    unreadable: [],
    certificates: 0,
    seals: [],
    mistyped: '',
    tries: [],
    signed: '',
    changed: [],
  };
  let tokens: TokenModule | undefined;
  try {
    const told = toldLayout();
    tokens = openTokenModule(skfBridgePath, [], library);
    return { layout, told, listed: 'ok', ...(await used(tokens)) };
  } catch (error) {
    return { layout, told: '', listed: codeOf(error), ...nothing };
  } finally {
    tokens?.close();
  }
}

/** What the bridge says of the layout once it has seen a device. */
function toldLayout(): string {
  const library = openCryptoki(skfBridgePath, process.env['BIANYIN_SKF_LIBRARY']);
  try {
    translated(() => library.C_GetSlotList(true));
    return library.C_GetInfo().libraryDescription.trim();
  } finally {
    closeCryptoki(library);
  }
}

async function used(tokens: TokenModule): Promise<Omit<SkfResult, 'layout' | 'told' | 'listed'>> {
  const { tokens: found, unreadable } = tokens.listing();
  const label = found[0]?.label ?? '';
  const mistyped = await codeAfter(() => tokens.withSession(label, Buffer.from('999999'), () => 'ok'));
  const after = tokens.listTokens()[0];
  const signed = await codeAfter(() =>
    tokens.withSession(label, Buffer.from(pin), (session) => {
      const own = session.certificates.find(({ der }) => Buffer.from(der).equals(wanted));
      if (!own) return 'no certificate';
      const signature = session.signSm2(own, message);
      return publicKey.kind === 'sm2' && sm2Verify(publicKey.sm2Point, message, signature) ? 'ok' : 'WRONG';
    }),
  );
  return {
    tokens: found.map((each) => each.label),
    unreadable: unreadable.map(({ ckr }) => ckr),
    certificates: found.flatMap((each) => each.certificates).length,
    seals: found.flatMap((each) => each.seals).map(({ esId, der }) => `${esId} ${der.length}`),
    mistyped,
    tries: [found[0]?.pin.triesLeft ?? null, after?.pin.triesLeft ?? null],
    signed,
    changed: await changed(tokens, label),
  };
}

async function changed(tokens: TokenModule, label: string): Promise<SkfResult['changed']> {
  const change = (before: string, after: string): Promise<string> =>
    codeAfter(async () => {
      await tokens.changePin(label, Buffer.from(before), Buffer.from(after));
      return 'ok';
    });
  const tries = (): number | null => tokens.listTokens()[0]?.pin.triesLeft ?? null;
  const said = [await change(pin, '12345678901234567'), tries(), await change('999999', '135790'), tries()];
  // All tries are back for the next row.
  await codeAfter(() => tokens.withSession(label, Buffer.from(pin), () => 'ok'));
  return said;
}

const results: SkfResult[] = [];
for (const row of JSON.parse(await text(process.stdin)) as SkfRow[]) results.push(await tried(row));
process.stdout.write(JSON.stringify(results));
