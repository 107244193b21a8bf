/** A time-stamp service that is away when somebody seals, and there again afterwards (docs/adr/0033): what the windows say, and 补盖时间戳. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listWaiting } from '../../src-main/app/requests/time-stamping.ts';
import { openAppSession } from '../../src-main/app/session.ts';
import { timeStampAddedName, timeStampOutlookNames } from '../../src-main/domain/time-stamp.ts';
import { approveWords } from '../../src-renderer/i18n/approve-words.ts';
import { writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { stampAnswer } from '../hosts/support/fresh-enterprise.ts';
import {
  canOpenWindows,
  complaintsOf,
  freshSandbox,
  openDesk,
  photographFailures,
  type Desk,
} from './support/desk.ts';
import { goTo, takeToken } from './support/frame.ts';
import { confirmAs } from './support/pin-page.ts';
import { approvedLetter } from './support/prepared.ts';
import { applyButton, openRequest, sealedLine } from './support/request-page.ts';

let desk: Desk;
let service: Server;
let isAway = true;
photographFailures(() => desk);

/** RFC 3161 over HTTP, with the stamps of the sandbox's city. */
function startService(sandbox: Sandbox): Promise<Server> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      if (isAway) response.writeHead(503).end();
      else
        void stampAnswer(sandbox, new Uint8Array(Buffer.concat(pieces))).then((octets) =>
          response.end(octets),
        );
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** The home of an enterprise, whose service is asked over HTTP. */
function becomeEnterprise({ home }: Sandbox, port: number): void {
  const settings = JSON.parse(readFileSync(home.settingsFile, 'utf8')) as Record<string, unknown>;
  const own = { ...settings, kind: 'enterprise', timestampUrl: `http://127.0.0.1:${port}/` };
  writeFileSync(home.settingsFile, JSON.stringify(own));
}

describe.skipIf(!canOpenWindows)('a service that is away', () => {
  beforeAll(async () => {
    const sandbox = freshSandbox();
    await approvedLetter(sandbox, await writePdf(sandbox.folder, '函件.pdf'), { reason: '待时间戳的函' });
    service = await startService(sandbox);
    becomeEnterprise(sandbox, (service.address() as AddressInfo).port);
    desk = await openDesk({ sandbox });
  });
  afterAll(async () => {
    service?.close();
    await desk?.remove();
  });

  test('is named before the PIN, in the PIN window and in the result; later the stamp is added', async () => {
    const { page } = desk;
    await takeToken(page, 'keeper');
    await openRequest(page, '待时间戳的函');
    await page.getByText(timeStampOutlookNames.unreachable.zh).waitFor();
    await applyButton(page).click();
    expect(await confirmAs(desk, 'keeper')).toContain(timeStampOutlookNames.unreachable.zh);
    await sealedLine(page).filter({ hasText: approveWords['sealed-waiting'].zh }).waitFor();
    const add = page.getByRole('button', { name: approveWords.addStamp.zh });
    await add.click();
    await page.getByRole('main').getByRole('alert').first().waitFor();
    isAway = false;
    await add.click();
    await page.getByRole('status').filter({ hasText: '已补盖时间戳' }).waitFor();
    await add.waitFor({ state: 'detached' });
    await goTo(page, 'journal');
    await page.getByText(timeStampAddedName.zh).first().waitFor();
    const session = openAppSession(desk.sandbox.home);
    expect(listWaiting(session)).toEqual([]);
    session.stop();
    expect(complaintsOf(desk)).toEqual([]);
  });
});
