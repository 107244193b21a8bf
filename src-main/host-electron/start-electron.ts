/** Everything that must be said before Electron is ready, in one place and in this order; then the host is opened. */
import { mkdirSync } from 'node:fs';
import { app } from 'electron';
import { failToStart } from './fail-to-start.ts';
import { setApplicationMenu } from './application-menu.ts';
import { lockContents } from './lock-contents.ts';
import { lockNetwork } from './lock-network.ts';
import { comeForward } from './notices.ts';
import { openElectronHost, type ElectronHost, type ElectronHostOptions } from './open-electron-host.ts';
import { registerScheme } from './serve-pages.ts';

/** Starts the application; when it runs already on this home, brings its window forward and ends. */
export function startElectron(options: Omit<ElectronHostOptions, 'isPackaged'>): void {
  app.enableSandbox();
  lockNetwork();
  // Beside the home and not in it, as with the other host: there may be no home yet, and a cache is not backed up with seals.
  const profile = `${options.home.root}.electron`;
  // Electron takes no folder that is not there.
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  // As in electron-builder.yml: Windows shows notices of programs that it knows by this name alone.
  app.setAppUserModelId('bianyin.desktop');
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  setApplicationMenu(process.platform);
  app.on('web-contents-created', (_, contents) => lockContents(contents));
  app.on('certificate-error', (event, _, __, ___, ____, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _, __, ___, choose) => {
    event.preventDefault();
    choose();
  });
  app.on('login', (event, _, __, ___, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('window-all-closed', () => app.quit());
  let host: ElectronHost | undefined;
  app.on('second-instance', () => host && comeForward(host.main.window));
  app.on('will-quit', () => host?.close());
  void app
    .whenReady()
    .then(async () => (host = await openElectronHost({ ...options, isPackaged: app.isPackaged })))
    .catch(failToStart);
}
