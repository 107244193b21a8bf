/** Calls around placement templates (docs/adr/0043). */
import type { CallName } from '../../contract/calls.ts';
import {
  keepTemplate,
  listTemplates,
  removeTemplate,
  renameTemplate,
} from '../requests/placing-templates.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

export function templateHandlers({ running }: MainWindow): Handlers<Extract<CallName, `template.${string}`>> {
  const session = running.session;
  return {
    'template.list': () => listTemplates(session()),
    'template.keep': ({ template, mayReplace }) => keepTemplate(session(), template, mayReplace),
    'template.rename': ({ name, to }) => renameTemplate(session(), name, to),
    'template.remove': ({ name }) => removeTemplate(session(), name),
  };
}
