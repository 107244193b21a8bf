/** `bianyin template list | keep | rename | remove`: placement templates of the enterprise (docs/adr/0043). */
import { Command } from 'commander';
import { requireTypeCode } from '../../app/requests/requests.ts';
import {
  keepTemplate,
  listTemplates,
  removeTemplate,
  renameTemplate,
} from '../../app/requests/placing-templates.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PlacingTemplate } from '../../domain/placing-template.ts';
import { sealKindNames } from '../../domain/seal-kind.ts';
import { table } from '../output.ts';
import { runCommand, type CommandResult, type CommonOptions } from '../run-command.ts';

interface KeepOptions extends CommonOptions {
  readonly seal: string;
  readonly keyword?: string;
  readonly dx: string;
  readonly dy: string;
  readonly seam?: string;
  readonly pair?: boolean;
  readonly replace?: boolean;
}

export function templateCommand(): Command {
  const command = new Command('template').description('盖章位置模板：按字词，不含任何文件的坐标');
  command
    .command('list')
    .description('所有模板')
    .action((options: CommonOptions) => runCommand(options, (session) => shown(listTemplates(session))));
  command
    .command('keep')
    .argument('<名称>')
    .description('存一个模板')
    .requiredOption('--seal <种类>', '01 公章 02 财务 03 发票 04 合同 05 法定代表人')
    .option('--keyword <字词>', '盖在这些字后面；找到 0 处或几处时会问')
    .option('--dx <毫米>', '再向右移（默认 0）', '0')
    .option('--dy <毫米>', '再向下移（默认 0）', '0')
    .option('--seam <边>', '骑缝：right 或 left')
    .option('--pair', '右边 4 mm 加法定代表人章')
    .option('--replace', '替换同名的模板')
    .action((name: string, options: KeepOptions) =>
      runCommand(options, (session) =>
        shown(keepTemplate(session, templateFrom(name, options), options.replace)),
      ),
    );
  command
    .command('rename')
    .argument('<名称>')
    .argument('<新名称>')
    .description('改名')
    .action((name: string, to: string, options: CommonOptions) =>
      runCommand(options, (session) => shown(renameTemplate(session, name, to))),
    );
  command
    .command('remove')
    .argument('<名称>')
    .description('删除')
    .action((name: string, options: CommonOptions) =>
      runCommand(options, (session) => shown(removeTemplate(session, name))),
    );
  return command;
}

/** Errors: `usage`. */
function templateFrom(name: string, options: KeepOptions): PlacingTemplate {
  const { seal, keyword = '', dx, dy, seam, pair = false } = options;
  const [dxMm, dyMm] = [Number(dx), Number(dy)];
  const isSeam = seam === undefined || seam === 'left' || seam === 'right';
  if (!Number.isFinite(dxMm) || !Number.isFinite(dyMm) || !isSeam)
    throw new BianyinError('usage', { what: '--dx 5 --dy -3 --seam right' });
  return { name, typeCode: requireTypeCode(seal), hasPair: pair, keyword, dxMm, dyMm, seam: seam ?? null };
}

function shown(templates: readonly PlacingTemplate[]): CommandResult {
  const rows = templates.map(({ name, typeCode, hasPair, keyword, dxMm, dyMm, seam }) => [
    name,
    sealKindNames[typeCode].zh + (hasPair ? ` + ${sealKindNames['05'].zh}` : ''),
    keyword === '' ? '—' : keyword,
    `${dxMm}, ${dyMm} mm`,
    seam ?? '—',
  ]);
  const head = ['名称', '印章', '字词', '偏移', '骑缝'];
  return {
    value: { ok: true, templates },
    lines: rows.length === 0 ? ['还没有模板。'] : table([head, ...rows]),
  };
}
