/** A changed file says on which page what was changed, in the words of the office; that each says something: attacks.test.ts. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { attackCases } from './attack-cases.ts';
import { changesOf } from './changes-of.ts';
import { testContext } from './test-context.ts';
import { pdfBytes } from './test-pdf.ts';

function changesIn(id: string) {
  const found = attackCases.find((each) => each.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return changesOf(verifyDocument(bytesSource(pdfBytes(found.make())), testContext(found.context)));
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
    expect(changesIn(id)).toContainEqual(expect.objectContaining({ zh, en, pages }));
  });
});
