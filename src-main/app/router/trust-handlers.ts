/** Calls about the trust pack of this machine. What was shown is what is taken: the octets are read once, when they are chosen. */
import { randomBytes } from 'node:crypto';
import type { CallName } from '../../contract/calls.ts';
import { readTrustPack } from '../../trust-pack/read-trust-pack.ts';
import { CallRefusal } from '../call-refusal.ts';
import { importTrustPack, needsRoot, packView, readPackFile, showTrustPack } from '../trust/trust-packs.ts';
import { askRoots } from './ask-root.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

type TrustCalls = Extract<CallName, `trust.${string}`>;

export function trustHandlers({ running, ports }: MainWindow): Handlers<TrustCalls> {
  /** The last one that was chosen in this window. */
  let chosen: { readonly id: string; readonly bytes: Uint8Array } | undefined;
  return {
    'trust.show': () => showTrustPack(running.home),
    async 'trust.choose'() {
      const [path] = await ports.chooseFiles({ multiple: false, kind: 'pack' });
      if (path === undefined) return null;
      const bytes = readPackFile(path);
      const view = packView(readTrustPack(bytes));
      chosen = { id: `p-${randomBytes(16).toString('hex')}`, bytes };
      return { ...view, pack: chosen.id, needsRoot: needsRoot(running.home) };
    },
    async 'trust.import'({ pack, rootSm3 }) {
      const taken = chosen;
      if (taken?.id !== pack) throw new CallRefusal('bad-input', { field: 'pack' });
      const pinned = rootSm3 === undefined ? {} : { pinned: rootSm3 };
      if (needsRoot(running.home)) {
        const { roots } = packView(readTrustPack(taken.bytes));
        await askRoots(
          ports,
          roots.filter(({ sm3 }) => sm3 === rootSm3),
        );
      }
      const view = importTrustPack(running.home, taken.bytes, { now: running.ports.now(), ...pinned });
      if (chosen === taken) chosen = undefined;
      running.tell({ kind: 'home.changed' });
      return view;
    },
  };
}
