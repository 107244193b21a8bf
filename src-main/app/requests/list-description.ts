/** A list of files as somebody describes it in JSON, for programs that call the terminal: one object a file. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { listDescription, type DescribedItem } from '../../contract/list-description.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import { displayName } from '../../platform/display-name.ts';
import type { AppSession } from '../session.ts';
import type { ListItem } from './draft-list.ts';
import { placementsOf } from './requests.ts';

/** Places as texts, as `placementsOf` reads them. */
interface Places {
  readonly at?: readonly string[] | undefined;
  readonly keyword?: readonly string[] | undefined;
  readonly seam?: readonly string[] | undefined;
}

/** Files are named from the folder of the description. Errors: `file-not-readable`; `usage` with the place that does not fit. */
export function readListDescription(path: string): DescribedItem[] {
  const parsed = listDescription.safeParse(jsonIn(path));
  if (!parsed.success)
    throw new BianyinError('usage', { what: parsed.error.issues[0]?.path.join('.') ?? displayName(path) });
  return parsed.data.map((item) => ({ ...item, file: resolve(dirname(path), item.file) }));
}

/** One file with its places found. Errors: as `placementsOf`. */
export async function describedItem(
  session: AppSession,
  typeCode: SealTypeCode,
  { placements, at, keyword, seam, ...item }: DescribedItem,
  forAll: Places,
): Promise<ListItem> {
  if (placements) return { ...item, placements };
  const places: Places = (at ?? keyword ?? seam) ? { at, keyword, seam } : forAll;
  const asked = { at: places.at ?? [], keyword: places.keyword ?? [], seam: places.seam ?? [] };
  return { ...item, placements: await placementsOf(session, { file: item.file, ...asked }, typeCode) };
}

function jsonIn(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BianyinError('usage', { what: displayName(path) }, { cause });
  }
}
