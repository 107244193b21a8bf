/** What the rules of this program stand on, each with how sure we are of it: nothing unconfirmed is shown as law. */
import { readFileSync } from 'node:fs';
import { parsePolicyProfile } from '../approval/policy-profile.ts';
import type { BasisView } from '../contract/office-views.ts';

const profileFile = new URL('../../assets/policy-profiles/kaifeng-2022-22.json', import.meta.url);

const items: BasisView['items'] = [
  {
    mark: 'gist',
    zh: '《开封市市场主体电子印章推广使用暂行办法》第二条、第十二条：电子印章一套五枚，缺少的显示为“未领取”。',
    en: 'Kaifeng interim measures on e-seals of market entities, Art. 2 and 12: one set has five seals; a missing one shows as not received.',
  },
  {
    mark: 'gist',
    zh: '同办法第十五条：电子印章的使用审批与实物印章相同。没有审批，本程序不盖章。',
    en: 'Art. 15: using an e-seal needs the same approval as the physical one. Without approval this program does not seal.',
  },
  {
    mark: 'gist',
    zh: '同办法第十六条：确定保管人和审批流程，建立内部管理制度。设好以前不能盖章。',
    en: 'Art. 16: keepers and an approval flow have to be set, and internal rules made. Before that nothing can be sealed.',
  },
  {
    mark: 'gist',
    zh: '同办法第十七条、第十八条：失密、变更、损坏时重新制作，终止时注销。停用后的印章不能再用，以前盖的文件仍可验。',
    en: 'Art. 17 and 18: a seal is made anew after loss, change or damage, and cancelled at the end. It cannot be used any more; files sealed before still verify.',
  },
  {
    mark: 'gist',
    zh: '同办法第二十九条：上级部门出台相关管理办法后，本办法自动废止。请向主管部门确认它现在是否有效。',
    en: 'Art. 29: these measures end by themselves when a higher authority issues its own. Ask the authority whether they are still in force.',
  },
  {
    mark: 'confirmed',
    zh: '《电子印章管理办法》（国办发〔2025〕33号）：符合规定的电子印章与实物印章具有同等法律效力（第五条）。',
    en: 'Measures on e-seals (State Council General Office, 2025 No. 33): conforming e-seals have the same legal effect as physical ones (Art. 5).',
  },
  {
    mark: 'unconfirmed',
    zh: '国办发〔2025〕33号的全文本程序没有逐条核对，条文以政府公布的文本为准。',
    en: 'The full text of 2025 No. 33 was not checked article by article; what the government publishes is authoritative.',
  },
  {
    mark: 'sample',
    zh: '审批矩阵里的事项、金额界限、审批步骤和申请有效期。没有法规规定这些数字，请按本单位制度修改。',
    en: 'Matters, amounts, steps and validity in the approval matrix. No rule sets these figures; change them to your own.',
  },
  {
    mark: 'sample',
    zh: '财务专用章与法定代表人章分人保管；经办、审批、用印由不同人员完成。',
    en: 'Finance seal and legal representative’s seal with different keepers; applicant, approvers and keeper are different people.',
  },
  {
    mark: 'sample',
    zh: '印章状态超过 24 小时（最长 72 小时）就不能盖章，验章不受影响。',
    en: 'Nothing is sealed on a seal status older than 24 hours (72 at the most); verification is not affected.',
  },
  {
    mark: 'unconfirmed',
    zh: '各类印章的尺寸与式样（沙箱中的印章按常见式样绘制）。正式印章以制作单位交付的数据为准，本程序不绘制、不修改。',
    en: 'Sizes and looks of seals (sandbox seals are drawn after common patterns). Real seals are what their maker delivers; this program neither draws nor changes them.',
  },
  {
    mark: 'unconfirmed',
    zh: '与城市印章系统的接口是参照公开资料的设计，不是官方接口。',
    en: 'The interface to a city’s seal system is a design after public material, not an official one.',
  },
];

/** The profile that matrices begin from, and the marks of its parts. Errors: `profile-malformed`. */
export function showBasis(): BasisView {
  const { id, title } = parsePolicyProfile(readFileSync(profileFile, 'utf8'));
  return { profile: id, title, items };
}
