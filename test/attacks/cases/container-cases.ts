/** The signature container: digests, algorithms, attributes, seals (P22). */
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { firstHolder, secondHolder, stranger } from '../test-city.ts';
import { testKey } from '../test-key.ts';
import { makeSeal, makeSealSignature } from '../test-seal.ts';
import { basePdf, sealPdf } from '../test-pdf.ts';
import { sealed, overwrite, cms, editedSeal, type AttackCase } from './attack-making.ts';

const kindOids = {
  cms: {},
  gbt35275: {
    outerOid: '1.2.156.10197.6.1.4.2.2',
    innerOid: '1.2.156.10197.6.1.4.2.1',
    contentType: '1.2.156.10197.6.1.4.2.1',
  },
} as const;

export const containerCases: readonly AttackCase[] = [
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
