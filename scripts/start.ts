/** `npm start`: opens the window in Electron where its program is, in a system Chromium otherwise, and says which and why. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasBrowserSandbox } from '../src-main/host-chromium/browser-window.ts';
import { findChromium } from '../src-main/host-chromium/find-chromium.ts';
import { openChromiumHost } from '../src-main/host-chromium/open-chromium-host.ts';
import { homeDirectory } from '../src-main/platform/home-directory.ts';
import { requireGuardedStart } from '../src-main/platform/start-guard.ts';
import { arePagesStale, buildPages } from './desktop/build-pages.ts';
import { bundleMain } from './desktop/bundle-main.ts';
import { chooseHost, type Sentence } from './desktop/choose-host.ts';
import { findAnyElectron } from './desktop/find-electron.ts';
import { layOutTrial } from './desktop/trial/lay-out-trial.ts';
import { trialSource } from './desktop/trial/trial-runtime.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

function say({ zh, en }: Sentence): void {
  console.log(`${zh}\n${en}`);
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

async function startChromium(executable: string): Promise<void> {
  requireGuardedStart();
  if (!hasBrowserSandbox)
    say({
      zh: '以 root 运行：浏览器沙箱已关闭，请勿日常使用。',
      en: 'Running as root: the browser sandbox is off.',
    });
  const options = { executable, home: homeDirectory(), bundle: at('out/renderer'), isHeadless: false };
  const host = await openChromiumHost(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.close());
  await host.closed;
}

/** The program refuses what would make it a plain Node or a debugger (host-electron/refused-start.ts); none of it is handed on. */
async function startElectron(executable: string): Promise<void> {
  await bundleMain(at('out/main'), [], runtime);
  const env = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE']) delete env[name];
  const [program, ...opens] = electron?.isTrial
    ? [layOutTrial(dirname(executable), at('out/electron-trial'), at('.'))]
    : [executable, at('.')];
  const child = spawn(program, opens, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

const { ELECTRON_OVERRIDE_DIST_PATH: folder } = process.env;
const electron = findAnyElectron(folder);
const runtime = electron?.isTrial ? 'trial' : 'product';
const choice = chooseHost({
  electron: electron?.executable ?? null,
  trialVersion: electron?.isTrial ? trialSource.electron : null,
  isElectronOverridden: Boolean(folder),
  chromium: findChromium(),
  hasDisplay: hasDisplay(),
  isRoot: process.platform === 'linux' && process.getuid?.() === 0,
});
say(choice.why);
if (choice.host === 'none') process.exitCode = 1;
else {
  if (arePagesStale(choice.host === 'electron' ? runtime : 'product')) {
    say({ zh: '正在生成页面…', en: 'Building the pages…' });
    buildPages(choice.host === 'electron' ? runtime : 'product');
  }
  await (choice.host === 'electron' ? startElectron : startChromium)(choice.executable);
}
