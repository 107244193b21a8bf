/**
 * `npm run bench -- [--json] [--only large,rate,tokens,start,growth,files,city,viewer,paint,stories,lists,register] [--megabytes N] [--rounds N] [--files N] [--seals N]`: what sealing and verifying cost,
 * always beside something of the same machine in the same run. Figures that were kept: docs/benchmarks.md.
 */
import { parseArgs } from 'node:util';
import { tableLines, type BenchRow } from './bench-row.ts';
import { benchCity } from './city-scale.ts';
import { benchFirstPaint } from './first-paint.ts';
import { benchGrowth } from './growth.ts';
import { benchLargeFile } from './large-file.ts';
import { benchLongList } from './long-list.ts';
import { benchManyFiles } from './many-files.ts';
import { machineFacts } from './machine-facts.ts';
import { benchRates } from './rates.ts';
import { benchEnterprise, type BenchEnterprise } from './sandbox-enterprise.ts';
import { benchRegisterSize } from './register-size.ts';
import { benchStartUp } from './start-up.ts';
import { benchStories } from './stories.ts';
import { benchTokens } from './tokens.ts';
import { benchViewer } from './viewer.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: 'large,rate,tokens,start,growth,files,city,viewer,paint' },
    megabytes: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '5' },
    files: { type: 'string', default: '1000' },
    seals: { type: 'string', default: '4000000' },
  },
});
const rounds = Number(values.rounds);
const groups: Readonly<Record<string, (bench: BenchEnterprise) => Promise<BenchRow[]>>> = {
  large: (bench) => benchLargeFile(bench, Number(values.megabytes), rounds),
  rate: benchRates,
  tokens: (bench) => benchTokens(bench, rounds),
  start: (bench) => benchStartUp(bench, rounds),
  growth: benchGrowth,
  viewer: (bench) => benchViewer(bench, Number(values.megabytes), rounds),
  paint: ({ folder }) => benchFirstPaint(folder, rounds),
  city: ({ folder }) => benchCity(folder, Number(values.seals), rounds),
  stories: benchStories,
  lists: benchLongList,
  register: ({ folder }) => benchRegisterSize(folder),
  files: ({ folder }) => benchManyFiles(folder, Number(values.files)),
};

async function runGroups(names: readonly string[]): Promise<BenchRow[]> {
  const bench = await benchEnterprise();
  try {
    const rows: BenchRow[] = [];
    for (const name of names) {
      const group = groups[name];
      if (!group) throw new RangeError(`no group "${name}"; known: ${Object.keys(groups).join(', ')}`);
      process.stderr.write(`· ${name}\n`);
      rows.push(...(await group(bench)));
    }
    return rows;
  } finally {
    bench.remove();
  }
}

const before = machineFacts();
const rows = await runGroups(values.only.split(','));
const facts = { ...before, loadAfter: machineFacts().load };
if (values.json) console.log(JSON.stringify({ facts, rows }, null, 2));
else {
  const { date, node, cores, processor, memoryGb, load, loadAfter } = facts;
  console.log(
    `${date} · Node ${node} · ${cores} cores, ${processor} · ${memoryGb} GB · load ${load}, at the end ${loadAfter}\n`,
  );
  console.log(tableLines(rows).join('\n'));
}
