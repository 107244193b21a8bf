/** Calls around approving several requests with one PIN: which were looked at in this window, and the approval itself (docs/adr/0047). */
import type { CallInput } from '../../contract/calls.ts';
import type { ApprovalResult } from '../../signer/answers.ts';
import { approveTogether, sortForApproval } from '../requests/approve-together.ts';
import { withPin } from './ask-pin.ts';
import type { MainWindow } from './main-window.ts';
import { aboutBatch } from './pin-subject.ts';
import type { Answer, Handlers } from './route-call.ts';
import { countWatch } from './sealing-progress.ts';
import { telling } from './signing-handlers.ts';

type ApproveCalls = 'request.look' | 'request.looked' | 'request.approveMany';

export function approveHandlers(window: MainWindow): Handlers<ApproveCalls> {
  return {
    'request.look'({ token, id }) {
      window.looked.look(token, id);
      return {};
    },
    'request.looked': ({ token }) => window.looked.by(token),
    'request.approveMany': (input) => window.running.exclusively(() => approveMany(window, input)),
  };
}

/** What cannot be approved is known before anybody types a PIN, and does not keep the others from it. */
async function approveMany(
  window: MainWindow,
  { job, token, ids }: CallInput<'request.approveMany'>,
): Promise<Answer<'request.approveMany'>> {
  const session = window.running.session();
  const { ready, refused } = await sortForApproval(session, token, ids, (id, sm3) =>
    window.looked.require(token, id, sm3),
  );
  const failed = refused.map(viewOf);
  if (ready.length === 0) return failed;
  const about = await aboutBatch(window, { token, action: 'approve' }, ready);
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

function viewOf(result: ApprovalResult): Answer<'request.approveMany'>[number] {
  const { requestId } = result;
  if (result.ok) return { requestId, problem: null };
  return { requestId, problem: { code: result.code, detail: result.detail } };
}
