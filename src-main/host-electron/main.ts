/**
 * Entry of the Electron program. How it was started is judged before anything of the application is loaded: a start that takes
 * guards away ends here, with a sentence and a code.
 */
import { refusalSentence, refusedStart } from './refused-start.ts';

const { argv, execArgv, env, platform } = process;
const refused = refusedStart({ argv, execArgv, environment: env, platform });
if (refused !== null) {
  const sentence = refusalSentence(refused);
  process.stderr.write(sentence);
  // Where there is no Electron at all, the terminal has said it.
  await import('./show-refusal.ts').then(
    ({ showRefusal }) => showRefusal(sentence, platform),
    () => undefined,
  );
  process.exit(2);
}
// Electron waits with `ready` until the entry has been evaluated, so this still comes before it.
const { startProduct } = await import('./start-product.ts');
startProduct();
