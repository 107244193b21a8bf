/**
 * A process that seals once, stripped of everything but the order of its steps, and that can be killed at each of them:
 * `node sealing-process.ts HOME [STEP]`. A line in `signatures` stands for what a token has signed.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completed, openAt, permitOn, requestId } from './test-store.ts';

const [home = '', dieAt] = process.argv.slice(2);

function step(name: string): void {
  if (name === dieAt) process.kill(process.pid, 'SIGKILL');
}

const store = openAt(home);
store.reconcile();
step('before-spend');
const { number } = store.spendUse(requestId, (facts) => {
  const permit = permitOn(facts);
  step('inside-spend');
  return permit;
});
step('after-spend');
appendFileSync(join(home, 'signatures'), `${number}\n`);
step('after-sign');
writeFileSync(join(home, `sealed-${number}.pdf`), 'sealed', { flag: 'wx' });
step('after-write');
store.endUse(requestId, number, completed);
step('after-end');
store.close();
