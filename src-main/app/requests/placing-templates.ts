/** Placement templates of the enterprise (docs/adr/0043): in the settings of the home, under their names. They propose places and decide nothing. */
import { z } from 'zod';
import { plainText } from '../../approval/statement-fields.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { parseKeywordText } from '../../domain/placement-keyword-text.ts';
import {
  isUsableTemplate,
  maxTemplates,
  ruleOfTemplate,
  type PlacingTemplate,
} from '../../domain/placing-template.ts';
import { sealTypeCodes } from '../../domain/seal-kind.ts';
import type { Settings } from '../../store/store.ts';
import type { AppSession } from '../session.ts';
import { withMoment } from '../with-moment.ts';

const PREFIX = 'placing-template:';

const kept = z.strictObject({
  name: plainText(40),
  typeCode: z.enum(sealTypeCodes),
  hasPair: z.boolean(),
  keyword: z.union([z.literal(''), plainText(100)]),
  dxMm: z.number(),
  dyMm: z.number(),
  seam: z.enum(['left', 'right']).nullable(),
});

/** By name. One that nobody can read any more is left out: a template only proposes. */
export function listTemplates(session: AppSession): PlacingTemplate[] {
  return withMoment(session, ({ store }) => templatesIn(store));
}

/** Errors: `template-unknown`. */
export function templateOf(session: AppSession, name: string): PlacingTemplate {
  return found(listTemplates(session), name);
}

/** Keeps it under its name; one of that name is replaced only where that is said. Errors: `template-malformed`, `template-exists`, `template-many`. */
export function keepTemplate(
  session: AppSession,
  template: PlacingTemplate,
  mayReplace = false,
): PlacingTemplate[] {
  const checked = requireTemplate(template);
  return changed(session, (all) => {
    const isKnown = all.some(({ name }) => name === checked.name);
    if (isKnown && !mayReplace) throw new BianyinError('template-exists', { name: checked.name });
    if (!isKnown && all.length >= maxTemplates)
      throw new BianyinError('template-many', { most: maxTemplates });
    return [[checked.name, checked]];
  });
}

/** Errors: `template-unknown`, `template-exists`, `template-malformed`. */
export function renameTemplate(session: AppSession, from: string, to: string): PlacingTemplate[] {
  return changed(session, (all) => {
    const renamed = requireTemplate({ ...found(all, from), name: to });
    if (renamed.name !== from && all.some(({ name }) => name === renamed.name))
      throw new BianyinError('template-exists', { name: renamed.name });
    return renamed.name === from
      ? []
      : [
          [from, null],
          [renamed.name, renamed],
        ];
  });
}

/** Errors: `template-unknown`. */
export function removeTemplate(session: AppSession, name: string): PlacingTemplate[] {
  return changed(session, (all) => [[found(all, name).name, null]]);
}

type Change = readonly [string, PlacingTemplate | null];

function changed(
  session: AppSession,
  change: (all: readonly PlacingTemplate[]) => readonly Change[],
): PlacingTemplate[] {
  return withMoment(session, ({ store }) => {
    store.changeSettings((settings) =>
      change(templatesIn(settings)).map(
        ([name, template]) => [PREFIX + name, template === null ? '' : JSON.stringify(template)] as const,
      ),
    );
    return templatesIn(store);
  });
}

function templatesIn(settings: Pick<Settings, 'settingsUnder'>): PlacingTemplate[] {
  return [...settings.settingsUnder(PREFIX)]
    .flatMap(([key, text]) => {
      const template = text === '' ? null : readable(text);
      return template && PREFIX + template.name === key ? [template] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

function readable(text: string): PlacingTemplate | null {
  try {
    const { success, data } = kept.safeParse(JSON.parse(text));
    return success && isUsableTemplate(data) ? data : null;
  } catch {
    return null;
  }
}

function found(all: readonly PlacingTemplate[], name: string): PlacingTemplate {
  const template = all.find((each) => each.name === name);
  if (!template) throw new BianyinError('template-unknown', { name: name.slice(0, 40) });
  return template;
}

/** The words are read as words alone: an option or a number of the hit among them would choose a place unseen. */
function requireTemplate(template: PlacingTemplate): PlacingTemplate {
  const { success, data } = kept.safeParse({
    ...template,
    name: template.name.trim(),
    keyword: template.keyword.trim(),
  });
  if (!success || !isUsableTemplate(data)) throw new BianyinError('template-malformed');
  const [text] = ruleOfTemplate(data).keyword;
  const query = text === undefined ? null : parseKeywordText(text);
  const isPlain = query === null || (query.keyword === data.keyword && query.hit === null);
  if (!isPlain) throw new BianyinError('template-malformed');
  return data;
}
