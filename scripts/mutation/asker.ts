/** One test runner that stays: start and transformation are paid once, then each question is one test file (bench-tree.ts). */
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import type { Answer, Question } from './bench-tree.ts';

const vitest = await createVitest('test', {
  watch: false,
  project: ['parts'],
  maxWorkers: 1,
  bail: 1,
  reporters: [{}],
});
const [project] = vitest.projects;

async function ask({ test, changed }: Question): Promise<Answer> {
  const path = join(process.cwd(), test);
  for (const file of changed) vitest.invalidateFile(join(process.cwd(), file));
  // What failed before would end this run at once.
  vitest.state.idMap.clear();
  vitest.state.filesMap.clear();
  const started = performance.now();
  if (!project) throw new Error('the tests have no project of parts');
  const { testModules } = await vitest.runTestSpecifications([project.createSpecification(path)]);
  const state = testModules.find(({ moduleId }) => moduleId === path)?.state();
  return { passed: state === 'passed' || state === 'skipped', ms: performance.now() - started };
}

process.on('message', (question: Question) => {
  void ask(question).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
