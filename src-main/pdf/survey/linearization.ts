/**
 * A linearized file names its first page at its head (ISO 32000-2 Annex F.3.3), and readers that find its length right go by that name
 * instead of by the page tree. A file that was updated since is longer than it says, and then nobody does.
 */
import type { PdfDocument } from '../document-model.ts';

/** How far the first object may reach; the dictionary has to stand in the first 1024 octets. */
const headBytes = 4096;

/** What is wrong with the head of the file; undefined when nothing is. Errors: those of the source. */
export function linearizationProblem(document: PdfDocument): string | undefined {
  const dict = firstDictionary(document);
  if (!dict?.includes('/Linearized') || !numbersAt(dict, 'L').includes(document.source.size))
    return undefined;
  // Whoever knows beforehand how long the sealed file is can make it right again.
  if (document.revisions.length > 1) return 'linearized to its end, and updated';
  const [first = 0] = numbersAt(dict, 'P');
  const isFirst = (number: number) =>
    first < document.pageCount && document.page(first).ref.number === number;
  const leadsElsewhere = numbersAt(dict, 'O').some((number) => !isFirst(number));
  const countsOthers = numbersAt(dict, 'N').some((count) => count !== document.pageCount);
  return leadsElsewhere || countsOthers ? 'linearized for other pages' : undefined;
}

/** The text of the first object, when it is a dictionary; names without their escapes. */
function firstDictionary({ source }: PdfDocument): string | undefined {
  const head = new TextDecoder('latin1').decode(source.read(0, Math.min(headBytes, source.size)));
  const text = head.replace(/%[^\r\n]*/g, ' ');
  const dict = /^[\s\0]*\d+[\s\0]+\d+[\s\0]+obj[\s\0]*(<<[^]*?>>)/.exec(text)?.[1];
  return dict?.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Every number under a key, should it stand there more than once. */
function numbersAt(dict: string, key: string): number[] {
  return [...dict.matchAll(new RegExp(`/${key}[\\s\\0]*(\\d+)`, 'g'))].map(([, digits]) => Number(digits));
}
