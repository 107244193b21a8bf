/** The terminal program: `npm run -s bianyin -- …`. Exit codes: 0 done or all PASS, 1 FAIL, 2 error, 3 UNSURE, 4 nothing signed. */
import { requireGuardedStart } from '../platform/start-guard.ts';
import { failCli, runCli } from './run-cli.ts';

/** The last word on the exit code of a run without a command, or with a wrong one. */
const USAGE = 2;

process.on('uncaughtException', (error) => {
  failCli(process.argv, error);
  process.exit();
});
// Whoever reads our output may go away before its end (`| head`).
process.stdout.on('error', () => process.exit(USAGE));

try {
  requireGuardedStart();
  await runCli(process.argv);
} catch (error) {
  failCli(process.argv, error);
}
