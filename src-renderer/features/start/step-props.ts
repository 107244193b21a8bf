/** What each step of connecting an enterprise gets. */
import type { SetupView } from '../../../src-main/contract/office-views.ts';
import type { Work } from '../../state/use-work.ts';

export interface StepProps {
  readonly setup: SetupView;
  readonly work: Work;
  /** Takes the next standing in. */
  readonly onSetup: (setup: SetupView) => void;
}
