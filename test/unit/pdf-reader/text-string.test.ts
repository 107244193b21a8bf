/** One decoder, two readings: what is shown is made readable, what is compared is never made alike (ISO 32000-2 §7.9.2.2). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pdfString } from '../../../src-main/pdf/objects.ts';
import { exactTextOf, isExactText, textOf, textString } from '../../../src-main/pdf/text-string.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const string = (octets: string) => pdfString(new Uint8Array(Buffer.from(octets, 'latin1')));
const exact = (octets: string) => exactTextOf(string(octets));

describe('a text string', () => {
  it.each([
    ['PDFDocEncoding', '\x80\xa0\x9e\xe9\x18', '•€žé˘'],
    ['UTF-16BE', '\xfe\xff\x5f\x00\x5c\x01', '开封'],
    ['UTF-16LE', '\xff\xfe\x00\x5f\x01\x5c', '开封'],
    ['UTF-8', '\xef\xbb\xbf\xe6\xb1\xb4', '汴'],
    ['nothing', '', ''],
    ['nothing behind a mark', '\xfe\xff', ''],
    ['a second mark, which is a character', '\xfe\xff\xfe\xff\x00a', '\ufeffa'],
    ['white space of every kind', ' a\t\n\r\x00 ', ' a\t\n\r\x00 '],
    ['a pair', '\xfe\xff\xd8\x3d\xde\x00', '\u{1f600}'],
  ])('%s: shown and compared alike', (_, octets, text) => {
    expect(textOf(string(octets))).toBe(text);
    expect(exact(octets)).toBe(text);
    expect(isExactText(exact(octets))).toBe(true);
  });

  it.each([
    ['a language', '\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00a', 'a'],
    ['language and country', '\xef\xbb\xbf\x1bzhCN\x1ba', 'a'],
    ['language and country with a hyphen', '\xef\xbb\xbf\x1bzh-CN\x1ba', 'a'],
    ['an escape that is none, which hides nothing', '\xef\xbb\xbf\x1bpay 900\x1ba', '\x1bpay 900\x1ba'],
    ['an octet too many', '\xfe\xff\x00a\x00', 'a'],
    ['half a pair', '\xfe\xff\xd8\x3d', '\ufffd'],
    ['a half written in UTF-8', '\xef\xbb\xbf\xed\xa0\xbd', '\ufffd\ufffd\ufffd'],
    ['octets that are no UTF-8', '\xef\xbb\xbfa\xff', 'a\ufffd'],
  ])('%s: shown, but equal to nothing else', (_, octets, text) => {
    expect(textOf(string(octets))).toBe(text);
    expect(isExactText(exact(octets))).toBe(false);
    expect(exact(octets)).toBe(exact(octets));
    expect(exact(octets)).not.toBe(exact(`${octets} `));
    expect(exact(octets)).not.toBe(text);
  });

  it('an escape is a letter where PDFDocEncoding is used', () => {
    expect(exact('\x1ben\x1ba')).toBe('˙en˙a');
    expect(textOf(string('\x1ben\x1ba'))).toBe('˙en˙a');
  });

  it('never makes two texts alike, whatever the octets', () => {
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc
        .constantFrom('\xfe\xff', '\xff\xfe', '\xef\xbb\xbf')
        .chain((mark) =>
          fc
            .uint8Array({ maxLength: 6 })
            .map((rest) => new Uint8Array([...Buffer.from(mark, 'latin1'), ...rest])),
        ),
    );
    fc.assert(
      fc.property(octets, octets, (a, b) => {
        const [one, other] = [exactTextOf(pdfString(a)), exactTextOf(pdfString(b))];
        // Alike only when the same text would be written for both, or the octets are the same.
        if (one === other && !isExactText(one)) expect([...a]).toEqual([...b]);
        if (isExactText(one)) expect(exactTextOf(textString(one))).toBe(one);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});
