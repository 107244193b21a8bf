/** Words of people, keepers and the approval matrix, and of what is wrong with a draft of them. */
export const policyWords = {
  effectChanges: { zh: '签署后的变化（{count} 处）', en: 'What signing changes ({count})' },
  effectEnds: {
    zh: '正在办理的 {count} 件申请会作废，要重新提交：',
    en: '{count} running requests end and have to be submitted again:',
  },
  people: { zh: '人员与角色', en: 'People and roles' },
  peopleHint: {
    zh: '每个人由自己的证书认定：插入本人的 UKey，或导入本人的证书文件（.cer）。代理人是本人不在时可以受委托代办的人，委托在“授权委托”里签署。',
    en: 'A certificate says who somebody is: plug in that person’s UKey, or import the certificate (.cer). Deputies may stand in while the person is away, by a delegation that is signed under “Delegations”.',
  },
  name: { zh: '姓名', en: 'Name' },
  department: { zh: '部门', en: 'Department' },
  roles: { zh: '角色', en: 'Roles' },
  deputies: { zh: '代理人', en: 'Deputies' },
  noDeputy: { zh: '没有', en: 'None' },
  certificate: { zh: '证书', en: 'Certificate' },
  keep: { zh: '不了', en: 'No' },
  addToken: { zh: '加入 UKey 的持有人', en: 'Add the holder of the UKey' },
  addTokenNamed: { zh: '加入“{label}”的持有人', en: 'Add the holder of “{label}”' },
  addCertificate: { zh: '导入证书文件', en: 'Import a certificate' },
  noToken: { zh: '没有插入名单以外的 UKey', en: 'No UKey of anybody else is plugged in' },
  noPeople: {
    zh: '还没有人员。先插入法定代表人的 UKey，把本人加入。',
    en: 'Nobody yet. Plug in the legal representative’s UKey first and add them.',
  },
  certOk: { zh: '有效，至 {day}', en: 'Good until {day}' },
  certExpired: { zh: '已过期（{day}）', en: 'Expired ({day})' },
  certRevoked: { zh: '已吊销', en: 'Revoked' },
  certUnknown: { zh: '无法确认，请更新吊销名单', en: 'Cannot be confirmed; update the revocation lists' },
  certUntrusted: { zh: '不是本机信任的机构签发', en: 'Not from an authority trusted here' },
  certAbsent: { zh: '证书不在本机', en: 'The certificate is not on this machine' },
  keepers: { zh: '印章与保管人', en: 'Seals and keepers' },
  keepersHint: {
    zh: '保管人拿着存有这枚印章的 UKey。财务专用章与法定代表人章要分人保管。',
    en: 'The keeper holds the UKey with the seal. Finance seal and legal representative’s seal need different keepers.',
  },
  seal: { zh: '印章', en: 'Seal' },
  keeper: { zh: '保管人', en: 'Keepers' },
  noSeals: {
    zh: '还没有领取印章。请在“印章”里从 UKey 领取。',
    en: 'No seals yet. Receive them from the UKey under “Seals”.',
  },
  matrix: { zh: '审批矩阵', en: 'Approval matrix' },
  matrixHint: {
    zh: '谁可以申请，按金额要经过谁审批；最后由印章保管人盖章。金额和步骤是样例，请按本单位制度修改。',
    en: 'Who may ask, and who approves at which amount; the keeper seals in the end. Amounts and steps are samples; change them to your own rules.',
  },
  profile: { zh: '样本', en: 'Sample' },
  kaifengProfile: { zh: '开封市市场主体', en: 'Enterprises of Kaifeng' },
  smallFirm: { zh: '一至三人单位', en: 'Firm of one to three' },
  ownProfile: { zh: '自己的', en: 'Your own' },
  profileQuestion: {
    zh: '换成“{title}”的样本？',
    en: 'Take the sample “{title}”?',
  },
  profileHint: {
    zh: '审批矩阵整张换掉，改过的金额和步骤也会换掉；人员和保管人不变。法定代表人签署以前不生效。',
    en: 'It replaces the whole matrix with all amounts and steps that were changed; people and keepers stay. Nothing applies before the legal representative has signed it.',
  },
  takeProfile: { zh: '换成样本', en: 'Take the sample' },
  matter: { zh: '事项', en: 'Matter' },
  applicants: { zh: '谁可以申请', en: 'Who may ask' },
  tier: { zh: '金额', en: 'Amount' },
  anyAmount: { zh: '不分金额', en: 'Any amount' },
  below: { zh: '不足 {amount}', en: 'Below {amount}' },
  between: { zh: '{from} 起，不足 {to}', en: '{from} to below {to}' },
  from: { zh: '{amount} 起，或未写金额', en: '{amount} and above, or none given' },
  steps: { zh: '审批步骤（按次序）', en: 'Approvals, in order' },
  resolution: { zh: '须附决议', en: 'Needs a resolution' },
  addRule: { zh: '增加一行', en: 'Add a row' },
  removeRule: { zh: '删除', en: 'Delete' },
  removeRuleQuestion: {
    zh: '删除“{matter} · {seal}”这一行？删除后这种事项不能用这枚章。',
    en: 'Delete the row “{matter} · {seal}”? Then that seal cannot be used for it.',
  },
  bounds: { zh: '金额界限（达到即升档）', en: 'Amount limits (reaching one moves up)' },
  boundsHint: {
    zh: '写金额（元），用空格分开，例如 50000 500000；空着就不分档。',
    en: 'Amounts in CNY with blanks between, such as 50000 500000; empty for none.',
  },
  hours: { zh: '一份申请最长有效', en: 'A request is valid for at most' },
  hoursUnit: { zh: '小时', en: 'hours' },
  stampRule: { zh: '盖章时的时间戳', en: 'Time stamp with a seal' },
  stampFree: { zh: '由盖章人决定', en: 'Whoever seals decides' },
  stampRequired: { zh: '必须加，没有就不盖', en: 'Required: no seal without one' },
  newRule: { zh: '事项与印章', en: 'Matter and seal' },
  inForce: {
    zh: '正在执行第 {number} 版用印制度，没有改动要签署。',
    en: 'Policy number {number} is in force; there is no change to sign.',
  },
  none: {
    zh: '还没有签署用印制度，不能申请或盖章。',
    en: 'No policy has been signed yet; nothing can be asked for or sealed.',
  },
  changed: {
    zh: '有改动，还没有生效。法定代表人签署后成为第 {number} 版。',
    en: 'There are changes that do not apply yet. Signed by the legal representative they become number {number}.',
  },
  sign: { zh: '法定代表人签署', en: 'Sign as legal representative' },
  signing: { zh: '请在 PIN 窗口中确认。', en: 'Confirm in the PIN window.' },
  signed: { zh: '已签署，第 {number} 版生效。', en: 'Signed; number {number} is in force.' },
  signNeedsToken: {
    zh: '请插入存有法定代表人章（05）的 UKey。',
    en: 'Plug in the UKey with the legal representative’s seal (05).',
  },
  drop: { zh: '放弃改动', en: 'Drop the changes' },
  dropQuestion: { zh: '放弃对用印制度的改动？', en: 'Drop the changes to the policy?' },
  mustFix: { zh: '签署前必须改正', en: 'To be corrected before signing' },
  mind: { zh: '请留意', en: 'To mind' },
  fine: { zh: '没有发现问题。', en: 'Nothing wrong was found.' },
} as const;

/** Findings on a draft; `{seal}`, `{role}`, `{matter}`, `{state}` come as words. */
export const issueWords = {
  'no-people': { zh: '还没有任何人员。', en: 'There is nobody in it yet.' },
  'no-seals': { zh: '还没有任何印章。', en: 'There are no seals in it yet.' },
  'no-rules': {
    zh: '审批矩阵是空的，什么都不能盖。',
    en: 'The approval matrix is empty; nothing could be sealed.',
  },
  'name-empty': { zh: '有一位人员没有写姓名（{id}）。', en: 'One person has no name ({id}).' },
  'person-without-role': {
    zh: '{name} 还没有角色。请给一个角色，或移出名单。',
    en: '{name} has no role yet. Give one, or remove the person.',
  },
  'keeper-missing': { zh: '{seal}还没有保管人。', en: '{seal} has no keeper yet.' },
  'tier-empty': {
    zh: '“{matter}”用{seal}：有一档没有审批步骤。',
    en: '“{matter}” with {seal}: one amount has no approvals.',
  },
  'tiers-count': {
    zh: '“{matter}”用{seal}：审批的档数与金额界限不一致。',
    en: '“{matter}” with {seal}: the number of tiers does not fit the amount limits.',
  },
  'bounds-order': {
    zh: '“{matter}”的金额界限要由小到大。',
    en: 'The amount limits of “{matter}” have to ascend.',
  },
  'bound-malformed': {
    zh: '“{matter}”的金额界限没有看懂，请写成 50000 这样的数字。',
    en: 'An amount limit of “{matter}” is not understood; write it like 50000.',
  },
  'applicants-empty': {
    zh: '“{matter}”用{seal}：没有人可以申请。',
    en: '“{matter}” with {seal}: nobody may ask.',
  },
  'rule-twice': {
    zh: '“{matter}”用{seal}写了两行，请删去一行。',
    en: '“{matter}” with {seal} is there twice; delete one.',
  },
  'certificate-twice': {
    zh: '{name} 的证书也登记在另一人名下。',
    en: 'The certificate of {name} is listed for somebody else too.',
  },
  'keepers-not-separate': {
    zh: '{name} 同时保管财务专用章和法定代表人章。这两枚章要分人保管，请换一位保管人。',
    en: '{name} keeps both the finance seal and the seal of the legal representative. They need different keepers.',
  },
  'legal-missing': { zh: '名单里没有法定代表人。', en: 'The list has no legal representative.' },
  'no-path': {
    zh: '现在没有一种用印走得通：经办人、审批人还没有配齐。请先加入人员并分配角色。',
    en: 'No use of a seal could be approved yet: applicants or approvers are missing. Add people and give them roles first.',
  },
  'role-vacant': {
    zh: '“{matter}”用{seal}要有{role}，名单里没有人担任：这类申请现在办不了。',
    en: '“{matter}” with {seal} needs a {role}, and there is none: such requests cannot run.',
  },
  'people-missing': {
    zh: '“{matter}”用{seal}：经办、审批、保管要由不同的人完成，现在人手不够，会卡住。',
    en: '“{matter}” with {seal}: applicant, approvers and keeper must differ, and there are too few people; it would get stuck.',
  },
  'keeper-applies': {
    zh: '{name} 既是经办人又保管{seal}：自己申请的，自己不能盖。',
    en: '{name} may ask and also keeps {seal}: nobody seals the own request.',
  },
  'keeper-approves': {
    zh: '{name} 是{role}，又保管{seal}：审批过的，自己不能盖。建议分开。',
    en: '{name} is {role} and keeps {seal}: who approved cannot seal. Better keep them apart.',
  },
  'legal-seal-elsewhere': {
    zh: '{seal}由 {name} 保管，而 {name} 不是法定代表人：没有法定代表人的授权委托，{name} 盖不了这枚章。',
    en: '{seal} is kept by {name}, who is not the legal representative: without a delegation by them {name} cannot use it.',
  },
  'one-keeper': {
    zh: '{seal}只有 {name} 一位保管人，不在时没有人能盖章。',
    en: '{seal} has {name} as its only keeper; nobody can seal while they are away.',
  },
  'duties-combined': {
    zh: '人员不足，职责未能分离：{duties}。签署的制度、每份申请、登记簿和盖好的文件里都会写明。',
    en: 'Too few people to keep duties apart: {duties}. The signed policy, each request, the register and the sealed files say so.',
  },
  'small-firm-fits': {
    zh: '名单里只有 {count} 人，经办、审批、用印不能都由不同的人办理。确实只有这几个人的，请在“审批矩阵”里改用“一至三人单位”的样本：能分开的照样分开，不能分开的写明。',
    en: 'With {count} people on the list, applying, approving and sealing cannot all be kept apart. If there is nobody else, take the sample “Firm of one to three” under “Approval matrix”: what can be kept apart is, and what cannot is named.',
  },
  'certificate-bad': {
    zh: '{name} 的证书现在不能用：{state}。',
    en: 'The certificate of {name} cannot be used now: {state}.',
  },
  'certificate-renewed': {
    zh: '{name} 换了证书：签署以后只认新的证书，原来的 UKey 不能再用。职务和保管的印章不变。',
    en: '{name} has a new certificate: once this is signed only the new one counts, and the old UKey cannot be used any more. Roles and seals stay.',
  },
  'same-name': {
    zh: '有不止一位 {name}。如果是同一个人换了证书，请把职务和保管的印章交给新的一条，再移除旧的一条；如果是两个人，不用改。',
    en: 'There is more than one {name}. If it is one person with a new certificate, give roles and seals to the new entry and remove the old one; if they are two people, leave it.',
  },
  'person-elsewhere': {
    zh: '{name} 的证书属于另一家单位（{uscc}）。经此人审批或用印的文件，验章时会提示“审批人不是本单位的”。请换成本单位签发的证书。',
    en: 'The certificate of {name} belongs to another enterprise ({uscc}). Files that this person approves or seals are reported as approved by people of another enterprise. Use a certificate of your own enterprise.',
  },
} as const;
