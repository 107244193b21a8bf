/** The policy that is being written: kept in the home until it is signed or dropped, so that nobody has to finish in one go. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Policy } from '../../../approval/policy.ts';
import { draftChange } from '../../../contract/office-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { replaceFile } from '../../../platform/atomic-file.ts';
import type { HomeDirectory } from '../../../platform/home-directory.ts';

/** The parts of a policy that people decide on. Keepers and roles may still be empty. */
export type Draft = Pick<Policy, 'people' | 'seals' | 'matrix'>;

const { people, seals, matrix } = draftChange.shape;
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const draftFile = z.strictObject({
  v: z.literal(1),
  people: z.array(people.element.extend({ certificateSm3: z.array(digest).min(1).max(8) })),
  seals: z.array(seals.element.extend({ typeCode: z.enum(['01', '02', '03', '04', '05']) })),
  matrix,
});

/** The draft, or null when nothing is being changed. Errors: `home-damaged`. */
export function readDraft(home: HomeDirectory): Draft | null {
  const file = fileOf(home);
  if (!existsSync(file)) return null;
  try {
    const read = draftFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { ...read, people: read.people.map(withoutEmpty) };
  } catch (cause) {
    throw new BianyinError('home-damaged', {}, { cause });
  }
}

/** Replaces the draft whole, by rename. */
export function writeDraft(home: HomeDirectory, draft: Draft): void {
  const file = {
    v: 1,
    ...draft,
    people: draft.people.map((person) => ({
      ...person,
      department: person.department ?? '',
    })),
  };
  replaceFile(fileOf(home), `${JSON.stringify(draftFile.parse(file))}\n`);
}

/** Nothing happens where there is no draft. */
export function dropDraft(home: HomeDirectory): void {
  rmSync(fileOf(home), { force: true });
}

function fileOf(home: HomeDirectory): string {
  return join(home.root, 'policy-draft.json');
}

/** A policy leaves out what is empty. */
export function withoutEmpty<
  T extends { readonly department: string; readonly deputies?: string[] | undefined },
>(person: T): Omit<T, 'department' | 'deputies'> & { department?: string; deputies?: string[] } {
  const { department, deputies = [], ...rest } = person;
  return {
    ...rest,
    ...(department.trim() === '' ? {} : { department: department.trim() }),
    ...(deputies.length === 0 ? {} : { deputies }),
  };
}
