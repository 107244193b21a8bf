/** A city elsewhere with an enterprise on soft UKeys, and an empty place for its home: everything but the connection itself. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { sandboxCity } from '../../../src-main/app/session.ts';
import { pinFile } from '../../../src-main/app/office/sandbox-setup.ts';
import { homeDirectory, type HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import type { PinAnswer, PinQuestion } from '../../../src-main/contract/pin.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { parseTimeStampRequest } from '../../../src-main/pki/timestamp.ts';
import type { Sandbox } from '../../gate/support/sandbox.ts';

export interface FreshEnterprise {
  readonly folder: string;
  /** Does not exist yet. */
  readonly home: HomeDirectory;
  /** What the city publishes: root, sub authority, revocation lists, status. */
  readonly published: readonly string[];
  /** New lists and a new status from the city. */
  publishAgain(): Promise<readonly string[]>;
  /** The same as one trust file. */
  publishPack(): Promise<string>;
  /** Plugs the UKeys of these people in, and no others. */
  plugIn(...people: readonly string[]): void;
  /** Stands in for `fetch`: the time-stamp service of the city. */
  readonly timestampService: (url: string, request: { body: Uint8Array }) => Promise<Response>;
  /** Types the right PIN whatever is asked. */
  readonly person: (question: PinQuestion) => PinAnswer;
}

/** The city and its tokens are those of `origin`; the new home knows nothing of them. */
export async function freshEnterprise(origin: Sandbox): Promise<FreshEnterprise> {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-fresh-'));
  const plugged = join(folder, 'plugged');
  const before = process.env['BIANYIN_SOFT_UKEY_DIR'];
  process.env['BIANYIN_SOFT_UKEY_DIR'] = plugged;
  onTestFinished(() => {
    if (before === undefined) delete process.env['BIANYIN_SOFT_UKEY_DIR'];
    else process.env['BIANYIN_SOFT_UKEY_DIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  });
  const plugIn = (...people: readonly string[]): void => {
    rmSync(plugged, { recursive: true, force: true });
    mkdirSync(plugged, { recursive: true });
    for (const person of people) copyToken(origin, plugged, person);
  };
  return {
    folder,
    home: homeDirectory(join(folder, 'home')),
    published: await publish(origin, join(folder, 'city')),
    publishAgain: () => publish(origin, join(folder, 'city')),
    publishPack: () => publishPack(origin, join(folder, 'city')),
    plugIn,
    timestampService: async (_, { body }) => new Response(await stampAnswer(origin, body)),
    person: ({ token }) => {
      const pin = readFileSync(pinFile(origin.home, token.label), 'utf8').trim();
      return { kind: 'typed', pin: Buffer.from(pin).toString('base64'), confirmedFinal: true };
    },
  };
}

/** What the city's time-stamp service answers to a request (RFC 3161 §2.4.2): granted, and the token. */
export async function stampAnswer({ home }: Sandbox, body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { imprint, nonce } = parseTimeStampRequest(body);
  const token = await sandboxCity(home, () => new Date()).timestamp({
    imprint: imprint.digest,
    ...(nonce === undefined ? {} : { nonce }),
  });
  return Uint8Array.from(der.sequence(der.sequence(der.integer(0)), token));
}

async function publish(origin: Sandbox, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const city = sandboxCity(origin.home, () => new Date());
  const lists = await city.publishCrl();
  const { anchors, intermediates } = await city.trustMaterial();
  const snapshot = await city.publishSnapshot({});
  const files = [
    ...anchors.map((der, i) => [`root-${i}.cer`, der] as const),
    ...intermediates.map((der, i) => [`sub-${i}.cer`, der] as const),
    ...lists.map((der, i) => [`list-${i}.crl`, der] as const),
    ['status.json', snapshot] as const,
  ];
  return files.map(([name, octets]) => {
    writeFileSync(join(folder, name), octets);
    return join(folder, name);
  });
}

async function publishPack(origin: Sandbox, folder: string): Promise<string> {
  const city = sandboxCity(origin.home, () => new Date());
  await city.publishCrl();
  const file = join(folder, 'city.btp');
  writeFileSync(file, await city.publishTrustPack({}));
  return file;
}

/** A software UKey is a file named after its label. */
function copyToken(origin: Sandbox, plugged: string, person: string): void {
  const file = `soft-${person}.ukey`;
  cpSync(join(origin.home.tokens, file), join(plugged, file));
}
