/** Calls about the drivers of a home. A change begins a new run: no signing may lose its signer. */
import type { CallName } from '../../contract/calls.ts';
import type { DriversView } from '../../contract/driver-calls.ts';
import { readHome } from '../../platform/home-directory.ts';
import { CallRefusal } from '../call-refusal.ts';
import { addDriver, exchangeFirstDriver, listDrivers, removeDriver } from '../office/drivers.ts';
import { findModules, requireModule } from '../../tokens/find-modules.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';

type DriverCalls = Extract<CallName, `driver.${string}`>;

export function driverHandlers({ running, ports }: MainWindow): Handlers<DriverCalls> {
  const take = (module: string, how: 'add' | 'exchange') =>
    how === 'add' ? addDriver(running.home, module) : exchangeFirstDriver(running.home, module);
  const changed = (change: () => unknown): Promise<DriversView> =>
    running.exclusively(async () => {
      await change();
      running.reopen();
      running.tell({ kind: 'tokens.changed' });
      return driversView(running);
    });
  return {
    'driver.list': () => driversView(running),
    'driver.use': ({ id, how }) => changed(() => take(requireModule(id), how)),
    async 'driver.find'({ how }) {
      const [path] = await ports.chooseFiles({ multiple: false, kind: 'driver' });
      if (path === undefined) throw new CallRefusal('cancelled');
      return changed(() => take(path, how));
    },
    'driver.remove': ({ place }) => changed(() => removeDriver(running.home, place)),
  };
}

async function driversView(running: RunningApp): Promise<DriversView> {
  const drivers = await listDrivers(running.session());
  return {
    drivers: drivers.map(({ title, tokens, why }) => ({
      ...{ title, tokens },
      problem: why && { code: why.code, detail: { ...why.detail } },
    })),
    makers: findModules().flatMap(({ id, title, module, isSoftware }) =>
      isSoftware ? [] : [{ id, title, isFound: module !== null }],
    ),
    isFirstFixed: readHome(running.home).kind === 'sandbox',
  };
}
