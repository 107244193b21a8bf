/** For whom the holder of a token would act, what is said beside it, and the digest that pins both with what was shown before the PIN (docs/adr/0037, 0045, 0053). */
import { behalfFor, keptFor } from '../approval/acting-for.ts';
import { canonicalJson } from '../approval/canonical-json.ts';
import type { Behalf } from '../approval/delegation.ts';
import { textSm3 } from '../approval/statement.ts';
import type { Walk } from '../approval/walk.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { actingPerson } from './acting-person.ts';
import type { ActsAs } from './messages.ts';
import type { TokenCertificate } from './pkcs11/certificate-objects.ts';

/** A token before its PIN, and what it would sign. */
export interface Acting {
  readonly act: ActsAs['act'];
  readonly label: string;
  readonly certificates: readonly TokenCertificate[];
}

/**
 * Found by the certificates on the token, as signing finds it. A sealing that the gate will refuse is in nobody's name; who approves hears
 * at once why a delegation does not count. Errors: `delegation-refused`.
 */
export function toldBehalf(walk: Walk, acting: Acting | null): Behalf | null {
  if (!acting) return null;
  const found = orElse(() => actingPerson(walk.policy.value, acting), null);
  if (!found) return null;
  const { person, certificateSm3 } = found;
  if (acting.act === 'decide') return behalfFor(walk, { personId: person.id, certificateSm3 });
  return walk.next ? null : orElse(() => keptFor(walk, person, certificateSm3), null);
}

/** What is signed with a request or a list besides what that itself says. */
export interface ShownBeside {
  readonly behalf?: Pick<Behalf, 'delegationSm3'> | null | undefined;
  /** Beside an approval. */
  readonly comment?: string | undefined;
}

/** `sm3`: of a request or a list. In the own name and without a word it is that itself. */
export function shownAs(sm3: string, { behalf, comment }: ShownBeside): string {
  if (!behalf && comment === undefined) return sm3;
  const beside = {
    ...(behalf ? { delegationSm3: behalf.delegationSm3 } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
  return textSm3(canonicalJson({ sm3, ...beside }));
}

/**
 * What lies under the number is the request that was shown, by itself or as part of its list; it is done for whom was shown, and the comment
 * that was shown with it is the one that is signed. Errors: `request-not-as-shown`.
 */
export function requireShown(
  shown: readonly string[] | undefined,
  { requestSm3, listSm3 }: { readonly requestSm3?: string; readonly listSm3?: string | undefined },
  id: string,
  beside: ShownBeside,
): void {
  const isShown = [requestSm3, listSm3].some(
    (sm3) => sm3 !== undefined && shown?.includes(shownAs(sm3, beside)) === true,
  );
  if (shown !== undefined && !isShown) throw new BianyinError('request-not-as-shown', { id });
}
