/** The drawn seals: true size, same bytes for the same text, nothing touches anything, missing characters are named. */
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { drawSealPicture } from '../../../src-main/sandbox/seal-picture/draw-seal-picture.ts';
import type { SealPictureRequest } from '../../../src-main/sandbox/seal-picture/draw-seal-picture.ts';
import { nameColumns } from '../../../src-main/sandbox/seal-picture/name-seal.ts';
import { ringInside } from '../../../src-main/sandbox/seal-picture/ring.ts';
import { kaifengSealProfile, parseSealProfile } from '../../../src-main/sandbox/seal-picture/seal-profile.ts';

const profile = kaifengSealProfile();
const names = {
  6: '开封灯盏公司',
  12: '开封市汴京文化有限公司店',
  18: '开封市祥符区昇璟镕堃商贸有限责任公司',
  24: '河南省开封市城乡一体化示范区汴京文化旅游有限公司',
  30: '中原文旅（开封）城乡一体化示范区汴京古城文化旅游开发有限责任',
};

function request(change: Partial<SealPictureRequest>): SealPictureRequest {
  return {
    typeCode: '01',
    name: '开封市汴京文化传媒有限公司',
    code: '4102020012345',
    taxNumber: '91410200XXXX00019D',
    number: null,
    variant: null,
    ...change,
  };
}

function draw(change: Partial<SealPictureRequest>): ReturnType<typeof drawSealPicture> {
  return drawSealPicture(request(change), profile);
}

function codeOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof BianyinError) return { code: error.code, ...error.detail };
    throw error;
  }
  return undefined;
}

/** Opacity at a place given in mm from the centre. */
function opacityAt(picture: ReturnType<typeof drawSealPicture>): (x: number, y: number) => number {
  const { data } = decode(picture.png);
  const { widthPx, heightPx, widthMm, heightMm } = picture;
  return (x, y) => {
    const px = Math.floor((x / widthMm + 0.5) * widthPx);
    const py = Math.floor((y / heightMm + 0.5) * heightPx);
    return data[4 * (py * widthPx + px) + 3] ?? NaN;
  };
}

function circleIsClear(picture: ReturnType<typeof drawSealPicture>, radius: number, y = 0): boolean {
  const at = opacityAt(picture);
  return Array.from({ length: 3600 }, (_, i) => (Math.PI * i) / 1800).every(
    (angle) => at(radius * Math.sin(angle), y + radius * Math.cos(angle)) === 0,
  );
}

describe('size and bytes', () => {
  it.each([
    ['01', null, 945, 945],
    ['01', 'joint-stock', 992, 992],
    ['02', null, 898, 898],
    ['03', null, 945, 709],
    ['04', null, 898, 898],
    ['05', null, 425, 425],
    ['05', 'wide', 472, 236],
  ] as const)('seal %s (%s) is %d × %d pixels at 600 dpi', (typeCode, variant, width, height) => {
    const picture = draw({ typeCode, variant, ...(typeCode === '05' ? { name: '赵文昇' } : {}) });
    const png = decode(picture.png);
    expect([png.width, png.height, png.channels, png.depth]).toEqual([width, height, 4, 8]);
    expect(png.resolution).toEqual({ x: 23622, y: 23622, unit: 1 });
    expect(decode(picture.png, { checkCrc: true }).width).toBe(width);
  });

  it('gives equal bytes for equal text and other bytes for other text', () => {
    expect(draw({}).png).toEqual(draw({}).png);
    expect(draw({}).png).not.toEqual(draw({ code: '4102020012346' }).png);
  });

  it('paints one colour only and leaves the ground transparent', () => {
    const { data } = decode(draw({}).png);
    const colours = new Set<string>();
    for (let i = 0; i < data.length; i += 4) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    expect([...colours]).toEqual(['230,0,18']);
    expect(data[3]).toBe(0);
  });
});

/** The drawings as they were looked at and found good. A change here is a change of every seal made from now on: look again. */
describe('the drawing is frozen', () => {
  it.each([
    ['01', '05d7aede4f38fa76074246026b8036df79624fa460387d3c9185e39b4557259d'],
    ['02', '8ebab752dbcc67810e57451d3463de0a83325d686fa82b538af7522e0066e230'],
    ['03', 'bbf34c62fd80bdf0139e277ba6a27d1b628af76acf9a7a28de4eb2517f81015d'],
    ['04', 'f62d112402cdd7606a7f2e3b0be48f37103ae98c63a44c6176eb6eb9f0bcd88d'],
    ['05', '743f439effda8d88be8604c0a5a4eb51e64dbcb560ec4e3b455579d5517e172e'],
  ] as const)('seal %s', (typeCode, digest) => {
    const name = typeCode === '05' ? '沈镕昇' : '开封市汴京文化传媒有限公司';
    const { svg } = draw({ typeCode, name, code: `410200000000${Number(typeCode)}` });
    expect(toHex(sm3(utf8Encode(svg)))).toBe(digest);
  });
});

describe('nothing touches anything', () => {
  it.each(Object.entries(names))('a name of %s characters keeps clear of border and star', (count, name) => {
    expect([...name]).toHaveLength(Number(count));
    const picture = draw({ name });
    expect(circleIsClear(picture, 18.9 - 0.35)).toBe(true);
    expect(circleIsClear(picture, 7.4)).toBe(true);
    expect(opacityAt(picture)(0, 0)).toBe(255);
  });

  it.each(Object.values(names))('the level line keeps clear of star and ring: %s', (name) => {
    const picture = draw({ typeCode: '04', name });
    const at = opacityAt(picture);
    for (const y of [5.5, 12.1]) {
      for (let x = -8; x <= 8; x += 0.05) expect(at(x, y)).toBe(0);
    }
    for (const x of [-8.9, 8.9]) for (let y = 7.6; y <= 11.7; y += 0.05) expect(at(x, y)).toBe(0);
  });

  it('the taxpayer number keeps clear of the name around it', () => {
    for (const name of Object.values(names)) {
      const at = opacityAt(draw({ typeCode: '03', name }));
      for (let y = -1.9; y <= 1.9; y += 0.05) for (const x of [-13.3, 13.3]) expect(at(x, y)).toBe(0);
    }
  });
});

describe('names', () => {
  it.each(['昇', '璟', '镕', '堃', '喆', '䶮', '𫖯'])('draws the rare character %s', (character) => {
    expect(draw({ name: `开封${character}商贸有限公司` }).png.length).toBeGreaterThan(10_000);
  });

  it('names a character the font does not have, also one of two UTF-16 units', () => {
    const error = codeOf(() => draw({ name: '开封\u{2A6D6}\u{31350}商贸有限公司' }));
    expect(error).toMatchObject({ code: 'seal-glyph-missing', codePoint: 'U+2A6D6', character: '\u{2A6D6}' });
    expect(codeOf(() => draw({ name: '开封\u{E0100}公司' }))).toMatchObject({ codePoint: 'U+E0100' });
  });

  it('refuses what cannot be read or is not there', () => {
    expect(codeOf(() => draw({ name: '汴'.repeat(70) }))).toEqual({ code: 'seal-name-too-long', count: 70 });
    expect(codeOf(() => draw({ name: ' ' }))).toEqual({ code: 'seal-name-empty' });
    expect(codeOf(() => draw({ code: '12' }))).toEqual({ code: 'seal-code-malformed' });
    expect(codeOf(() => draw({ variant: 'huge' }))).toMatchObject({ code: 'seal-variant-unknown' });
    expect(codeOf(() => draw({ typeCode: '05', name: '长'.repeat(13) }))).toMatchObject({
      code: 'seal-name-too-long',
    });
  });

  it('takes half-width brackets as full-width ones', () => {
    expect(draw({ name: '汴京(开封)有限公司' }).png).toEqual(draw({ name: '汴京（开封）有限公司' }).png);
  });

  it('says when a font stands in for another one', () => {
    expect(draw({ typeCode: '03' }).substituteFonts).toEqual(['仿宋: Noto Serif SC']);
    expect(draw({ typeCode: '01' }).substituteFonts).toEqual([]);
  });
});

describe('columns of a name seal, right column first', () => {
  it.each([
    ['李昇', ['李昇', '之印']],
    ['张璟堃', ['张璟', '堃印']],
    ['欧阳镕喆', ['欧阳', '镕喆']],
    ['王𫖯', ['王𫖯', '之印']],
    ['买买提·江', ['买买', '提·江']],
    ['阿依古丽·买买提', ['阿依古', '丽·买买', '提之印']],
    ['古丽娜扎尔', ['古丽', '娜扎', '尔印']],
  ])('%s', (name, columns) => {
    expect(nameColumns([...name]).map((column) => column.join(''))).toEqual(columns);
  });
});

describe('ring', () => {
  it('is a circle where the axes are equal', () => {
    const ring = ringInside({ a: 10, b: 10 }, 2);
    const quarter = ring.at((8 * Math.PI) / 2, 0);
    expect(quarter.x).toBeCloseTo(8, 4);
    expect(quarter.y).toBeCloseTo(0, 4);
    expect(quarter.turn).toBeCloseTo(Math.PI / 2, 4);
    expect(ring.arcTo(Math.PI / 2)).toBeCloseTo(4 * Math.PI, 1);
  });

  it('keeps its depth everywhere on an oval', () => {
    const ring = ringInside({ a: 19, b: 14 }, 4);
    for (let arc = -30; arc <= 30; arc += 1) {
      const inside = ring.at(arc, 0);
      const border = ring.at(arc, 4);
      expect(Math.hypot(inside.x - border.x, inside.y - border.y)).toBeCloseTo(4, 6);
      expect((border.x / 19) ** 2 + (border.y / 14) ** 2).toBeCloseTo(1, 6);
    }
  });
});

it('refuses a profile with an unknown field or a seal over 45 mm', () => {
  expect(() => parseSealProfile({ ...profile, extra: 1 })).toThrow();
  const large = { ...profile.seals['01'], diameterMm: 46 };
  expect(() => parseSealProfile({ ...profile, seals: { ...profile.seals, '01': large } })).toThrow();
});
