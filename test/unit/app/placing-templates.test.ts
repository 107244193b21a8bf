/** Placement templates (docs/adr/0043): kept, renamed and removed under their names; what is no rule is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  keepTemplate,
  listTemplates,
  removeTemplate,
  renameTemplate,
  templateOf,
} from '../../../src-main/app/requests/placing-templates.ts';
import { ruleOfTemplate, type PlacingTemplate } from '../../../src-main/domain/placing-template.ts';
import { withMoment } from '../../../src-main/app/with-moment.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, type Sandbox } from '../../gate/support/sandbox.ts';
import { codeOf } from '../../gate/support/story.ts';

const template: PlacingTemplate = {
  ...{ name: '对账单', typeCode: '02', hasPair: true, keyword: '盖章处', dxMm: 5, dyMm: -2.5, seam: 'right' },
};
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await makeSandbox();
}, 240_000);
afterAll(() => removeSandbox(sandbox));

describe('placement templates', () => {
  it('are kept, replaced only where that is said, renamed and removed', async () => {
    const session = sessionOf(copyOf(sandbox));
    expect(listTemplates(session)).toEqual([]);
    expect(keepTemplate(session, { ...template, name: ' 对账单 ' })).toEqual([template]);
    expect(await codeOf(() => keepTemplate(session, template))).toBe('template-exists');
    const other = { ...template, keyword: '收款单位(章)', hasPair: false };
    expect(keepTemplate(session, other, true)).toEqual([other]);
    keepTemplate(session, { ...template, name: '合同' });
    expect(await codeOf(() => renameTemplate(session, '合同', '对账单'))).toBe('template-exists');
    expect(renameTemplate(session, '对账单', '月末对账').map(({ name }) => name)).toContain('月末对账');
    expect(await codeOf(() => templateOf(session, '对账单'))).toBe('template-unknown');
    expect(removeTemplate(session, '合同').map(({ name }) => name)).toEqual(['月末对账']);
    expect(await codeOf(() => removeTemplate(session, '合同'))).toBe('template-unknown');
  });

  it('hold nothing that would choose a place unseen, and nothing without a place', async () => {
    const session = sessionOf(copyOf(sandbox));
    const wrong: readonly Partial<PlacingTemplate>[] = [
      ...[{ keyword: '盖章处#2' }, { keyword: '盖章处,hit=2' }, { keyword: '盖章处,dx=3mm' }, { name: '' }],
      ...[{ name: 'a\u202eb' }, { keyword: 'x'.repeat(101) }, { keyword: '', seam: null, hasPair: false }],
      ...[{ keyword: '', hasPair: true }, { typeCode: '05' as const }, { dxMm: 301 }, { dyMm: Number.NaN }],
    ];
    for (const change of wrong)
      expect(
        await codeOf(() => keepTemplate(session, { ...template, ...change })),
        JSON.stringify(change),
      ).toBe('template-malformed');
    expect(listTemplates(session)).toEqual([]);
  });

  it('are a hundred at most', async () => {
    const session = sessionOf(copyOf(sandbox));
    withMoment(session, ({ store }) =>
      store.setSettings(
        Array.from({ length: 100 }, (_, i) => {
          const name = `模板${i}`;
          return [`placing-template:${name}`, JSON.stringify({ ...template, name })] as const;
        }),
      ),
    );
    expect(await codeOf(() => keepTemplate(session, template))).toBe('template-many');
    expect(keepTemplate(session, { ...template, name: '模板7' }, true)).toHaveLength(100);
  });

  it('that are damaged are left out, and the others stay', () => {
    const session = sessionOf(copyOf(sandbox));
    keepTemplate(session, template);
    withMoment(session, ({ store }) =>
      store.setSettings([
        ['placing-template:坏的', '{"name":"坏的"'],
        ['placing-template:别名', JSON.stringify(template)],
        ['placing-template:坐标', JSON.stringify({ ...template, name: '坐标', xMm: 120 })],
      ]),
    );
    expect(listTemplates(session)).toEqual([template]);
  });

  it('say their rule in the words of the terminal, with no coordinate in it', () => {
    expect(ruleOfTemplate(template)).toEqual({ keyword: ['盖章处,dx=5mm,dy=-2.5mm'], seam: ['right'] });
    expect(ruleOfTemplate({ ...template, keyword: '', dxMm: 0, dyMm: 0 })).toEqual({
      keyword: [],
      seam: ['right'],
    });
  });
});
