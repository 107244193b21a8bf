/** How long short commands take from the shell, everything included, beside a bare `node -e 0`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, spread, timed, type BenchRow } from './bench-row.ts';
import { approvedRequest, sealOnce, type BenchEnterprise } from './sandbox-enterprise.ts';
import { writeImagePdf } from './image-pdf.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** "Second runs start in under 2 s." */
const AIM_SECONDS = 2;

/** Commands run `rounds` times after one run that is not counted. */
export async function benchStartUp(bench: BenchEnterprise, rounds: number): Promise<BenchRow[]> {
  const sealed = await smallSealedFile(bench);
  const home = ['--home', bench.home];
  const commands = [
    ['token', 'list', ...home],
    ['seal', 'list', ...home],
    ['verify', sealed, ...home],
    ['--help'],
  ];
  const bare = await times(rounds, process.execPath, ['-e', '0']);
  const rows: BenchRow[] = [];
  for (const command of commands) {
    const taken = await times(rounds, 'npm', ['run', '-s', 'bianyin', '--', ...command]);
    rows.push({
      what: `npm run -s bianyin -- ${command.filter((word) => !word.includes('/') && word !== '--home').join(' ')}`,
      figure: median(taken),
      unit: 's',
      atMost: AIM_SECONDS,
      beside: `${spread(taken)} s; ${(median(taken) / median(bare)).toFixed(1)} × \`node -e 0\` (${median(bare).toFixed(3)} s)`,
    });
  }
  return rows;
}

async function times(rounds: number, program: string, args: readonly string[]): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i <= rounds; i += 1) {
    const { seconds, result } = await timed(() => spawnSync(program, args, { cwd: root }));
    if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${result.stderr.toString()}`);
    if (i > 0) taken.push(seconds);
  }
  return taken;
}

async function smallSealedFile(bench: BenchEnterprise): Promise<string> {
  const session = bench.session();
  try {
    const file = join(bench.folder, 'start-up.pdf');
    const output = join(bench.folder, 'start-up-sealed.pdf');
    writeImagePdf(file, { pages: 1, pageBytes: 10_000 });
    await sealOnce(bench, session, await approvedRequest(bench, session, file), output);
    return output;
  } finally {
    session.stop();
  }
}
