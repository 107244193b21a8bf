/** A changed file says on which page what was changed, in the words of the office. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { attackCases } from './attack-cases.ts';
import { testContext } from './test-context.ts';
import { pdfBytes } from './test-pdf.ts';

function changesOf(id: string) {
  const found = attackCases.find((each) => each.id === id);
  if (!found) throw new Error(`no case ${id}`);
  const report = verifyDocument(bytesSource(pdfBytes(found.make())), testContext(found.context));
  return report.signatures[0]?.coverage.laterChanges.filter(({ allowed }) => !allowed) ?? [];
}

describe('a change in words', () => {
  it.each([
    ['P02-content', '第 1 页的页面内容被修改', 'The content of page 1 was changed', [1]],
    ['P15-rotate', '第 1 页被修改（旋转）', 'Page 1 was changed (rotation)', [1]],
    ['P15-pages', '加入了页面，现为第 2 页', 'Pages were added, now page 2', [2]],
    ['P15-removed', '第 2 页被删除', 'Removed: page 2', [2]],
    ['P15-order', '页面的次序被调换', 'Pages were put in another order', []],
    ['P14-program', '第 1 页的字体被修改', 'A font of page 1 was changed', [1]],
    ['P08-hide-empty-4', '第 1 页的批注被修改', 'An annotation of page 1 was changed', [1]],
    ['P17-launch-later', '打开文件时的动作被修改', 'What happens when the file is opened was changed', []],
    ['P09-approval', '第 1 页加了批注（FreeText）', 'An annotation was added to page 1 (FreeText)', [1]],
  ] as const)('%s: %s', (id, zh, en, pages) => {
    expect(changesOf(id)).toContainEqual(expect.objectContaining({ zh, en, pages }));
  });

  it('is there for every file that was changed after it was sealed', () => {
    for (const { id, code } of attackCases)
      if (code === 'DOC_CHANGED_AFTER_SIGN') expect(changesOf(id), id).not.toEqual([]);
  });
});
