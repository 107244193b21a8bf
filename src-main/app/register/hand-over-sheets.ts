/** 移交单 of the register (docs/adr/0046): which policies handed something over, and what stands on the sheet of one. Made of rows alone. */
import { departures, keeperChanges } from '../../approval/keeper-changes.ts';
import { policyKind } from '../../approval/policy.ts';
import { openStatement } from '../../approval/statement.ts';
import { openRequestView, type HandOverView } from '../../contract/hand-over-calls.ts';
import type { PersonLeft, SealHandOver } from '../../domain/hand-over.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { Language } from '../../domain/errors/sentence.ts';
import { requireSoundRegister } from '../../home/sound-register.ts';
import type { HandOverSheetInput } from '../../report/hand-over-sheet.ts';
import type { JournalRow } from '../../store/journal-row.ts';
import type { Store } from '../../store/store.ts';
import { withMoment } from '../with-moment.ts';
import { toldOpen } from './open-at-hand-over.ts';
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
      open: openOf(store, [...seals, ...left]),
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
    // People put their names to it: each row is what was written, and says what the two policies say.
    requireSoundRegister(store);
    requireOfPolicies(store, found);
    const { name: signedBy, sm3: policySm3, enterprise } = signatureOf(store, policy);
    const { rows, seals, left, ...told } = found;
    const named = <T extends SealHandOver | PersonLeft>(each: T) => ({
      ...each,
      open: toldOpen(store, each.open),
    });
    return {
      ...told,
      ...{ seals: seals.map(named), left: left.map(named) },
      rows: rows.map(({ seq }) => seq),
      ...{ language, enterprise, signedBy, policySm3, engine: engineVersion },
      isSandbox: settings.kind === 'sandbox',
    };
  });
}

interface Found extends Pick<HandOverSheetInput, 'policy' | 'time'> {
  readonly seals: readonly SealHandOver[];
  readonly left: readonly PersonLeft[];
  readonly rows: readonly JournalRow[];
}

/** Each once: one may concern several seals and a person. */
function openOf(store: Store, rows: readonly (SealHandOver | PersonLeft)[]): HandOverView['open'] {
  const open = new Map(rows.flatMap((each) => each.open).map((each) => [each.id, each]));
  return toldOpen(store, [...open.values()]).map((each) => openRequestView.parse(each));
}

function handOversOf(store: Store): Found[] {
  const found = new Map<number, Found>();
  for (const row of store.journal()) {
    const { handOver, left } = row.entry;
    const policy = (handOver ?? left)?.policy;
    if (policy === undefined || !isHandOver(row)) continue;
    const known = found.get(policy) ?? { policy, time: row.time, rows: [], seals: [], left: [] };
    found.set(policy, {
      ...known,
      rows: [...known.rows, row],
      seals: handOver ? [...known.seals, handOver] : known.seals,
      left: left ? [...known.left, left] : known.left,
    });
  }
  return [...found.values()];
}

/** Who has what from whom follows from what was signed: a row that says otherwise was not written by a policy. Errors: `journal-broken`. */
function requireOfPolicies(store: Store, { policy, rows }: Found): void {
  const [before, after] = [signatureOf(store, policy - 1), signatureOf(store, policy)];
  const expected = [
    ...keeperChanges(before.value, after.value).map(({ seal: { esId }, from, to, stay }) =>
      [esId, ...[from, to, stay].map(namesOf)].join(' | '),
    ),
    ...departures(before.value, after.value).map(({ name }) => name),
  ];
  const strange = rows.find((row) => {
    const place = expected.indexOf(toldBy(row));
    if (place >= 0) expected.splice(place, 1);
    return place < 0 || row.entry.statementSm3 !== after.sm3;
  });
  if (strange) throw new BianyinError('journal-broken', { seq: strange.seq });
}

function toldBy({ entry: { handOver, left } }: JournalRow): string {
  if (!handOver) return left?.name ?? '';
  return [
    handOver.esId,
    ...[handOver.from, handOver.to, handOver.stay].map((names) => names.join('、')),
  ].join(' | ');
}

function namesOf(people: readonly { readonly name: string }[]): string {
  return people.map(({ name }) => name).join('、');
}

function isHandOver({ event }: JournalRow): boolean {
  return event === 'seal-handed-over' || event === 'person-left';
}

function signatureOf(store: Store, policy: number) {
  const signed = store.policies()[policy - 1];
  if (!signed) throw new BianyinError('hand-over-unknown', { number: policy });
  const { value, sm3, signer } = openStatement(policyKind, signed);
  return { name: signer.name, sm3, value, enterprise: value.enterprise.name };
}
