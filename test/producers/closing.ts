/** How a revision is closed: the hole, the range around it, and the container that goes into it (ISO 32000-2 §12.8.1). */
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { firstHolder, secondHolder, timeStamp } from '../attacks/test-city.ts';
import { makeSignedData, oids } from '../attacks/test-pki.ts';
import { makeSeal, makeSealSignature } from '../attacks/test-seal.ts';

export type Closing = 'cms' | 'seal' | 'second-seal' | 'time-stamp';

const HOLE = 3200;
const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]';
const secondSeal = makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate] });

const heads: Readonly<Record<Closing, string>> = {
  cms: '/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached',
  seal: '/Type/Sig/Filter/GM.PKILite/SubFilter/GM.sm2seal',
  'second-seal': '/Type/Sig/Filter/GM.PKILite/SubFilter/GM.sm2seal',
  'time-stamp': '/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161',
};

/** The signature dictionary before anything is signed. */
export function valueText(by: Closing, more: string): string {
  return `<<${heads[by]}${RANGE}/Contents<${'0'.repeat(2 * HOLE)}>${more}>>`;
}

/** The file with its last hole filled; `hour` makes later ones later. */
export function closed(text: string, by: Closing, hour: number): string {
  const start = text.lastIndexOf(`<${'0'.repeat(2 * HOLE)}>`);
  const end = start + 2 * HOLE + 2;
  const place = text.lastIndexOf(RANGE);
  const range = `/ByteRange [0 ${start} ${end} ${text.length - end}]`.padEnd(RANGE.length);
  const ranged = text.slice(0, place) + range + text.slice(place + RANGE.length);
  const covered = Uint8Array.from(Buffer.from(ranged.slice(0, start) + ranged.slice(end), 'latin1'));
  const hex = toHex(container(by, covered, hour)).padEnd(2 * HOLE, '0');
  if (hex.length !== 2 * HOLE) throw new Error(`container of ${hex.length / 2} octets`);
  return `${ranged.slice(0, start + 1)}${hex}${ranged.slice(end - 1)}`;
}

export function timeOf(hour: number): string {
  return `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`;
}

function container(by: Closing, covered: Uint8Array, hour: number): Uint8Array {
  const digest = sm3(covered);
  const time = timeOf(hour);
  switch (by) {
    case 'cms':
      return makeSignedData({ contentType: oids.data, digest, ...secondHolder });
    case 'seal':
      return makeSealSignature(digest, { signer: firstHolder, time });
    case 'second-seal':
      return makeSealSignature(digest, { signer: secondHolder, seal: secondSeal, time });
    case 'time-stamp':
      return timeStamp(covered, time);
  }
}
