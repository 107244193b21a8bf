/** Ways to keep something out of sight until later: layers and hidden annotations (ISO 32000-2 §8.11, §12.5.3; attacks P08, P16). */
import type { PdfDict, PdfObject } from '../objects.ts';
import { nameAt } from './object-links.ts';

/** `layer`: something is shown, printed or exported under conditions; `annotation`: one with an appearance is hidden. */
export type Hiding = 'layer' | 'annotation';

const HIDDEN = 1 << 1;
const NO_VIEW = 1 << 5;

/** In which ways content can be hidden by these dictionaries. */
export function hidingOf(dicts: readonly PdfDict[]): ReadonlySet<Hiding> {
  const found = new Set<Hiding>();
  for (const dict of dicts) {
    if (isConditionalLayer(dict)) found.add('layer');
    if (isHiddenAnnotation(dict)) found.add('annotation');
  }
  return found;
}

/** A layer that looks different on paper, or content that shows only while a layer is off (§8.11.2.2, §8.11.4.4). */
function isConditionalLayer(dict: PdfDict): boolean {
  const type = nameAt(dict, 'Type');
  if (type === 'OCMD')
    return dict.entries.has('VE') || ['AllOff', 'AnyOff'].includes(nameAt(dict, 'P') ?? '');
  const states = ['PrintState', 'ViewState', 'ExportState'].map((key) => nameAt(dict, key));
  return states.includes('OFF');
}

function isHiddenAnnotation(dict: PdfDict): boolean {
  const flags = dict.entries.get('F');
  if (!dict.entries.has('Rect') || !dict.entries.has('AP') || flags?.kind !== 'number') return false;
  return (flags.value & (HIDDEN | NO_VIEW)) !== 0;
}

/** Whether the default configuration, or another one that a reader may offer, switches layers off (§8.11.4.3). */
export function switchesLayers(
  properties: PdfDict,
  resolve: (object: PdfObject | undefined) => PdfObject | undefined,
): boolean {
  const configuration = resolve(properties.entries.get('D'));
  const isFilled = (list: PdfObject | undefined) => list?.kind === 'array' && list.items.length > 0;
  if (isFilled(resolve(properties.entries.get('Configs')))) return true;
  if (configuration?.kind !== 'dict') return false;
  const base = resolve(configuration.entries.get('BaseState'));
  const lists = ['OFF', 'AS'].map((key) => resolve(configuration.entries.get(key)));
  return lists.some(isFilled) || (base?.kind === 'name' && base.value !== 'ON');
}
