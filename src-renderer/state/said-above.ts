/** What is said above every screen is not said again in it: one cause, one notice (app/part-notices.tsx). */
import { CallFailure } from '../bridge/bridge.ts';
import { useOfficeState } from './office.tsx';

/** The error, or null where the same one stands above already. */
export function useUnsaid(error: unknown): unknown {
  const { office } = useOfficeState();
  if (!office || !(error instanceof CallFailure)) return error;
  const { home, problems } = office;
  const above = [home.damage, home.home?.problem, ...Object.values(problems).map(errorOf)];
  return above.some((each) => each?.code === error.error.code) ? null : error;
}

function errorOf(problem: unknown) {
  return problem instanceof CallFailure ? problem.error : null;
}
