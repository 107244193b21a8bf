/**
 * No page of this program reaches a network, whatever it asks for: Chromium opens connections ahead of any request
 * (`<link rel=preconnect>`, seen on the real one), and those are asked about nowhere. Everything goes to a proxy that cannot be
 * there: no name is looked up, nothing is sent, this machine's own servers included. The other host is started the same way.
 */
import { app } from 'electron';

/** Before Electron is ready. */
export function lockNetwork(): void {
  app.commandLine.appendSwitch('proxy-server', '0.0.0.0:9');
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
}
