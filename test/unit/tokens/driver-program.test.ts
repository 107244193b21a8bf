/** Which of a maker's files gets the bridge to SKF before it (docs/adr/0059): known by the names of functions in it, never by loading it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { driverProgram } from '../../../src-main/tokens/driver-program.ts';
import { skfBridgePath, skfLayouts } from '../../token/skf-fixture.ts';
import { softUkeyModulePath } from '../../token/soft-ukey-fixture.ts';

function fileOf(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-skf-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'driver.dll');
  writeFileSync(path, content);
  return path;
}
const bridged = (path: string): boolean => driverProgram(path).library === skfBridgePath;

test('our own', () => {
  expect(driverProgram('soft-ukey')).toEqual({ library: softUkeyModulePath(), environment: {} });
  const { library } = skfLayouts['u32-packed'];
  const bridge = { library: skfBridgePath, environment: { BIANYIN_SKF_LIBRARY: library } };
  expect(driverProgram('soft-skf')).toEqual(bridge);
  expect(driverProgram(library)).toEqual(bridge);
  // The bridge names the functions of SKF and is none of them.
  expect(bridged(skfBridgePath)).toBe(true);
  expect(driverProgram(skfBridgePath).environment).toEqual({});
});

test.each([
  ['MZ\0SKF_ConnectDev\0SKF_EnumDev\0', true],
  ['\0C_GetFunctionList\0SKF_EnumDev\0', false],
  ['\0C_GetFunctionList\0', false],
  ['\0SKF_EnumDevices\0', false],
  ['', false],
])('%j', (content, isBridged) => {
  expect(bridged(fileOf(content))).toBe(isBridged);
});

test('what is no file is left to the signer, which says so', () => {
  expect(driverProgram('/nowhere/driver.so')).toEqual({ library: '/nowhere/driver.so', environment: {} });
  expect(bridged('/')).toBe(false);
});
