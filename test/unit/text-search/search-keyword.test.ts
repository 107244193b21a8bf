/** Keywords in real files through the search process: places in mm as seen, several hits, and a process that fails. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { keywordPlacement } from '../../../src-main/domain/placement-keyword.ts';
import type { KeywordHit, KeywordSearch } from '../../../src-main/domain/placement-keyword.ts';
import { parseKeywordText } from '../../../src-main/domain/placement-keyword-text.ts';
import { searchKeyword } from '../../../src-main/text-search/search-keyword.ts';
import { chinesePdf } from './chinese-pdf.ts';
import type { TextPage } from './chinese-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'bianyin-search-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function search(
  pages: readonly TextPage[],
  keyword: string,
  only: number[] | null = null,
): Promise<KeywordHit[]> {
  const file = join(folder, `${++files}.pdf`);
  writeFileSync(file, await chinesePdf(pages));
  return [...(await searchKeyword({ file, keyword, pages: only })).hits];
}

const mm = (points: number): number => (points * 25.4) / 72;
const near = (value: number): unknown => expect.closeTo(value, 1);
/** The middle of the em box is 0.38 em above the baseline. */
const middle = (y: number, size: number): number => mm(841.89 - y - 0.38 * size);

describe('a keyword', () => {
  it('is found over runs, spaces and widths, at its place', async () => {
    const hits = await search(
      [
        {
          lines: [
            { text: '甲方（盖章）：', x: 72, y: 300, size: 12 },
            { text: '乙 方（盖', x: 300, y: 300, size: 12 },
            { text: '章 ）', x: 356, y: 300, size: 12 },
          ],
        },
      ],
      '乙方(盖章)',
    );
    expect(hits).toEqual([
      {
        page: 1,
        pageSize: { widthMm: near(210), heightMm: near(297) },
        direction: 'right',
        rect: {
          xMm: near(mm(300)),
          yMm: near(mm(841.89 - 300 - 0.88 * 12)),
          widthMm: near(mm(86)),
          heightMm: near(mm(12)),
        },
        end: { xMm: near(mm(386)), yMm: near(middle(300, 12)) },
        line: expect.stringContaining('乙方(盖章)') as unknown,
      },
    ]);
  });

  it('inside a run of full and half width characters is placed by their widths', async () => {
    const [hit] = await search(
      [{ lines: [{ text: 'ABCD盖章处____乙方', x: 100, y: 500, size: 20 }] }],
      '盖章处',
    );
    expect(hit?.end).toEqual({ xMm: near(mm(100 + 4 * 10 + 3 * 20)), yMm: near(middle(500, 20)) });
  });

  it.each([
    [0, 'right', [mm(160), mm(841.89 - 300 - 7.6)]],
    [90, 'down', [mm(300 + 7.6), mm(160)]],
    [180, 'left', [mm(595.28 - 160), mm(300 + 7.6)]],
    [270, 'up', [mm(841.89 - 300 - 7.6), mm(595.28 - 160)]],
  ] as const)('on a page turned by %i goes %s', async (rotate, direction, [xMm, yMm]) => {
    const [hit] = await search([{ rotate, lines: [{ text: '盖章处', x: 100, y: 300, size: 20 }] }], '盖章处');
    expect([hit?.direction, hit?.end]).toEqual([direction, { xMm: near(xMm), yMm: near(yMm) }]);
  });

  it('that reads upright on a turned, cropped page is placed from the seen corner', async () => {
    const line = { text: '盖章处', x: 200, y: 300, size: 20, turn: 90 } as const;
    const [hit] = await search([{ rotate: 90, cropBox: [50, 40, 500, 800], lines: [line] }], '盖章处');
    expect([hit?.direction, hit?.end]).toEqual([
      'right',
      { xMm: near(mm(300 + 60 - 40)), yMm: near(mm(200 - 7.6 - 50)) },
    ]);
  });

  it('in vertical writing ends below', async () => {
    const [hit] = await search(
      [{ lines: [{ text: '盖章处', x: 300, y: 700, size: 20, vertical: true }] }],
      '盖章处',
    );
    expect([hit?.direction, hit?.end]).toEqual(['down', { xMm: near(mm(300)), yMm: near(mm(841.89 - 640)) }]);
  });

  it('broken over two lines ends on the second', async () => {
    const lines = [
      { text: '请在此盖', x: 72, y: 300, size: 12 },
      { text: '章处用印', x: 72, y: 280, size: 12 },
    ];
    const [hit] = await search([{ lines }], '盖章处');
    expect(hit?.rect).toEqual({
      xMm: near(mm(72)),
      yMm: near(mm(841.89 - 280 - 10.56)),
      widthMm: near(mm(24)),
      heightMm: near(mm(12)),
    });
  });

  it('printed twice for boldness is one', async () => {
    const whole = [0, 0.3].map((shift) => ({ text: '盖章处', x: 72 + shift, y: 300, size: 12 }));
    expect(await search([{ lines: whole }], '盖章处')).toHaveLength(1);
    const each = [...'盖章处'].flatMap((text, i) =>
      [0, 0.3].map((s) => ({ text, x: 72 + i * 12 + s, y: 300, size: 12 })),
    );
    expect(await search([{ lines: each }], '盖章处')).toHaveLength(1);
  });
});

describe('several hits', () => {
  const pages: TextPage[] = [
    {
      lines: [
        { text: '盖章处', x: 300, y: 200, size: 12 },
        { text: '盖章处', x: 72, y: 200, size: 12 },
      ],
    },
    { lines: [{ text: '盖章处', x: 72, y: 700, size: 12 }] },
  ];
  const seal = { widthMm: 38, heightMm: 38 };

  it('are listed, and a number chooses in reading order', async () => {
    const hits = await search(pages, '盖章处');
    const found = (among: KeywordHit[]): KeywordSearch => ({
      hits: among,
      pages: { read: 2, withoutText: 0, unreadable: 0 },
    });
    expect(hits.map((hit) => [hit.page, Math.round(hit.rect.xMm)])).toEqual([
      [1, 25],
      [1, 106],
      [2, 25],
    ]);
    expect(() => keywordPlacement(found(hits), parseKeywordText('盖章处'), seal)).toThrow(
      expect.objectContaining({
        code: 'keyword-ambiguous',
        detail: {
          keyword: '盖章处',
          count: 3,
          hits: '#1 page=1,x=31.7mm,y=224.8mm; #2 page=1,x=112.2mm,y=224.8mm; #3 page=2,x=31.7mm,y=48.4mm',
        },
      }) as Error,
    );
    expect(keywordPlacement(found(hits), parseKeywordText('盖章处#2,dx=-10mm,dy=5mm'), seal)).toEqual({
      kind: 'at',
      pages: [1],
      xMm: near(mm(336) + 19 - 10),
      yMm: near(middle(200, 12) + 5),
    });
    expect(() => keywordPlacement(found(hits), parseKeywordText('盖章处#4'), seal)).toThrow(
      'keyword-hit-missing',
    );
    expect(() => keywordPlacement(found([]), parseKeywordText('盖章处'), seal)).toThrow('keyword-not-found');
  });

  it('can be looked for on some pages only', async () => {
    expect((await search(pages, '盖章处', [2, 9])).map((hit) => hit.page)).toEqual([2]);
    expect(await search(pages, '签字处')).toEqual([]);
  });
});

describe('a search process that', () => {
  const question = { file: join(folder, 'any.pdf'), keyword: '盖章处', pages: null };
  const script = (name: string, text: string): string => {
    const path = join(folder, `${name}.mjs`);
    writeFileSync(path, `${speech}${text}`);
    return path;
  };
  /** How a process of the search speaks (platform/spawn-node-worker.ts): one JSON value a line, on pipe 4. */
  const speech = `
    import { writeSync } from 'node:fs';
    const writeAll = (octets) => { try { writeSync(4, octets); } catch (error) { if (error.code !== 'EAGAIN') throw error; } };
    const answer = (value) => writeSync(4, JSON.stringify({ kind: 'done', value }) + '\\n');
  `;
  const codeOf = async (run: Promise<unknown>): Promise<string> => {
    const error: unknown = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof BianyinError ? error.code : String(error);
  };

  it('hangs is stopped', async () => {
    const hang = script('hang', 'setInterval(() => {}, 1000);');
    expect(await codeOf(searchKeyword(question, { seconds: 0.5, script: hang }))).toBe('text-search-timeout');
  });

  it.each([
    ['dies', 'process.kill(process.pid, "SIGSEGV");'],
    ['throws', 'throw new Error("no");'],
    ['eats memory', 'const all = []; for (;;) all.push(new Array(1e6).fill({}));'],
    ['says nonsense', 'writeSync(4, "{}\\n");'],
    ['never stops talking', 'const octets = Buffer.alloc(65536, "x"); for (;;) writeAll(octets);'],
    ['invents places', 'answer({ hits: [{ page: -1 }] });'],
  ])('%s gives a code', async (name, text) => {
    const limits = { seconds: 20, heapMiB: 64, script: script(name.replaceAll(' ', '-'), text) };
    expect(await codeOf(searchKeyword(question, limits))).toBe('text-search-failed');
  });

  it('is taken over can neither write files nor start programs', async () => {
    const target = join(folder, 'written.txt');
    const text = `
      import { writeFileSync } from 'node:fs';
      import { spawnSync } from 'node:child_process';
      const denied = (run) => { try { run(); } catch (error) { return error.code === 'ERR_ACCESS_DENIED'; } return false; };
      const all = [() => writeFileSync(${JSON.stringify(target)}, 'x'), () => spawnSync('ls')].every(denied);
      const pages = { read: 0, withoutText: 0, unreadable: 0 };
      answer({ hits: all ? [] : null, pages });`;
    expect((await searchKeyword(question, { script: script('taken-over', text) })).hits).toEqual([]);
    expect(existsSync(target)).toBe(false);
  });

  it('reads a broken or missing file gives a code', async () => {
    writeFileSync(join(folder, 'broken.pdf'), '%PDF-1.7\nnothing');
    expect(await codeOf(searchKeyword({ ...question, file: join(folder, 'broken.pdf') }))).toBe(
      'text-search-failed',
    );
    expect(await codeOf(searchKeyword(question))).toBe('text-search-failed');
  });
});
