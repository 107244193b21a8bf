/** What every suite that drives the real Electron needs: an environment that the product accepts, and a way to kill a worker. */
import type { ElectronApplication } from 'playwright-core';

/** The environment without what the product refuses. */
export function plainEnvironment(change: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !/^(NODE_|ELECTRON_)/.test(name));
  return { ...(Object.fromEntries(entries) as Record<string, string>), ...change };
}

/** Kills the workers of this name (the product's own, `文件进程`), whatever they are doing, and waits until they are gone. Returns how many there were. */
export function killElectronWorker(
  electron: Pick<ElectronApplication, 'evaluate'>,
  name: string,
): Promise<number> {
  return electron.evaluate(async ({ app }, wanted) => {
    const living = () => app.getAppMetrics().filter((metric) => metric.name === wanted);
    const found = living();
    for (const { pid } of found) process.kill(pid, 'SIGKILL');
    const isThere = () => living().some(({ pid }) => found.some((killed) => killed.pid === pid));
    for (let asked = 0; isThere() && asked < 200; asked += 1)
      await new Promise<void>((resolve) => setTimeout(resolve, 50));
    return found.length;
  }, name);
}
