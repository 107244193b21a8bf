/** `bianyin token modules list|add|exchange|remove|test`: the drivers of a home, several of several makers (docs/adr/0058). */
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  addDriver,
  exchangeFirstDriver,
  listDrivers,
  removeDriver,
  tryDriver,
  type DriverStanding,
} from '../../app/office/drivers.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../domain/errors/sentence.ts';
import { modulesOf, readHome } from '../../platform/home-directory.ts';
import { runCommand, type CommandResult, type CommonOptions } from '../run-command.ts';

export function modulesCommand(): Command {
  const command = new Command('modules').description('UKey 驱动：一个或几个厂家的');
  command
    .command('list')
    .description('正在用的驱动，各看到几把 UKey，或者为什么不能用')
    .action((options: CommonOptions) =>
      runCommand(options, async (session) => {
        const drivers = await listDrivers(session);
        return { value: { ok: true, drivers: drivers.map(valueOf) }, lines: drivers.map(lineOf) };
      }),
    );
  withFile(command, 'add', '增加一个驱动；先试过，能用才采用', addDriver);
  withFile(command, 'exchange', '把连接企业时用的驱动换成这个文件', exchangeFirstDriver);
  withFile(command, 'test', '试一个驱动文件，不采用', async (home, file) => {
    const tried = await tryDriver(home, file);
    if (tried.why) throw tried.why;
    return tried;
  });
  command
    .command('remove')
    .description('不再使用一个后来增加的驱动')
    .argument('<驱动>', '序号（见 modules list）或文件')
    .action((which: string, options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        removeDriver(home, placeOf(modulesOf(readHome(home)), which));
        return { value: { ok: true }, lines: ['不再使用这个驱动。'] };
      }),
    );
  return command;
}

type Work = (home: Parameters<typeof tryDriver>[0], file: string) => Promise<DriverStanding>;

function withFile(command: Command, name: string, description: string, work: Work): void {
  command
    .command(name)
    .description(description)
    .argument('<文件>', '厂家驱动的接口库（.dll、.so、.dylib）')
    .action((file: string, options: CommonOptions) =>
      runCommand(options, async ({ home }): Promise<CommandResult> => {
        const standing = await work(home, resolve(file));
        return {
          value: { ok: true, driver: valueOf(standing) },
          lines: [`${standing.title}：${seen(standing)}`],
        };
      }),
    );
}

/** Numbers as `list` shows them: 1 is the first. Errors: `driver-missing`. */
function placeOf(modules: readonly string[], which: string): number {
  const place = /^\d+$/.test(which) ? Number(which) - 1 : modules.indexOf(resolve(which));
  if (place < 0 || place >= modules.length) throw new BianyinError('driver-missing');
  return place;
}

function valueOf({ module, title, tokens, why }: DriverStanding) {
  return { module, title, tokens, error: why && { code: why.code, detail: why.detail } };
}

function lineOf(driver: DriverStanding, place: number): string {
  return `${place + 1}  ${driver.title}  ${seen(driver)}`;
}

function seen({ tokens, why }: DriverStanding): string {
  return why ? sentenceFor(why, 'zh') : `看到 ${tokens ?? 0} 把 UKey`;
}
