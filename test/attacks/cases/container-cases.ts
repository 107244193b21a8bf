/** The signature container: digests, algorithms, attributes, seals (P22). */
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { firstHolder, secondHolder, stranger } from '../test-city.ts';
import { testKey } from '../test-key.ts';
import { makeSeal, makeSealSignature } from '../test-seal.ts';
import { basePdf, sealPdf } from '../test-pdf.ts';
import { inTime, stampFile } from './proof-cases.ts';
import { sealed, overwrite, cms, editedSeal, type AttackCase } from './attack-making.ts';

const kindOids = {
  cms: {},
  gbt35275: {
    outerOid: '1.2.156.10197.6.1.4.2.2',
    innerOid: '1.2.156.10197.6.1.4.2.1',
    contentType: '1.2.156.10197.6.1.4.2.1',
  },
} as const;

/** Names that go with a kind of container, and some that do not. */
const sealNames = ['GM.sm2seal', 'GM.SM2'];
const messageNames = [
  'adbe.pkcs7.detached',
  'adbe.pkcs7.sha1',
  'ETSI.CAdES.detached',
  'GM.sm2cms.detached',
  'GM.SM2',
];
const strangeNames = ['x.y', 'GM.sm2seals', 'adbe.x509.rsa_sha1', 'ETSI.RFC3161'];
const head = (name: string | null, type = '/Type /Sig ') => ({
  sigHead: `${type}/Filter /X ${name === null ? '' : `/SubFilter /${name}`}`,
});
const named = (
  kind: string,
  names: readonly (string | null)[],
  verdict: readonly [AttackCase['level'], AttackCase['code']],
  make: (name: string | null) => AttackCase['make'],
): AttackCase[] =>
  names.map((name) => ({
    id: `P22-name-${kind}-${name ?? 'none'}`,
    what: `${kind} under ${name === null ? 'no /SubFilter' : `/SubFilter /${name}`}`,
    level: verdict[0],
    code: verdict[1],
    make: make(name),
  }));
const sealUnder = (name: string | null) => () => sealPdf(basePdf(), head(name));
const messageUnder = (name: string | null) => () => sealPdf(basePdf(), { ...cms(), ...head(name) });
const stampUnder = (name: string | null) => () =>
  stampFile(sealed(), inTime, undefined, {}, head(name).sigHead);
const mismatch = ['UNSURE', 'SUBFILTER_MISMATCH'] as const;

const nameCases: readonly AttackCase[] = [
  ...named('seal', sealNames, ['PASS', 'PERMIT_ABSENT'], sealUnder),
  ...named('seal', [null, ...strangeNames, 'adbe.pkcs7.detached', 'GM.sm2cms.detached'], mismatch, sealUnder),
  ...named('cms', messageNames, ['UNSURE', 'TIME_MISSING'], messageUnder),
  ...named('cms', [null, ...strangeNames, 'GM.sm2seal'], mismatch, messageUnder),
  ...named('stamp', ['ETSI.RFC3161'], ['PASS', 'LTA_UPDATE'], stampUnder),
  ...named('stamp', [null, 'ETSI.CAdES.detached', 'GM.sm2seal'], mismatch, stampUnder),
  {
    id: 'P22-typed-seal',
    what: 'a seal that calls itself a time stamp',
    level: 'UNSURE',
    code: 'SUBFILTER_MISMATCH',
    make: () => sealPdf(basePdf(), head('GM.sm2seal', '/Type /DocTimeStamp ')),
  },
  {
    id: 'P22-untyped-seal',
    what: 'a seal whose value has no /Type',
    level: 'PASS',
    code: 'PERMIT_ABSENT',
    make: () => sealPdf(basePdf(), head('GM.sm2seal', '')),
  },
];

export const containerCases: readonly AttackCase[] = [
  ...nameCases,
  {
    id: 'P22-cms',
    what: 'an honest SM2 CMS without a time stamp',
    level: 'UNSURE',
    code: 'TIME_MISSING',
    make: () => sealPdf(basePdf(), cms()),
  },
  {
    id: 'P22-digest',
    what: 'messageDigest of other bytes',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), cms({ digest: new Uint8Array(32) })),
  },
  {
    id: 'P22-key',
    what: 'signed by another key',
    level: 'FAIL',
    code: 'SIG_VALUE_BAD',
    make: () => sealPdf(basePdf(), cms({ key: testKey('other') })),
  },
  {
    id: 'P22-type',
    what: 'content type disagrees',
    level: 'FAIL',
    code: 'FORMAT_MALFORMED',
    make: () => sealPdf(basePdf(), cms({ innerOid: '1.2.840.113549.1.7.3' })),
  },
  {
    id: 'P22-econtent',
    what: 'other content inside a detached signature',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), cms({ content: new Uint8Array(3) })),
  },
  {
    id: 'P22-econtent-empty',
    what: 'an empty content inside a detached signature with the right digest',
    level: 'UNSURE',
    code: 'CMS_CONTENT_EMPTY',
    make: () => sealPdf(basePdf(), cms({ content: new Uint8Array() })),
  },
  {
    id: 'P22-econtent-empty-digest',
    what: 'an empty content inside a detached signature with its own digest',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), cms({ content: new Uint8Array(), digest: sm3(new Uint8Array()) })),
  },
  ...(['cms', 'gbt35275'] as const).flatMap((kind): AttackCase[] => [
    {
      id: `P22-no-certificate-${kind}`,
      what: `${kind} without the certificate of its signer: nothing about the value is known`,
      level: 'UNSURE',
      code: 'SIG_NOT_CHECKED',
      make: () => sealPdf(basePdf(), cms({ certificates: [], ...kindOids[kind] })),
      check: ({ signatures: [signature] }) => {
        if (signature?.integrity.level !== 'UNSURE') throw new Error('green with nothing checked');
      },
    },
    {
      id: `P22-no-certificate-changed-${kind}`,
      what: `${kind} without the certificate of its signer, over another file`,
      level: 'FAIL',
      code: 'INTEGRITY_HASH_MISMATCH',
      make: () =>
        sealPdf(basePdf(), cms({ certificates: [], digest: new Uint8Array(32), ...kindOids[kind] })),
    },
    ...[0, 2, 3].map((signerInfos): AttackCase => ({
      id: `P22-signers-${signerInfos}-${kind}`,
      what: `${kind} with ${signerInfos} signers`,
      level: 'FAIL',
      code: 'FORMAT_MALFORMED',
      make: () => sealPdf(basePdf(), cms({ signerInfos, ...kindOids[kind] })),
    })),
  ]),
  {
    id: 'P22-id',
    what: 'SM2 with another identifier',
    level: 'FAIL',
    code: 'SIG_VALUE_BAD',
    make: () =>
      sealPdf(basePdf(), {
        sign: (digest) => makeSealSignature(digest, { signer: { ...firstHolder, key: testKey('other') } }),
      }),
  },
  {
    id: 'P22-hash',
    what: 'dataHash of another file',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => sealPdf(basePdf(), { sign: () => makeSealSignature(new Uint8Array(32)) }),
  },
  {
    id: 'P22-moved',
    what: 'a genuine seal moved to another file',
    level: 'FAIL',
    code: 'INTEGRITY_HASH_MISMATCH',
    make: () => {
      const hex = /<([0-9a-f]{12288})>/.exec(sealed().text)?.[1] ?? '';
      return overwrite(sealPdf(basePdf({ pageExtra: '/Tabs /S ' })), /<[0-9a-f]{12288}>/, () => `<${hex}>`);
    },
  },
  {
    id: 'P22-not-listed',
    what: 'a seal that does not list the signer',
    level: 'FAIL',
    code: 'SEAL_CERT_NOT_LISTED',
    make: () => sealPdf(basePdf(), { seal: makeSeal({ certificates: [secondHolder.certificate] }) }),
  },
  {
    id: 'P22-seal-edited',
    what: 'the picture size in the seal is edited',
    level: 'FAIL',
    code: 'SEAL_SIG_BAD',
    make: () => sealPdf(basePdf(), { seal: editedSeal() }),
  },
  {
    id: 'P22-maker',
    what: 'the seal maker is a stranger',
    level: 'UNSURE',
    code: 'MAKER_TRUST_ROOT_UNKNOWN',
    make: () => sealPdf(basePdf(), { seal: makeSeal({ maker: stranger('假制章') }) }),
  },
];
