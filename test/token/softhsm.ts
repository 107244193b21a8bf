/** SoftHSM2 (Debian softhsm2) as the UKey of another maker: tokens whose RSA or ECDSA key is born on them by OpenSC's pkcs11-tool. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { readDer, readOctetString } from '../../src-main/crypto/der.ts';

const tools = {
  module: '/usr/lib/softhsm/libsofthsm2.so',
  util: '/usr/bin/softhsm2-util',
  tool: '/usr/bin/pkcs11-tool',
};
export const softHsmModule = tools.module;
/** Null: SoftHSM2 and OpenSC are here. */
export const softHsmMissing = Object.values(tools).every((each) => existsSync(each))
  ? null
  : 'SoftHSM2 and OpenSC';
export const softHsmCure = 'apt-get install softhsm2 opensc';

/** As pkcs11-tool names the kinds of keys. */
export type HsmKey = 'rsa:1024' | 'rsa:2048' | 'rsa:3072' | 'EC:secp256r1' | 'EC:secp384r1' | 'EC:secp521r1';

export interface SoftHsm {
  /** What a process needs to see its tokens: SoftHSM finds its settings in the home of the user. */
  readonly env: { readonly HOME: string };
  readonly pin: string;
  /** A token with one key; returns the key's SubjectPublicKeyInfo. */
  addToken(label: string, key: HsmKey): Uint8Array;
  addCertificate(label: string, certificate: Uint8Array): void;
}

/** Named curves (RFC 5480 §2.1.1.1). */
const curves: Readonly<Partial<Record<HsmKey, string>>> = {
  'EC:secp256r1': '1.2.840.10045.3.1.7',
  'EC:secp384r1': '1.3.132.0.34',
  'EC:secp521r1': '1.3.132.0.35',
};

/** From the point that is listed, an OCTET STRING in hexadecimal: pkcs11-tool cannot write out keys of every curve. */
function ecKeyInfo(curve: string, listed: string): Uint8Array {
  const point = readOctetString(readDer(fromHex(/EC_POINT:\s*([0-9a-f]+)/.exec(listed)?.[1] ?? '')));
  return der.sequence(der.sequence(der.oid('1.2.840.10045.2.1'), der.oid(curve)), der.bitString(point));
}

/** Tokens in a folder of their own. */
export function softHsm(folder: string): SoftHsm {
  const settings = join(folder, '.config', 'softhsm2');
  const tokens = join(folder, 'softhsm-tokens');
  for (const each of [settings, tokens]) mkdirSync(each, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(settings, 'softhsm2.conf'),
    `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  const [pin, env] = ['246810', { HOME: folder }];
  const run = (file: string, args: readonly string[]): string =>
    execFileSync(file, args, { env: { ...process.env, ...env }, stdio: 'pipe', encoding: 'utf8' });
  const tool = (label: string, ...args: string[]): string =>
    run(tools.tool, ['--module', tools.module, '--token-label', label, '--login', '--pin', pin, ...args]);
  return {
    env,
    pin,
    addToken(label, key) {
      run(tools.util, ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '13579111']);
      tool(label, '--keypairgen', '--key-type', key, '--id', '01', '--label', 'key');
      const curve = curves[key];
      if (curve !== undefined) return ecKeyInfo(curve, tool(label, '--list-objects', '--type', 'pubkey'));
      const file = join(folder, `${label}.pub`);
      tool(label, '--read-object', '--type', 'pubkey', '--id', '01', '--output-file', file);
      return new Uint8Array(readFileSync(file));
    },
    addCertificate(label, certificate) {
      const file = join(folder, `${label}.cer`);
      writeFileSync(file, certificate);
      tool(label, '--write-object', file, '--type', 'cert', '--id', '01', '--label', 'certificate');
    },
  };
}
