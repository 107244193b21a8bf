/** What a request would come to, before anybody signs anything: where the marks will be, and who must approve. */
import { pathFor, type Path } from '../../approval/path.ts';
import { policyInForce } from '../../approval/policy-chain.ts';
import { parseTypedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { findOverlaps } from '../../domain/mark-overlaps.ts';
import { defaultMatters, type Matter } from '../../domain/matter.ts';
import type { Placement } from '../../domain/placement.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import type { MarkPlan } from '../../document-worker/messages.ts';
import { policyFacts } from '../../home/home-moment.ts';
import type { SealInSet } from './seal-set.ts';
import { listTokens, type PluggedToken } from '../seals/overview.ts';
import { withMoment } from '../with-moment.ts';
import { sealFactsOfType, type SealFacts } from '../seals/seal-facts.ts';
import type { AppSession } from '../session.ts';

export interface PreviewInput {
  /** Label of the applicant's token. */
  readonly token: string;
  readonly file: string;
  readonly typeCode: SealTypeCode;
  readonly placements: readonly Placement[];
  readonly matter?: Matter | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly resolutions: number;
  /** Further seals on the same file (docs/adr/0042). */
  readonly others?: readonly SealInSet[] | undefined;
}

export interface Preview extends Omit<MarkPlan, 'marks'> {
  readonly marks: readonly (MarkPlan['marks'][number] & { readonly typeCode: SealTypeCode })[];
  readonly seal: SealFacts;
  readonly path: Path;
  /** Pages on which the seal would hardly be seen. */
  readonly dark: readonly number[];
}

/** Errors: those of placements, of the reader, of the path; `person-not-on-token`, `seal-not-in-register`. */
export async function previewRequest(session: AppSession, input: PreviewInput): Promise<Preview> {
  const seal = sealFactsOfType(session, input.typeCode);
  const { holder } = await tokenByLabel(session, input.token);
  if (!holder) throw new BianyinError('person-not-on-token', { token: input.token });
  const path = pathOf(session, input, { esId: seal.esId, applicantId: holder.id });
  const plan = await session.documents.planMarks(input.file, input.placements, seal);
  const dark = new Set(await session.documents.darkPages(input.file, input.placements, seal));
  const marks = plan.marks.map((mark) => ({ ...mark, typeCode: input.typeCode }));
  const covered = [...plan.covered];
  for (const { typeCode, placements } of input.others ?? []) {
    const facts = sealFactsOfType(session, typeCode);
    const more = await session.documents.planMarks(input.file, placements, facts);
    covered.push(...more.covered.map((each) => ({ ...each, mark: each.mark + marks.length })));
    marks.push(...more.marks.map((mark) => ({ ...mark, typeCode })));
    for (const page of await session.documents.darkPages(input.file, placements, facts)) dark.add(page);
  }
  // Seals of a set may lie over one another as well as over those that are there.
  const overlaps = findOverlaps(marks.map(({ page, rect }) => ({ page, visual: rect })));
  return { ...plan, marks, overlaps, covered, seal, path, dark: [...dark] };
}

/** A token that is plugged in now. Errors: `token-not-found`. */
export async function tokenByLabel(session: AppSession, label: string): Promise<PluggedToken> {
  const token = (await listTokens(session)).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  return token;
}

function pathOf(
  session: AppSession,
  { typeCode, matter, amount, currency, resolutions, others = [] }: PreviewInput,
  { esId, applicantId }: { readonly esId: string; readonly applicantId: string },
): Path {
  const money = amount === undefined ? {} : { amount: parseTypedAmount(amount), currency: currency ?? 'CNY' };
  const sealOf = (each: SealInSet) => ({
    ...{ typeCode: each.typeCode, esId: sealFactsOfType(session, each.typeCode).esId },
  });
  return withMoment(session, (moment) =>
    pathFor(policyInForce(policyFacts(moment)).value, {
      matter: matter ?? defaultMatters[typeCode],
      seal: { esId, typeCode },
      ...(others.length > 0 ? { seals: [{ esId, typeCode }, ...others.map(sealOf)] } : {}),
      ...money,
      applicantId,
      attachments: Array.from({ length: resolutions }, () => ({ kind: 'resolution' })),
    }),
  );
}
