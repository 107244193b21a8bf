/** One seal in full: since when its status holds, its certificates, its life as the city tells it, its uses from the register. */
import type { HomeMoment } from '../../home/home-moment.ts';
import { toHex } from '../../crypto/bytes.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { SealDetailView } from '../../contract/seal-views.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { JournalEvent } from '../../domain/journal-event.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import type { SealStatusAnswer } from '../../seal/status-lookup.ts';
import { sealStatusNames } from '../../seal/status-row.ts';
import type { StatusRow } from '../../seal/status-row.ts';
import type { SESeal } from '../../seal/seal-structure.ts';
import type { ExportedRow } from '../../store/journal-export.ts';
import { listSeals, type RegisteredSeal } from '../seals/overview.ts';
import { withMoment } from '../with-moment.ts';
import { sealFactsById } from '../seals/seal-facts.ts';
import type { AppSession } from '../session.ts';

/** Errors: `seal-not-in-register`. */
export async function showSeal(session: AppSession, esId: string): Promise<SealDetailView> {
  const { picture } = sealFactsById(session, esId);
  const view = (await listSeals(session)).find((each) => each.esId === esId);
  if (!view) throw new BianyinError('seal-not-in-register', { seal: esId });
  return withMoment(session, (moment) => {
    const seal = moment.seals.find(({ info }) => info.esId === esId);
    if (!seal) throw new BianyinError('seal-not-in-register', { seal: esId });
    return detailOf(moment, seal, view, picture);
  });
}

function detailOf(
  moment: HomeMoment,
  seal: SESeal,
  view: RegisteredSeal,
  picture: string | null,
): SealDetailView {
  const { info } = seal;
  const latest = statusOf(moment, seal)?.latest;
  const { certificateList: list } = info;
  const users = list.type === 'certificates' ? list.certificates : [];
  return {
    seal: { ...view, keepers: [...view.keepers], picture },
    // A seal that the city calls valid without a date has been so from the beginning of its validity.
    statusSince:
      (latest?.since ?? (latest?.status === 'valid' ? info.validStart : null))?.toISOString() ?? null,
    statusReason: latest?.reason ?? null,
    maker: parseCertificate(seal.makerCertificate).subject.commonName ?? '',
    certificates: [
      ...users.map((der) => certificateView('user', der)),
      certificateView('maker', seal.makerCertificate),
    ],
    listsDigests: list.type === 'digests',
    life: lifeOf(moment, seal),
    uses: usesOf(moment.store.journal(), info.esId),
  };
}

/** A status that cannot be believed tells nothing of the past either. */
function statusOf(moment: HomeMoment, seal: SESeal): SealStatusAnswer | null {
  return orElse(() => moment.status.readStatus(seal, moment.now), null);
}

/** 制作 → 领取 → changes of status → end of validity, in order of time. What lies ahead comes last. */
function lifeOf(moment: HomeMoment, seal: SESeal): SealDetailView['life'] {
  const { info } = seal;
  const received = moment.store
    .journal()
    .filter(({ event, entry }) => event === 'seal-issued' && entry.esId === info.esId)
    .map(({ time }) => station('received', new Date(time)));
  const stations = [
    station('made', info.createDate),
    ...received,
    ...(statusOf(moment, seal)?.rows ?? []).map(statusStation),
    station('ends', info.validEnd),
  ];
  return stations.toSorted((a, b) => a.time.localeCompare(b.time));
}

type Station = SealDetailView['life'][number];

function station(kind: Station['kind'], time: Date): Station {
  return { kind, time: time.toISOString(), status: null, reason: null };
}

function statusStation({ s, r, since }: StatusRow): Station {
  const time = new Date(since).toISOString();
  return { kind: 'status', time, status: sealStatusNames[s] ?? null, reason: r ?? null };
}

type Use = SealDetailView['uses'][number];

/** How a row of the register says that a use came out; of the rest of the rows, none. */
const outcomes: Readonly<Partial<Record<JournalEvent, Use['outcome']>>> = {
  'use-completed': 'completed',
  'use-failed': 'failed',
  'use-returned': 'returned',
  'use-interrupted': 'interrupted',
  'file-missing': 'missing',
  'file-found': 'completed',
};

/** A use begins with a row that says everything; the newest word about it says how it stands. */
function usesOf(rows: readonly ExportedRow[], esId: string): Use[] {
  const words = new Map<string, Use['outcome']>();
  for (const row of rows) {
    const outcome = outcomes[row.event];
    if (outcome !== undefined) words.set(nameOf(row), outcome);
  }
  return rows
    .filter(({ event, entry }) => event === 'use-spent' && entry.esId === esId)
    .map((row): Use => {
      const { seq, time, requestId, entry } = row;
      return {
        ...{ seq, time, requestId },
        reason: entry.reason ?? '',
        fileName: entry.fileName ?? '',
        keeper: entry.keeper ?? '',
        outcome: words.get(nameOf(row)) ?? 'open',
      };
    })
    .toReversed();
}

function nameOf({ requestId, useNumber }: ExportedRow): string {
  return `${requestId ?? ''}#${useNumber ?? 0}`;
}

function certificateView(purpose: 'user' | 'maker', der: Uint8Array): SealDetailView['certificates'][number] {
  const { subject, issuer, serialHex, notBefore, notAfter } = parseCertificate(der);
  return {
    purpose,
    subject: subject.commonName ?? subject.toString(),
    organisation: subject.organization ?? '',
    issuer: issuer.commonName ?? issuer.toString(),
    serial: serialHex,
    validFrom: notBefore.toISOString(),
    validTo: notAfter.toISOString(),
    sm3: toHex(sm3(der)),
  };
}
