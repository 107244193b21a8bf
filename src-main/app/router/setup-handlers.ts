/** Calls that connect an enterprise. What came in by the chooser stays beside the home until a person has confirmed it. */
import type { CallName } from '../../contract/calls.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { trustAsFound } from '../../home/believed-trust.ts';
import { CallRefusal } from '../call-refusal.ts';
import { addToken } from '../office/policy-draft/draft-people.ts';
import { withMoment } from '../with-moment.ts';
import { importTrustPack } from '../trust/trust-packs.ts';
import {
  chooseOwnTrust,
  chooseTrust,
  confirmTrust,
  connectEnterprise,
  recordReceived,
  setupTokens,
  showSetup,
  useModule,
} from '../office/setup/connect-enterprise.ts';
import { requireModule } from '../../tokens/find-modules.ts';
import { dropSetup, setupFolder } from '../office/setup/setup-folder.ts';
import { askRoots } from './ask-root.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';

/** The number of the pack that came with the connection is kept outside its folder too: nothing older counts from now on. */
function rememberPack({ home, ports }: RunningApp): void {
  const { pack } = trustAsFound(home);
  if (pack) importTrustPack(home, pack.pack.bytes, { now: ports.now() });
}

/** The first of the list is whose UKey it was. What keeps the certificate out is said where people are added. */
async function addLegal(running: RunningApp, token: string): Promise<void> {
  try {
    await addToken(running.session(), token);
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
  }
}

type SetupCalls = Extract<CallName, `setup.${string}`>;

export function setupHandlers({ running, ports }: MainWindow): Handlers<SetupCalls> {
  const { home } = running;
  const now = (): Date => running.ports.now();
  return {
    'setup.show': () => showSetup(home),
    async 'setup.chooseTrust'() {
      const paths = await ports.chooseFiles({ multiple: true, kind: 'trust' });
      if (paths.length === 0) throw new CallRefusal('cancelled');
      chooseTrust(home, paths, now());
      return showSetup(home);
    },
    'setup.useOwnTrust'() {
      chooseOwnTrust(home);
      return showSetup(home);
    },
    async 'setup.confirmTrust'({ roots }) {
      const shown = showSetup(home).roots.filter(({ sm3 }) => roots.includes(sm3));
      // Only what was asked about is confirmed, whatever is chosen while the question stands.
      await askRoots(ports, shown);
      confirmTrust(
        home,
        shown.map(({ sm3 }) => sm3),
      );
      return showSetup(home);
    },
    'setup.forgetTrust'() {
      dropSetup(setupFolder(home));
      return showSetup(home);
    },
    async 'setup.useModule'({ id }) {
      await useModule(home, requireModule(id));
      return showSetup(home);
    },
    async 'setup.findModule'() {
      const [path] = await ports.chooseFiles({ multiple: false, kind: 'driver' });
      if (path === undefined) throw new CallRefusal('cancelled');
      await useModule(home, path);
      return showSetup(home);
    },
    'setup.tokens': () => setupTokens(home, now()),
    'setup.connect': ({ token }) =>
      running.exclusively(async () => {
        const received = await connectEnterprise(home, token, now());
        running.reopen();
        withMoment(running.session(), (moment) => recordReceived(moment, received));
        rememberPack(running);
        await addLegal(running, token);
        running.tell({ kind: 'home.changed' });
        return showSetup(home);
      }),
  };
}
