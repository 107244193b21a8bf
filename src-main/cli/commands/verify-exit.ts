/** Exit codes of a verification: 0 all PASS, 1 any FAIL, 2 unreadable, 3 any UNSURE, 4 nothing signed. */
import type { FileResult } from '../../report/result-table.ts';

/** The worst first: whoever looks at the code alone never takes a bad or missing file for a good one. */
export function levelExitCode(levels: readonly FileResult['level'][]): number {
  const found = new Set(levels);
  if (found.has('FAIL')) return 1;
  if (found.has('UNREADABLE')) return 2;
  if (found.has('UNSURE')) return 3;
  return found.has('PASS') && !found.has('NONE') ? 0 : 4;
}
