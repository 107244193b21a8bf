/** Sentences about what comes to its end soon: the same on the workbench and in the terminal. */
import { chinaDayText } from './instant.ts';
import type { Lapse, LapsingThing } from './lapse.ts';

type Language = 'zh' | 'en';

const subjects: Readonly<Record<LapsingThing, Readonly<Record<Language, string>>>> = {
  seal: { zh: '印章“{name}”', en: 'The seal “{name}”' },
  'seal-certificate': { zh: '印章“{name}”的签名证书', en: 'The signing certificate of the seal “{name}”' },
  'seal-and-certificate': {
    zh: '印章“{name}”和它的签名证书',
    en: 'The seal “{name}” with its signing certificate',
  },
  'person-certificate': { zh: '{name}的 UKey 证书', en: 'The UKey certificate of {name}' },
  'trust-pack': { zh: '信任包（{name}）', en: 'The trust pack ({name})' },
  'time-stamps': { zh: '时间戳服务“{name}”的证书', en: 'The certificate of the time-stamp service “{name}”' },
};

const whatToDo: Readonly<Record<LapsingThing, Readonly<Record<Language, string>>>> = {
  seal: { zh: '请在到期前办理换发。', en: 'Have it renewed before that day.' },
  'seal-certificate': { zh: '请在到期前办理换发。', en: 'Have it renewed before that day.' },
  'seal-and-certificate': { zh: '请在到期前办理换发。', en: 'Have them renewed before that day.' },
  'person-certificate': {
    zh: '请及时更新证书并把新证书写进用印制度，否则到期后不能申请、审批和用印。',
    en: 'Renew it and name the new one in the policy; without it nobody can ask, approve or seal with it.',
  },
  'trust-pack': { zh: '请向发布单位索取新的一份。', en: 'Get a new one from its publisher.' },
  'time-stamps': {
    zh: '请取得新的信任资料，否则新盖的时间戳无法确认。',
    en: 'Get new trust data; new time stamps cannot be confirmed without it.',
  },
};

/** `印章“…”还有 25 天到期（2026年12月25日）。请在到期前办理换发。` */
export function lapseText(lapse: Lapse, language: Language): string {
  const subject = subjects[lapse.what][language].replace('{name}', lapse.name);
  const todo = whatToDo[lapse.what][language];
  return language === 'zh' ? `${subject}${whenZh(lapse)}${todo}` : `${subject} ${whenEn(lapse)} ${todo}`;
}

function whenZh({ stage, days, until }: Lapse): string {
  const on = chinaDayText(new Date(until), 'zh');
  if (stage === 'over') return `已于 ${on} 到期。`;
  return days === 0 ? `不到一天就到期（${on}）。` : `还有 ${days} 天到期（${on}）。`;
}

function whenEn({ stage, days, until }: Lapse): string {
  const on = chinaDayText(new Date(until), 'en');
  if (stage === 'over') return `came to its end on ${on}.`;
  if (days === 0) return `comes to its end in less than a day (${on}).`;
  return `comes to its end in ${days} ${days === 1 ? 'day' : 'days'} (${on}).`;
}
