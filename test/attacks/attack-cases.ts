/**
 * Attacks on sealed PDFs as one table (ids after the catalogue of known attacks, P01 to P28, and P29 on of our own): each case is made by script
 * from the test city and breaks one rule. The table is the documentation (docs/attacks.md); `attacks.test.ts` runs it.
 */
import { ageCases } from './cases/age-cases.ts';
import { annotationCases } from './cases/annotation-cases.ts';
import { carrierCases } from './cases/carrier-cases.ts';
import { chainCases } from './cases/chain-cases.ts';
import { changeCases } from './cases/change-cases.ts';
import { containerCases } from './cases/container-cases.ts';
import { contentCases } from './cases/content-cases.ts';
import { coverageCases } from './cases/coverage-cases.ts';
import { disguiseCases } from './cases/disguise-cases.ts';
import { displayCases } from './cases/display-cases.ts';
import { filledFormCases } from './cases/filled-form-cases.ts';
import { laterFontCases } from './cases/later-font-cases.ts';
import { laterLookCases } from './cases/later-look-cases.ts';
import { besideCases } from './cases/beside-cases.ts';
import { embeddedLabelCases } from './cases/embedded-label-cases.ts';
import { markCases } from './cases/mark-cases.ts';
import { hybridCases } from './cases/hybrid-cases.ts';
import { limitCases } from './cases/limit-cases.ts';
import { nameCases } from './cases/name-cases.ts';
import { operatorCases } from './cases/operator-cases.ts';
import { drawnEntryCases } from './cases/drawn-entry-cases.ts';
import { shapeCases } from './cases/shape-cases.ts';
import { noPlaceCases } from './cases/no-place-cases.ts';
import { outsideCases } from './cases/outside-cases.ts';
import { permissionCases } from './cases/permission-cases.ts';
import { preparedPlaceCases } from './cases/prepared-place-cases.ts';
import { scannedPlaceCases } from './cases/scanned-place-cases.ts';
import { proofCases } from './cases/proof-cases.ts';
import { setCases } from './cases/set-cases.ts';
import { repairCases } from './cases/repair-cases.ts';
import { resavedCases } from './cases/resaved-cases.ts';
import { salvageCases } from './cases/salvage-cases.ts';
import { seenFiguresCases } from './cases/seen-figures-cases.ts';
import { sharedLookCases } from './cases/shared-look-cases.ts';
import { shadowCases } from './cases/shadow-cases.ts';
import { structureCases } from './cases/structure-cases.ts';
import { timeCases } from './cases/time-cases.ts';
import { twoRootsCases } from './cases/two-roots-cases.ts';
import { usageRightsCases } from './cases/usage-rights-cases.ts';
import { unseenInkCases } from './cases/unseen-ink-cases.ts';
import type { AttackCase } from './cases/attack-making.ts';

export type { AttackCase } from './cases/attack-making.ts';

export const attackCases: readonly AttackCase[] = [
  ...coverageCases,
  ...changeCases,
  ...shadowCases,
  ...annotationCases,
  ...unseenInkCases,
  ...permissionCases,
  ...nameCases,
  ...contentCases,
  ...structureCases,
  ...hybridCases,
  ...containerCases,
  ...chainCases,
  ...ageCases,
  ...timeCases,
  ...proofCases,
  ...setCases,
  ...limitCases,
  ...displayCases,
  ...markCases,
  ...laterLookCases,
  ...besideCases,
  ...embeddedLabelCases,
  ...filledFormCases,
  ...laterFontCases,
  ...sharedLookCases,
  ...preparedPlaceCases,
  ...scannedPlaceCases,
  ...seenFiguresCases,
  ...repairCases,
  ...salvageCases,
  ...operatorCases,
  ...shapeCases,
  ...drawnEntryCases,
  ...resavedCases,
  ...usageRightsCases,
  ...twoRootsCases,
  ...noPlaceCases,
  ...outsideCases,
  ...disguiseCases,
  ...carrierCases,
];
