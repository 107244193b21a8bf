/** Calls about seals that change hands and people who leave (docs/adr/0046). */
import type { CallInput, CallName } from '../../contract/calls.ts';
import { reportWords } from '../../report/report-words.ts';
import { handOver, leave, lookAtLeaving } from '../office/policy-draft/hand-over.ts';
import { showDraft } from '../office/policy-draft/draft-view.ts';
import { handOverSheetInput, listHandOvers } from '../register/hand-over-sheets.ts';
import { reportWorker } from '../verify/report-worker.ts';
import type { MainWindow } from './main-window.ts';
import { placeFor, printed, saved } from './report-handlers.ts';
import type { Answer, Handlers } from './route-call.ts';

export type HandOverCalls = Extract<
  CallName,
  'draft.handOver' | 'draft.lookAtLeaving' | 'draft.leave' | `handover.${string}`
>;

export function handOverHandlers(window: MainWindow): Handlers<HandOverCalls> {
  const { session } = window.running;
  return {
    'draft.handOver'(wanted) {
      handOver(session(), wanted);
      return showDraft(session());
    },
    'draft.lookAtLeaving': (leaving) => lookAtLeaving(session(), leaving),
    'draft.leave'(leaving) {
      leave(session(), leaving);
      return showDraft(session());
    },
    'handover.list': () => listHandOvers(session()),
    'handover.save': (input) => save(window, input),
    'handover.print': (input) => print(window, input),
  };
}

/** Errors: `hand-over-unknown`, `cancelled`, `output-*`, `report-not-made`. */
async function save(
  window: MainWindow,
  { policy, language }: CallInput<'handover.save'>,
): Promise<Answer<'handover.save'>> {
  // Read before the chooser: nobody chooses a place for nothing.
  const input = handOverSheetInput(window.running.session(), policy, language);
  const target = await placeFor(window, `${reportWords(language)('handOverTitle')}-${policy}.pdf`);
  await reportWorker(window.running).handOver(input, target);
  return saved(target);
}

/** Errors: `hand-over-unknown`, `print-not-possible`, `report-not-made`. */
function print(
  window: MainWindow,
  { policy, language }: CallInput<'handover.print'>,
): Promise<Answer<'handover.print'>> {
  const { running } = window;
  const input = handOverSheetInput(running.session(), policy, language);
  return printed(window, (target) => reportWorker(running).handOver(input, target));
}
