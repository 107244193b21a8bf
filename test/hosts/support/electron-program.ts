/**
 * The bundle of the product with the Electron that opens it. A downloaded Electron is told the entry; the one for trial opens what lies
 * in its own resources (docs/adr/0061), so that each entry has a program of its own.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layOutTrial } from '../../../scripts/desktop/trial/lay-out-trial.ts';
import { bundleProgram, type BundledProgram } from './bundled-program.ts';
import { electronHere } from './electron-here.ts';

export interface ElectronProgram extends Pick<BundledProgram, 'root' | 'remove'> {
  readonly executable: string;
  /** The arguments that come before those of the program. */
  readonly opens: readonly string[];
}

/** `entry` is a source that is bundled with the product and opened; absent: the product's own entry. Only where `electronHere`. */
export async function electronProgram(entry?: string): Promise<ElectronProgram> {
  const { executable, isTrial } = electronHere();
  const program = await bundleProgram(entry === undefined ? [] : [entry], isTrial ? 'trial' : 'product');
  const { root } = program;
  const remove = (): void => program.remove();
  const opened = entry?.replace(/^.*\//, '').replace(/\.ts$/, '.js') ?? 'main.js';
  if (!isTrial)
    return { root, remove, executable, opens: [entry === undefined ? root : join(program.main, opened)] };
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', main: `out/main/${opened}` }));
  const laidOut = layOutTrial(join(executable, '..'), join(root, '../electron'), root);
  return { root, remove, executable: laidOut, opens: [] };
}
