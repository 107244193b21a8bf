/** 移交单 of the register (docs/adr/0046): which policies handed something over, and what stands on the sheet of one. Made of rows alone. */
import { policyKind } from '../../approval/policy.ts';
import { openStatement } from '../../approval/statement.ts';
import type { HandOverView } from '../../contract/hand-over-calls.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import type { HandOverSheetInput } from '../../report/hand-over-sheet.ts';
import type { JournalRow } from '../../store/journal-row.ts';
import type { Store } from '../../store/store.ts';
import { withMoment } from '../with-moment.ts';
import type { AppSession } from '../session.ts';

/** Newest first. Errors: those of `openMoment`, `journal-broken`. */
export function listHandOvers(session: AppSession): HandOverView[] {
  return withMoment(session, ({ store }) =>
    handOversOf(store).map(({ policy, time, seals, left }) => ({
      ...{ policy, time, signedBy: signatureOf(store, policy).name },
      seals: seals.map(({ typeCode, from, to, stay }) => ({
        ...{ typeCode, from: [...from] },
        to: to.length > 0 ? [...to] : [...stay],
      })),
      left: left.map(({ name }) => name),
    })),
  ).toReversed();
}

/** Errors: `hand-over-unknown`, `journal-broken`; those of `openMoment`. */
export function handOverSheetInput(
  session: AppSession,
  policy: number,
  language: Language,
): HandOverSheetInput {
  return withMoment(session, ({ store, settings }) => {
    const found = handOversOf(store).find((each) => each.policy === policy);
    if (!found) throw new BianyinError('hand-over-unknown', { number: policy });
    const { name: signedBy, sm3: policySm3, enterprise } = signatureOf(store, policy);
    return {
      ...found,
      ...{ language, enterprise, signedBy, policySm3, engine: engineVersion },
      isSandbox: settings.kind === 'sandbox',
    };
  });
}

type Found = Pick<HandOverSheetInput, 'policy' | 'time' | 'rows' | 'seals' | 'left'>;

function handOversOf(store: Store): Found[] {
  const found = new Map<number, Found>();
  for (const row of store.journal()) {
    const { handOver, left } = row.entry;
    const policy = (handOver ?? left)?.policy;
    if (policy === undefined || !isHandOver(row)) continue;
    const known = found.get(policy) ?? { policy, time: row.time, rows: [], seals: [], left: [] };
    found.set(policy, {
      ...known,
      rows: [...known.rows, row.seq],
      seals: handOver ? [...known.seals, handOver] : known.seals,
      left: left ? [...known.left, left] : known.left,
    });
  }
  return [...found.values()];
}

function isHandOver({ event }: JournalRow): boolean {
  return event === 'seal-handed-over' || event === 'person-left';
}

function signatureOf(store: Store, policy: number) {
  const signed = store.policies()[policy - 1];
  if (!signed) throw new BianyinError('hand-over-unknown', { number: policy });
  const { value, sm3, signer } = openStatement(policyKind, signed);
  return { name: signer.name, sm3, enterprise: value.enterprise.name };
}
