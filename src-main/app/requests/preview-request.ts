/** What a request would come to, before anybody signs anything: where the marks will be, and who must approve. */
import { pathFor, type Path } from '../../approval/path.ts';
import { policyInForce } from '../../approval/policy-chain.ts';
import { parseTypedAmount } from '../../domain/amount.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { defaultMatters, type Matter } from '../../domain/matter.ts';
import type { Placement } from '../../domain/placement.ts';
import type { SealTypeCode } from '../../domain/seal-kind.ts';
import type { MarkPlan } from '../../document-worker/messages.ts';
import { policyFacts } from '../../home/world.ts';
import { listTokens, type TokenView } from '../office/overview.ts';
import { withWorld } from './requests.ts';
import { sealFactsOfType, type SealFacts } from '../office/seal-facts.ts';
import type { Session } from '../session.ts';

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
}

export interface Preview extends MarkPlan {
  readonly seal: SealFacts;
  readonly path: Path;
  /** Pages on which the seal would hardly be seen. */
  readonly dark: readonly number[];
}

/** Errors: those of placements, of the reader, of the path; `person-not-on-token`, `seal-not-in-register`. */
export async function previewRequest(session: Session, input: PreviewInput): Promise<Preview> {
  const seal = sealFactsOfType(session, input.typeCode);
  const { holder } = await tokenByLabel(session, input.token);
  if (!holder) throw new BianyinError('person-not-on-token', { token: input.token });
  const path = pathOf(session, input, { esId: seal.esId, applicantId: holder.id });
  const plan = await session.documents.planMarks(input.file, input.placements, seal);
  const dark = await session.documents.darkPages(input.file, input.placements, seal);
  return { ...plan, seal, path, dark };
}

/** A token that is plugged in now. Errors: `token-not-found`. */
export async function tokenByLabel(session: Session, label: string): Promise<TokenView> {
  const token = (await listTokens(session)).find((each) => each.label === label);
  if (!token) throw new BianyinError('token-not-found', { label });
  return token;
}

function pathOf(
  session: Session,
  { typeCode, matter, amount, currency, resolutions }: PreviewInput,
  { esId, applicantId }: { readonly esId: string; readonly applicantId: string },
): Path {
  const money = amount === undefined ? {} : { amount: parseTypedAmount(amount), currency: currency ?? 'CNY' };
  return withWorld(session, (world) =>
    pathFor(policyInForce(policyFacts(world)).value, {
      matter: matter ?? defaultMatters[typeCode],
      seal: { esId, typeCode },
      ...money,
      applicantId,
      attachments: Array.from({ length: resolutions }, () => ({ kind: 'resolution' })),
    }),
  );
}
