/** For whom the holder of a token would act, and the digest that pins it with what was shown before the PIN (docs/adr/0037, 0045). */
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

/** `sm3`: of a request or a list. In the own name it is that itself. */
export function shownAs(sm3: string, behalf: Pick<Behalf, 'delegationSm3'> | null | undefined): string {
  return behalf ? textSm3(canonicalJson({ sm3, delegationSm3: behalf.delegationSm3 })) : sm3;
}

/**
 * What lies under the number is the request that was shown, by itself or as part of its list, and it is done for whom was shown.
 * Errors: `request-not-as-shown`.
 */
export function requireShown(
  shown: readonly string[] | undefined,
  { requestSm3, listSm3 }: { readonly requestSm3?: string; readonly listSm3?: string | undefined },
  id: string,
  behalf: Pick<Behalf, 'delegationSm3'> | null | undefined,
): void {
  const isShown = [requestSm3, listSm3].some(
    (sm3) => sm3 !== undefined && shown?.includes(shownAs(sm3, behalf)) === true,
  );
  if (shown !== undefined && !isShown) throw new BianyinError('request-not-as-shown', { id });
}
