/** From a request as the store tells it to the view of the contract. */
import type { Path } from '../../approval/path.ts';
import type { Walk } from '../../approval/walk.ts';
import type { PreviewView, RequestView } from '../../contract/request-views.ts';
import type { Preview } from '../requests/preview-request.ts';
import type { RequestOnRecord } from '../requests/requests.ts';
import type { Shown } from './route-call.ts';

/** A request as pages see it: no path of a file, no statement. */
export function viewOfRequest(stored: RequestOnRecord): Shown<RequestView> {
  const { request, submission, state, code, detail, usesSpent, usesBroken, stampsWaiting } = stored;
  const { walk, history, comments } = stored;
  const shown = walk ?? history;
  const { id, document, seal, placements, reason, matter, attachments, uses } = request;
  const { reference, counterparty, amount, currency, validFrom, validUntil, time } = request;
  return {
    ...{ id, state, document, seal, placements, reason, matter, attachments },
    ...{ uses, usesSpent, usesBroken, stampsWaiting },
    timeStampRequired: walk?.timeStampRequired ?? false,
    ...{ validFrom, validUntil, time },
    ended: code === undefined ? null : { code, detail: { ...detail } },
    reference: reference ?? null,
    counterparty: counterparty ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
    applicant: submission.signer.name,
    path: shown ? stepsOf(shown.path, shown.approvals, { walk, comments }) : [],
    nextStep: walk?.next?.index ?? null,
    keepers: shown ? keepersOf(shown.path, walk) : [],
    combined: [...(shown?.path.combined ?? [])],
    standIns: standInsOf(walk),
  };
}

/** A preview as pages see it; marks in millimetres as the signer will place them. */
export function viewOfPreview({
  marks,
  overlaps,
  covered,
  dark,
  fills,
  seal,
  path,
}: Preview): Shown<PreviewView> {
  return {
    ...{ marks, overlaps, covered, dark: [...dark], fills, seal, tier: path.tier },
    path: stepsOf(path, []),
    keepers: namesOf(path.keepers),
    combined: [...path.combined],
  };
}

/** The steps of a path, with who has taken them. */
export function stepsOf(
  path: Path,
  approvals: Walk['approvals'],
  {
    walk,
    comments = [],
  }: { readonly walk?: Walk | undefined; readonly comments?: readonly (string | null)[] } = {},
): RequestView['path'] {
  return path.steps.map(({ index, role, people }) => {
    const given = approvals[index];
    return {
      role,
      people: [...namesOf(people), ...(walk?.next?.index === index ? deputiesOf(walk) : [])],
      approved: given
        ? {
            ...{ name: given.signer.name, behalf: given.value.behalf?.name ?? null, time: given.value.time },
            comment: comments[index] ?? null,
          }
        : null,
    };
  });
}

/** Who may seal; deputies of keepers once it is their turn. */
export function keepersOf({ keepers }: Path, walk?: Walk): string[] {
  return [...namesOf(keepers), ...(walk && !walk.next ? deputiesOf(walk) : [])];
}

/** Their names, for whoever reads who may act. */
export function standInsOf(walk: Walk | undefined): RequestView['standIns'] {
  return (walk?.standIns ?? []).map(({ deputy, grantor }) => ({
    deputy: deputy.name,
    grantor: grantor.name,
  }));
}

function deputiesOf({ standIns }: Walk): string[] {
  return [...new Set(standIns.map(({ deputy }) => deputy.name))];
}

export function namesOf(people: readonly { readonly name: string }[]): string[] {
  return people.map(({ name }) => name);
}
