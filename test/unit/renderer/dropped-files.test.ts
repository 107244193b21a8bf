/** What a drop brings: files in folders as well, in order, bounded; what is no PDF is counted, what is hidden is left alone. */
import { describe, expect, it } from 'vitest';
import { filesOf, type Entry } from '../../../src-renderer/ui/dropped-files.ts';

type Tree = readonly (string | { readonly [folder: string]: Tree })[];

function entry(node: Tree[number]): Entry {
  if (typeof node === 'string') {
    const file = (found: (file: File) => void, failed: (error: unknown) => void): void =>
      node.startsWith('gone') ? failed(new Error('gone')) : found(new File(['%PDF-'], node));
    return { name: node, isFile: true, isDirectory: false, file } as Entry;
  }
  const [[name, inside] = ['', []]] = Object.entries(node);
  const createReader = () => {
    // Two at a time, as browsers give a hundred at a time.
    const left = inside.map(entry);
    return { readEntries: (found: (entries: Entry[]) => void) => found(left.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as Entry;
}

async function dropped(tree: Tree, most?: number) {
  const { documents, ...rest } = await filesOf(tree.map(entry), most);
  return { names: documents.map(({ name }) => name), ...rest };
}

describe('a drop', () => {
  it('brings files, and those of folders in the order of their names', async () => {
    const tree = ['b.pdf', { 合同: ['3.pdf', '1.PDF', { 附件: ['2.pdf'] }, '说明.docx'] }];
    expect(await dropped(tree)).toEqual({
      names: ['b.pdf', '1.PDF', '3.pdf', '2.pdf'],
      others: 1,
      isCut: false,
    });
  });

  it('leaves out hidden folders, and files that are gone', async () => {
    const tree = [{ 合同: [{ '.old': ['x.pdf'] }, 'gone.pdf', 'a.pdf'] }];
    expect(await dropped(tree)).toEqual({ names: ['a.pdf'], others: 0, isCut: false });
  });

  it('is bounded, and says so', async () => {
    expect(await dropped([{ 很多: ['1.pdf', '2.pdf', '3.pdf', '4.pdf'] }], 3)).toEqual({
      names: ['1.pdf', '2.pdf', '3.pdf'],
      others: 0,
      isCut: true,
    });
  });

  it('looks no deeper than eight folders', async () => {
    const deep = Array.from({ length: 12 }).reduce<Tree>(
      (inside, _, i) => [{ [`f${i}`]: inside }],
      ['x.pdf'],
    );
    expect((await dropped(deep)).names).toEqual([]);
  });
});
