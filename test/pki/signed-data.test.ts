/** SignedData in every flavour that real files hold, and every way it can be wrong. */
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, joinBytes, toBase64, utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { readDer } from '../../src-main/crypto/der.ts';
import { hash } from '../../src-main/crypto/hashes.ts';
import { sm2MessageDigest } from '../../src-main/crypto/sm2.ts';
import { encodeAttribute, encodeSignedAttributes } from '../../src-main/pki/attribute.ts';
import { oids } from '../../src-main/pki/oids.ts';
import { parseSignedData } from '../../src-main/pki/signed-data.ts';
import { verifySignedData, type SignedContent } from '../../src-main/pki/signed-data-verification.ts';
import {
  encodeSignedData,
  type SignedDataFields,
  type SignerFields,
} from '../../src-main/pki/signed-data-writer.ts';
import { issue, noon } from './support/test-authority.ts';

const holder = issue({ subject: '签章人' });
const text = utf8Encode('合同正文');
const digest = hash('sm3', text);
const document: SignedContent = {
  digest: (name) => hash(name, text),
  sm2Digest: (key) => sm2MessageDigest(key, text),
};

function encode(signer: Partial<SignerFields>, more: Partial<SignedDataFields> = {}): Uint8Array {
  const fields = {
    certificate: holder.certificate.der,
    hash: 'sm3' as const,
    signatureAlgorithm: oids.sm2Sign,
    signature: new Uint8Array(),
    ...signer,
  };
  return encodeSignedData({
    flavour: 'gm',
    certificates: [holder.certificate.der],
    signers: [fields],
    ...more,
  });
}

const attributesOver = (messageDigest: Uint8Array, contentType: string = oids.gmData) =>
  encodeSignedAttributes({
    contentType,
    messageDigest,
    signingTime: noon,
    signingCertificate: holder.certificate.der,
  });

/** Flavour B with given attributes (a SET). */
function withAttributes(
  set: Uint8Array,
  more: Partial<SignedDataFields> = {},
  signature = holder.signer.sign(set),
) {
  return encode({ signedAttributes: set, signature }, more);
}

function verdict(bytes: Uint8Array, over: SignedContent | undefined = document) {
  const [first] = verifySignedData(parseSignedData(bytes), over);
  if (!first) throw new RangeError('no signer');
  return first;
}

describe('flavours', () => {
  it('B: attributes, the document outside', () => {
    const result = verdict(withAttributes(attributesOver(digest)));
    expect(result).toMatchObject({
      ok: true,
      codes: [],
      notes: [],
      flavour: 'attributes',
      signingTime: noon,
    });
    expect(result.certificate?.subject.commonName).toBe('签章人');
  });
  it('A: the content is the digest', () => {
    const bytes = encode({ signature: holder.signer.sign(digest) }, { content: digest });
    expect(verdict(bytes)).toMatchObject({ ok: true, flavour: 'digest-in-content' });
  });
  it('A with the digest in base64', () => {
    const content = utf8Encode(toBase64(digest));
    expect(verdict(encode({ signature: holder.signer.sign(content) }, { content }))).toMatchObject({
      ok: true,
    });
  });
  it('the digest signed as a message, and the document signed plainly', () => {
    expect(verdict(encode({ signature: holder.signer.sign(digest) }))).toMatchObject({
      ok: true,
      flavour: 'digest',
    });
    expect(verdict(encode({ signature: holder.signer.sign(text) }))).toMatchObject({
      ok: true,
      flavour: 'document',
    });
  });
  it('the document carried along, though it is outside too', () => {
    expect(verdict(withAttributes(attributesOver(digest), { content: text }))).toMatchObject({ ok: true });
    const bare = encode({ signature: holder.signer.sign(text) }, { content: text });
    expect(verdict(bare)).toMatchObject({ ok: true, flavour: 'document' });
  });
  it('content carried inside, nothing outside', () => {
    const set = attributesOver(digest, oids.cmsData);
    const bytes = withAttributes(set, { flavour: 'cms', content: text });
    expect(verifySignedData(parseSignedData(bytes))[0]).toMatchObject({ ok: true, flavour: 'attributes' });
  });
});

describe('tolerances', () => {
  it('a raw signature gets a note', () => {
    expect(verdict(encode({ signature: holder.signer.signRaw(digest) }, { content: digest }))).toMatchObject({
      ok: true,
      notes: ['SIG_RAW_RS'],
    });
  });
  it('attributes signed in the order sent get a note', () => {
    const members = readDer(attributesOver(digest))
      .children()
      .map((each) => each.bytes);
    const unsorted = der.raw(0x31, ...members.toReversed());
    expect(verdict(withAttributes(unsorted))).toMatchObject({ ok: true, notes: ['CMS_ATTRS_NOT_DER'] });
    const sentUnsorted = withAttributes(unsorted, {}, holder.signer.sign(attributesOver(digest)));
    expect(verdict(sentUnsorted)).toMatchObject({ ok: true, notes: ['CMS_ATTRS_NOT_DER'] });
  });
  it.each([
    ['content type of PKCS #7 inside', { contentType: oids.cmsData }],
    ['PKCS #7 outside', { flavour: 'cms' as const, contentType: oids.gmData }],
  ])('%s', (_case, more) => {
    expect(verdict(withAttributes(attributesOver(digest), more)).ok).toBe(true);
  });
  it.each([oids.sm2WithSm3, oids.sm2Sign, oids.sm2Curve, oids.ecPublicKey])(
    'signature algorithm %s',
    (signatureAlgorithm) => {
      const set = attributesOver(digest);
      expect(
        verdict(encode({ signedAttributes: set, signature: holder.signer.sign(set), signatureAlgorithm })).ok,
      ).toBe(true);
    },
  );
  it('indefinite lengths', () => {
    const bytes = withAttributes(attributesOver(digest));
    const [type, inner] = readDer(bytes).children();
    const ber = concatBytes(
      fromHex('3080'),
      type?.bytes ?? bytes,
      fromHex('a080'),
      inner?.content ?? bytes,
      fromHex('00000000'),
    );
    expect(verdict(ber)).toMatchObject({ ok: true });
  });
  it('zero padding behind it, when asked for', () => {
    const bytes = withAttributes(attributesOver(digest));
    const padded = concatBytes(bytes, new Uint8Array(100));
    expect(() => parseSignedData(padded)).toThrow(expect.objectContaining({ code: 'signed-data-malformed' }));
    expect(parseSignedData(padded, { allowTrailing: true }).der).toHaveLength(bytes.length);
  });
  it('a certificate given from outside', () => {
    const bytes = encode({ signature: holder.signer.sign(digest) }, { content: digest, certificates: [] });
    expect(verdict(bytes).codes).toEqual(['SIG_NOT_CHECKED', 'NO_SIGNER_CERTIFICATE']);
    expect(verifySignedData(parseSignedData(bytes), document, [holder.certificate])[0]?.ok).toBe(true);
  });
});

describe('refusals', () => {
  const set = attributesOver(digest);
  const other = issue({ subject: 'other' });
  const drop = (oid: string) =>
    der.set(
      ...readDer(set)
        .children()
        .map((each) => each.bytes)
        .filter((each) => !contains(each, der.oid(oid))),
    );
  const twice = (oid: string, value: Uint8Array) =>
    der.set(
      ...readDer(set)
        .children()
        .map((each) => each.bytes),
      encodeAttribute(oid, value),
    );
  it.each([
    [
      'another document',
      withAttributes(attributesOver(hash('sm3', utf8Encode('x')))),
      'INTEGRITY_HASH_MISMATCH',
    ],
    ['another key', withAttributes(set, {}, other.signer.sign(set)), 'SIG_VALUE_BAD'],
    ['no content type', withAttributes(drop(oids.contentType)), 'FORMAT_MALFORMED'],
    ['no digest', withAttributes(drop(oids.messageDigest)), 'FORMAT_MALFORMED'],
    ['two digests', withAttributes(twice(oids.messageDigest, der.octetString(digest))), 'FORMAT_MALFORMED'],
    ['two signing times', withAttributes(twice(oids.signingTime, der.utcTime(noon))), 'FORMAT_MALFORMED'],
    ['another content type', withAttributes(attributesOver(digest, oids.tstInfo)), 'FORMAT_MALFORMED'],
    [
      'foreign content carried along',
      withAttributes(set, { content: utf8Encode('x') }),
      'INTEGRITY_HASH_MISMATCH',
    ],
    [
      'A over another document',
      encode(
        { signature: holder.signer.sign(hash('sm3', text, text)) },
        { content: hash('sm3', text, text) },
      ),
      'INTEGRITY_HASH_MISMATCH',
    ],
    [
      'A with a bad signature',
      encode({ signature: holder.signer.sign(text) }, { content: digest }),
      'SIG_VALUE_BAD',
    ],
    [
      'SHA-256 declared for SM2',
      encode({ hash: 'sha256', signature: holder.signer.sign(digest) }, { content: digest }),
      'FORMAT_MALFORMED',
    ],
    [
      'an unknown algorithm',
      encode({ signatureAlgorithm: '1.2.3', signature: holder.signer.sign(digest) }, { content: digest }),
      'ALG_UNSUPPORTED',
    ],
    ['an empty signature', encode({}, { content: digest }), 'SIG_VALUE_BAD'],
  ] as const)('%s', (_case, bytes, code) => {
    expect(verdict(bytes)).toMatchObject({ ok: false, codes: [code] });
  });
  it('a signing-certificate attribute that names another certificate', () => {
    const swapped = encodeSignedAttributes({
      contentType: oids.gmData,
      messageDigest: digest,
      signingCertificate: other.certificate.der,
    });
    expect(verdict(withAttributes(swapped))).toMatchObject({ ok: false, codes: ['SIG_VALUE_BAD'] });
  });
  it('a hundred thousand attributes are a code, not a stack overflow', () => {
    const attribute = encodeAttribute('1.2.3', der.null());
    const many = der.raw(0x31, joinBytes(Array.from({ length: 100_000 }, () => attribute)));
    expect(() => parseSignedData(withAttributes(many))).toThrow(
      expect.objectContaining({ code: 'signed-data-malformed' }),
    );
  });
  it('no signer at all gives no verdict', () => {
    expect(verifySignedData(parseSignedData(encode({}, { signers: [] })), document)).toEqual([]);
  });
});

function contains(bytes: Uint8Array, part: Uint8Array): boolean {
  return bytes.join().includes(part.join());
}
