/** The signed text of a trust pack (BTP1): one spelling, every field within its bounds, each part once and in order. Nothing else is read. */
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { utf8Encode } from '../../../src-main/crypto/bytes.ts';
import {
  encodePackHeader,
  packPartKinds,
  parsePackHeader,
  requirePurpose,
} from '../../../src-main/trust-pack/pack-header.ts';

type Part = { readonly kind: string; readonly length: number; readonly sm3: string };

const digestOf = (n: number): string => n.toString(16).padStart(64, '0');
const part = (kind: string, n = 1, length = 10): Part => ({ kind, length, sm3: digestOf(n) });
const good = {
  fmt: 'BTP1',
  issuer: '开封市电子印章管理平台',
  nextUpdate: '2026-11-26T08:00:00Z',
  parts: [part('root')],
  prevSm3: null,
  purpose: 'bianyin.trust-pack',
  scope: '410200',
  seq: 1,
  thisUpdate: '2026-11-23T08:00:00Z',
  v: 1,
};
const octets = (change: Readonly<Record<string, unknown>> = {}): Uint8Array =>
  utf8Encode(canonicalJson({ ...good, ...change }));
const parse = (change: Readonly<Record<string, unknown>>): unknown => parsePackHeader(octets(change));
const malformed = (what?: string): unknown =>
  expect.objectContaining({
    code: 'trust-pack-malformed',
    ...(what === undefined ? {} : { detail: { what } }),
  });

describe('what is taken', () => {
  it('is what was written, octet by octet', () => {
    expect(parsePackHeader(octets())).toEqual(good);
    expect(encodePackHeader(parsePackHeader(octets()))).toEqual(octets());
  });

  it.each([
    ['the shortest name', { issuer: '汴' }],
    ['the longest name', { issuer: '印'.repeat(200) }],
    ['the longest part', { parts: [part('crl', 1, 32 * 1024 * 1024)] }],
    ['the shortest part', { parts: [part('crl', 1, 1)] }],
    ['as many parts as may be', { parts: Array.from({ length: 4000 }, (_, i) => part('root', i)) }],
    ['every kind in its order', { parts: packPartKinds.map((kind, i) => part(kind, i)) }],
    [
      'several of what may be several',
      { parts: ['root', 'crl', 'ocsp'].flatMap((k) => [part(k, 1), part(k, 2)]) },
    ],
    ['one certificate as two kinds', { parts: [part('intermediate'), part('seal-maker')] }],
    ['a pack behind another', { seq: 2, prevSm3: digestOf(7) }],
    ['one that ends a second after it begins', { nextUpdate: '2026-11-23T08:00:01Z' }],
  ])('has bounds that count: %s', (_what, change) => {
    expect(() => parse(change)).not.toThrow();
  });
});

describe('what is refused', () => {
  it.each([
    ['another format', { fmt: 'BTP2' }],
    ['another version', { v: 2 }],
    ['no name', { issuer: '' }],
    ['a name too long', { issuer: '印'.repeat(201) }],
    ['number 0', { seq: 0 }],
    ['half a number', { seq: 1.5 }],
    ['no parts', { parts: [] }],
    ['a part too many', { parts: Array.from({ length: 4001 }, (_, i) => part('root', i)) }],
    ['an empty part', { parts: [part('root', 1, 0)] }],
    ['a part too long', { parts: [part('crl', 1, 32 * 1024 * 1024 + 1)] }],
    ['a part of an unknown kind', { parts: [part('key')] }],
    ['a digest too short', { parts: [{ ...part('root'), sm3: '0'.repeat(63) }] }],
    ['a digest too long', { parts: [{ ...part('root'), sm3: '0'.repeat(65) }] }],
    ['a digest in capitals', { parts: [{ ...part('root'), sm3: 'A'.repeat(64) }] }],
    ['a part with something else in it', { parts: [{ ...part('root'), name: 'x' }] }],
    ['five digits', { scope: '41020' }],
    ['seven digits', { scope: '4102000' }],
    ['no digits', { scope: '41020x' }],
    ['a digest before that is none', { prevSm3: '' }],
    ['a time that is none', { thisUpdate: '2026-11-31T08:00:00Z' }],
    ['an end that is none', { nextUpdate: 'tomorrow' }],
    ['something besides', { more: 1 }],
    ['a part missing', { scope: undefined }],
  ])('%s', (_what, change) => {
    const text = JSON.parse(JSON.stringify({ ...good, ...change })) as Record<string, unknown>;
    expect(() => parsePackHeader(utf8Encode(canonicalJson(text)))).toThrow(malformed());
  });

  it.each([
    ['parts out of order', 'order', { parts: [part('crl'), part('root')] }],
    ['the last parts out of order', 'order', { parts: [part('root'), part('status'), part('crl')] }],
    ['a part twice', 'a part twice', { parts: [part('crl'), part('crl')] }],
    [
      'a part twice with another between',
      'a part twice',
      { parts: [part('crl', 1), part('crl', 2), part('crl', 1)] },
    ],
    ['two states', 'a part twice', { parts: [part('status', 1), part('status', 2)] }],
    ['two profiles', 'a part twice', { parts: [part('policy-profile', 1), part('policy-profile', 2)] }],
    ['an end at its beginning', 'nextUpdate', { nextUpdate: good.thisUpdate }],
    ['an end before its beginning', 'nextUpdate', { nextUpdate: '2026-11-23T07:59:59Z' }],
  ])('%s', (_what, detail, change) => {
    expect(() => parse(change)).toThrow(malformed(detail));
  });

  it('any other spelling of the same', () => {
    const text = canonicalJson(good);
    const spelled = [`${text} `, text.replace('"seq":1', '"seq":1.0'), text.replace('{', '{ ')];
    const [first, ...rest] = text.slice(1, -1).split(',"');
    const turned = `{"${[...rest, first?.slice(1)].join(',"')}}`;
    expect(JSON.parse(turned)).toEqual(good);
    for (const each of [...spelled, turned])
      expect(() => parsePackHeader(utf8Encode(each)), each).toThrow(malformed('not canonical'));
    for (const each of ['', '{', 'null', '[]', '1', '"x"'])
      expect(() => parsePackHeader(utf8Encode(each)), each).toThrow(malformed());
    expect(() => parsePackHeader(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow(malformed('header'));
  });
});

describe('something else that was signed', () => {
  it('is named, and no more of its name than fits a sentence', () => {
    const other = (purpose: unknown) => () => requirePurpose({ purpose });
    const refusal = (found: string): unknown =>
      expect.objectContaining({ code: 'trust-pack-other-purpose', detail: { found } });
    expect(other('bianyin.policy/1')).toThrow(refusal('bianyin.policy/1'));
    expect(other('x'.repeat(61))).toThrow(refusal('x'.repeat(60)));
    expect(() => parse({ purpose: 'bianyin.policy/1', fmt: 'other' })).toThrow(refusal('bianyin.policy/1'));
  });

  it('is nothing that names no purpose: the format refuses that', () => {
    for (const value of [null, 1, 'x', [], {}, { purpose: 1 }, { purpose: good.purpose }])
      expect(() => requirePurpose(value)).not.toThrow();
    expect(() => parse({ purpose: 1 })).toThrow(malformed());
  });
});
