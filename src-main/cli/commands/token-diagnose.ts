/** `bianyin token diagnose`: everything that drivers and UKeys say of themselves, for whoever helps from afar; one file, text and JSON. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { diagnosisFile } from '../../app/office/diagnosis/diagnosis-file.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { requireOutsideHome } from '../../platform/outside-home.ts';
import { runCommand, type CommonOptions } from '../run-command.ts';

type DiagnoseOptions = CommonOptions & { readonly out?: string };

export function addDiagnoseCommand(command: Command): void {
  command
    .command('diagnose')
    .description('诊断驱动和 UKey：版本、依赖、插槽、机制、证书；不含 PIN、标签、序列号和姓名')
    .option('--out <文件>', '写成一个文件（文字和 JSON），交给帮忙的人')
    .action((options: DiagnoseOptions) =>
      runCommand(options, async (session) => {
        const { out } = options;
        if (out !== undefined) requireOutsideHome(session.home, out);
        const { text, drivers } = await diagnosisFile(session);
        if (out !== undefined) writeNewFile(resolve(out), text);
        return {
          value: { ok: true, drivers },
          lines: out === undefined ? text.trimEnd().split('\n') : ['诊断文件已写好。'],
        };
      }),
    );
}
