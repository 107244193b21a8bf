/** Calls around approving several requests, lists and sets with one PIN: which were looked at in this window, and the approval itself (docs/adr/0047, 0053). */
import type { CallInput } from '../../contract/calls.ts';
import { membersSm3 } from '../../approval/list-members.ts';
import type { ApprovalResult } from '../../signer/answers.ts';
import type { WantedApproval } from '../../tokens/signer-client.ts';
import { approveTogether, sortForApproval } from '../requests/approve-together.ts';
import { isList, showList } from '../requests/request-lists.ts';
import { showRequest } from '../requests/requests.ts';
import { withPin } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import { aboutApprovals } from './pin-approvals.ts';
import type { Answer, Handlers } from './route-call.ts';
import { countWatch } from './sealing-progress.ts';
import { telling } from './signing-handlers.ts';

type ApproveCalls = 'request.look' | 'request.looked' | 'request.approveMany';

export function approveHandlers(window: MainWindow): Handlers<ApproveCalls> {
  return {
    'request.look'({ token, id }) {
      openedAsSet(window, id);
      window.looked.look(token, id);
      return {};
    },
    'request.looked': ({ token }) => window.looked.by(token),
    'request.approveMany': (input) => window.running.exclusively(() => approveMany(window, input)),
  };
}

/** All seals of a set go on one file: who has opened that has opened the set. */
function openedAsSet({ running, looked }: MainWindow, id: string): void {
  const session = running.session();
  const list = isList(session, id) ? showList(session, id) : null;
  const [first] = list?.seals ?? [];
  if (!list || !first || !looked.wasOpened(first.id, showRequest(session, first.id).sm3)) return;
  looked.opened(id, membersSm3(list.listSm3, list.gone));
}

/** What cannot be approved is known before anybody types a PIN, and does not keep the others from it. */
async function approveMany(
  window: MainWindow,
  { job, token, approvals }: CallInput<'request.approveMany'>,
): Promise<Answer<'request.approveMany'>> {
  const session = window.running.session();
  const { ready, refused } = await sortForApproval(session, token, approvals.map(asked), (id, sm3) =>
    window.looked.require(token, id, sm3),
  );
  const failed = refused.map(viewOf);
  if (ready.length === 0) return failed;
  const about = await aboutApprovals(window, ready);
  const results = await withPin(window, token, about, async (actor, accepted) => {
    const counts = { total: ready.length + failed.length, failed: failed.length };
    const progress = countWatch(window, job, counts);
    try {
      const work = approveTogether(session, actor, ready, (code) => {
        // The PIN was right: nothing is asked again.
        accepted();
        progress.watch.onItem('', code);
      });
      return await telling(window, work);
    } finally {
      progress.end();
    }
  });
  return [...results.map(viewOf), ...failed];
}

/** Pages count files from 1. */
function asked({
  id,
  comment,
  without,
}: CallInput<'request.approveMany'>['approvals'][number]): WantedApproval {
  const places = without && [...new Set(without)].map((number) => number - 1);
  return { requestId: id, comment, ...(places ? { without: places } : {}) };
}

function viewOf(result: ApprovalResult): Answer<'request.approveMany'>[number] {
  const { requestId } = result;
  if (result.ok) return { requestId, problem: null };
  return { requestId, problem: { code: result.code, detail: result.detail } };
}
