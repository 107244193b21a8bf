/** `bianyin token test` and `token profiles list|add|remove`: parameters of UKeys that the program does not know (docs/adr/0060). */
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  addProfileFile,
  listProfiles,
  testTokenOf,
  type ListedProfile,
  type TestedToken,
} from '../../app/office/vendor-profiles.ts';
import { signatureFormWords, signInputWords, triedOutcomeWords } from '../../domain/token-test.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { removeProfile } from '../../tokens/profile-store.ts';
import { mechanismText } from '../../tokens/sign-variant.ts';
import { table } from '../output.ts';
import {
  actorFrom,
  addTokenOptions,
  runCommand,
  type CommonOptions,
  type TokenOptions,
} from '../run-command.ts';
import { warn } from '../terminal.ts';

type TestOptions = TokenOptions & { readonly out?: string };

/** Said before a file of parameters is taken. */
const WARNING =
  '注意：UKey 参数只说明向驱动要签名时用的编号，汴印对每个签名都会核验；但请只采用自己测试得到的，或发证机构、厂家给的文件。';

export function addTestCommand(command: Command): void {
  addTokenOptions(
    command
      .command('test')
      .description('用一把 UKey 逐个试驱动的 SM2 签名编号，说明哪些可用；签名即弃，不盖章、不写登记簿'),
  )
    .option('--out <文件>', '把可用的编号写成参数文件，供 token profiles add 采用')
    .action((options: TestOptions) =>
      runCommand(options, async (session) => {
        if (options.out !== undefined) requireOutsideHome(session.home, options.out);
        const { test, file, profileId } = await testTokenOf(session, await actorFrom(session, options));
        const isWritten = options.out !== undefined && file !== null;
        if (isWritten) writeNewFile(resolve(options.out), file);
        return {
          value: { ok: file !== null, test, profileId },
          lines: [
            ...table([['编号', '向 UKey 要什么', '结果'], ...test.tried.map(rowOf)]),
            ...(test.ended === null ? [] : [`没有试完：${test.ended}`]),
            ...(isWritten ? ['参数文件已写好，可用 token profiles add 采用。'] : []),
            ...(file === null ? ['没有一种编号得到可用的 SM2 签名。请把“诊断”文件和这张表交给厂家。'] : []),
          ],
          exitCode: file === null ? 1 : 0,
        };
      }),
    );
}

export function profilesCommand(): Command {
  const command = new Command('profiles').description('程序不认识的 UKey 的参数');
  command
    .command('list')
    .description('正在用的参数：自己采用的和信任包里的')
    .action((options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        const { profiles, unreadable } = listProfiles(home);
        const head = ['编号', '名称', '来源', '依据'];
        return {
          value: { ok: true, profiles, unreadable },
          lines: [
            ...(profiles.length === 0
              ? ['没有另外采用的参数，只用程序自带的。']
              : table([head, ...profiles.map(lineOf)])),
            ...unreadable.map((name) => `${name}：不是参数文件，没有用。`),
          ],
        };
      }),
    );
  command
    .command('add')
    .description('采用一份参数文件')
    .argument('<文件>', 'token test --out 写的，或厂家给的')
    .action((file: string, options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        warn(WARNING);
        const { id, title } = addProfileFile(home, resolve(file));
        return { value: { ok: true, id, title }, lines: [`已采用：${title}（${id}）`] };
      }),
    );
  command
    .command('remove')
    .description('不再使用一份自己采用的参数')
    .argument('<编号>', '见 profiles list')
    .action((id: string, options: CommonOptions) =>
      runCommand(options, ({ home }) => {
        removeProfile(home, id);
        return { value: { ok: true, id }, lines: ['不再使用这份参数。'] };
      }),
    );
  return command;
}

function rowOf({
  mechanism,
  input,
  identityParameter,
  outcome,
  form,
  ckr,
}: TestedToken['test']['tried'][number]): string[] {
  const asked = `${signInputWords[input].zh}${identityParameter ? '，带标识' : ''}`;
  const said = [triedOutcomeWords[outcome].zh, form && signatureFormWords[form].zh, ckr].filter(Boolean);
  return [mechanismText(mechanism), asked, said.join('，')];
}

function lineOf({ profile: { id, title, evidence }, from }: ListedProfile): string[] {
  return [id, title, from === 'person' ? '自己采用' : '信任包', evidence.text];
}
