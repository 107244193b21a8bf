/** Calls about the home, its tokens, its seals and its policy. */
import type { CallError } from '../../contract/result.ts';
import { engineVersion } from '../../domain/engine-version.ts';
import type { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { homeStanding } from '../office/home-standing.ts';
import { listSeals, listTokens, showPolicy } from '../seals/overview.ts';
import { sampleContract } from '../office/sample-contract.ts';
import { initSandbox } from '../office/sandbox-setup.ts';
import { allSealFacts } from '../seals/seal-facts.ts';
import { isSandboxPlace } from '../trust/of-sandbox.ts';
import { freshenHome } from '../trust/freshen-home.ts';
import type { Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';

type HomeCalls = 'home.describe' | 'sandbox.init' | 'token.list' | 'seal.list' | 'policy.show';

function shown({ code, detail }: BianyinError): CallError {
  return { code, detail: { ...detail } };
}

export function homeHandlers(running: RunningApp): Handlers<HomeCalls> {
  return {
    async 'home.describe'() {
      // Somebody may have put the settings back.
      if (running.session().damage) running.reopen();
      const { settings, damage } = running.session();
      const about = {
        ...{ host: running.ports.host, engine: engineVersion, damage: damage && shown(damage) },
        isSandbox: isSandboxPlace(running.session()),
      };
      if (!settings) return { ...about, home: null };
      // A city that cannot be asked makes the status older; the view says as of when it is.
      await freshenHome(running.session()).catch(() => undefined);
      const { kind, enterprise } = settings;
      const { problem, ...standing } = homeStanding(running.session());
      return { ...about, home: { kind, enterprise, ...standing, problem: problem && shown(problem) } };
    },
    'sandbox.init': ({ trustAside = false }) =>
      running.exclusively(async () => {
        const tokens = await initSandbox(running.home, running.ports.now, { trustAside });
        await sampleContract(running.home, running.ports.now);
        running.reopen();
        running.tell({ kind: 'home.changed' });
        return tokens;
      }),
    'token.list': async () =>
      (await listTokens(running.session())).map(({ pinState, ...token }) => ({
        ...token,
        triesState: pinState,
      })),
    async 'seal.list'() {
      const views = await listSeals(running.session());
      const pictures = new Map(allSealFacts(running.session()).map(({ esId, picture }) => [esId, picture]));
      return views.map((view) => ({ ...view, picture: pictures.get(view.esId) ?? null }));
    },
    'policy.show'() {
      const { policy, sm3 } = showPolicy(running.session());
      return { ...policy, sm3 };
    },
  };
}
