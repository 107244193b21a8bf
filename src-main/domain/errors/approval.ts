/** Errors of the area "approval": statements, policy, path, permit. A long file because it is one table. */
export const approvalErrors = {
  'amount-malformed': {
    zh: '金额“{amount}”写法不对。请写成数字，最多两位小数，例如 50000.00。',
    en: 'The amount "{amount}" is not understood. Write digits with at most two decimals, for example 50000.00.',
  },
  'instant-malformed': {
    zh: '时间“{text}”写法不对。请写成 2026-11-23T08:30:00Z 的形式。',
    en: 'The time "{text}" is not understood. Write it like 2026-11-23T08:30:00Z.',
  },
  'json-not-canonical': {
    zh: '数据不是规范 JSON（{what}），已拒绝。请用汴印重新生成这份数据。',
    en: 'The data is not canonical JSON ({what}) and was refused. Create it again with Bianyin.',
  },
  'statement-malformed': {
    zh: '签名声明（{purpose}）的结构不对：{what}。它可能被改动过，请重新签署。',
    en: 'The signed statement ({purpose}) has a wrong structure: {what}. It may have been altered; have it signed again.',
  },
  'statement-other-purpose': {
    zh: '这份签名声明是 {found}，不能当作 {expected} 使用。请提交正确的声明。',
    en: 'This signed statement is a {found}; it cannot serve as a {expected}. Supply the right one.',
  },
  'statement-version-unknown': {
    zh: '签名声明（{purpose}）的版本本程序不认识。请升级汴印后再试。',
    en: 'The signed statement ({purpose}) has an unknown version. Update Bianyin and try again.',
  },
  'statement-signature-wrong': {
    zh: '{name} 的签名与内容不符（{purpose}）：内容或签名被改动过。请本人重新签署。',
    en: 'The signature of {name} does not fit the content ({purpose}): one of them was altered. Have it signed again.',
  },
  'signer-certificate-expired': {
    zh: '{name} 的证书不在有效期内，没有盖章。请换发证书后重新签署。',
    en: 'The certificate of {name} is outside its validity; nothing was sealed. Renew it and sign again.',
  },
  'signer-certificate-revoked': {
    zh: '{name} 的证书已被吊销，没有盖章。请由持有有效证书的人重新签署。',
    en: 'The certificate of {name} has been revoked; nothing was sealed. Somebody with a valid certificate must sign again.',
  },
  'signer-certificate-untrusted': {
    zh: '{name} 的证书不是由受信任的机构签发，没有盖章。请核对证书和信任列表。',
    en: 'The certificate of {name} does not come from a trusted authority; nothing was sealed. Check the certificate and the trust list.',
  },
  'signer-certificate-unknown': {
    zh: '无法确认 {name} 的证书是否已被吊销，没有盖章。请更新吊销名单后再试。',
    en: 'It cannot be told whether the certificate of {name} is revoked; nothing was sealed. Update the revocation list.',
  },
  'policy-missing': {
    zh: '还没有用印制度，不能申请或盖章。请由法定代表人签署用印制度。',
    en: 'There is no policy yet; nothing can be requested or sealed. The legal representative has to sign one.',
  },
  'policy-chain-broken': {
    zh: '用印制度的第 {sequence} 版与前一版接不上：有版本缺失或被改动。请从备份恢复。',
    en: 'Policy number {sequence} does not follow the one before it: one is missing or was altered. Restore from a backup.',
  },
  'policy-not-yet-valid': {
    zh: '用印制度要到 {from} 才生效。请等到那时再用印。',
    en: 'The policy takes effect at {from}. Wait until then.',
  },
  'policy-signer-wrong': {
    zh: '用印制度由 {name} 的证书签署，它不是现任法定代表人章的证书。请由法定代表人重新签署。',
    en: 'The policy is signed with the certificate of {name}, which the seal of the legal representative does not list. The legal representative has to sign it.',
  },
  'policy-signer-other-enterprise': {
    zh: '没有采用用印制度。签署它的证书（{name}）里没有本单位的统一社会信用代码 {uscc}，可能属于别的单位。请由本单位法定代表人重新签署。',
    en: 'The policy was not used. The certificate that signed it ({name}) does not name the code {uscc} of this enterprise and may belong to another one. The legal representative of this enterprise has to sign it.',
  },
  'policy-inconsistent': {
    zh: '用印制度自相矛盾：{what}。请改正后由法定代表人重新签署。',
    en: 'The policy contradicts itself: {what}. Correct it and have it signed again.',
  },
  'policy-keepers-not-separate': {
    zh: '{name} 同时保管财务专用章和法定代表人章。这两枚章必须分人保管，请改用印制度。',
    en: '{name} keeps both the finance seal and the seal of the legal representative. They need different keepers; change the policy.',
  },
  'profile-malformed': {
    zh: '用印制度模板的内容不对，没有使用。请对照自带模板改正。',
    en: 'The policy profile is not well formed and was not used. Compare it with the one that comes with Bianyin.',
  },
  'path-seal-not-in-policy': {
    zh: '用印制度里没有这枚{seal}。请选别的印章，或由法定代表人更新用印制度。',
    en: 'The policy does not know this seal ({seal}). Choose another seal or have the policy updated.',
  },
  'path-not-allowed': {
    zh: '按用印制度，“{matter}”不能用{seal}。请换印章或更正文件类别。',
    en: 'The policy does not allow {seal} for "{matter}". Choose another seal or matter.',
  },
  'path-role-vacant': {
    zh: '审批需要{role}，但用印制度里没有人担任。请由法定代表人更新用印制度。',
    en: 'The approval needs a {role}, and the policy names nobody. Have the policy updated.',
  },
  'path-people-missing': {
    zh: '审批步骤（{roles}）没有足够的不同人员来完成：经办人、审批人、保管人必须是不同的人。请换经办人或更新用印制度。',
    en: 'The steps ({roles}) need more different people than there are: applicant, approvers and keeper must differ. Choose another applicant or have the policy updated.',
  },
  'attachment-missing': {
    zh: '“{matter}”必须附决议文件。请把股东会或董事会决议作为附件加入申请。',
    en: 'A "{matter}" needs a resolution. Add the resolution as an attachment of the request.',
  },
  'person-not-in-policy': {
    zh: '{name} 不在用印制度的人员名单里。请由名单上的人办理，或更新用印制度。',
    en: '{name} is not among the people of the policy. Let somebody on the list do it, or have the policy updated.',
  },
  'applicant-wrong-role': {
    zh: '{name} 不能提出这项申请，需要的角色是{role}。请由有此角色的人申请。',
    en: '{name} may not apply for this; the role needed is {role}. Let somebody with that role apply.',
  },
  'request-inconsistent': {
    zh: '申请 {id} 的内容自相矛盾：{what}。请重新填写。',
    en: 'Request {id} contradicts itself: {what}. Fill it in again.',
  },
  'request-submission-mismatch': {
    zh: '申请 {id} 的内容与经办人签署的不一致，没有盖章。内容被改动过，请重新申请。',
    en: 'Request {id} is not what the applicant signed; nothing was sealed. It was altered; apply again.',
  },
  'request-policy-replaced': {
    zh: '申请 {id} 依据的用印制度已被第 {sequence} 版取代。请按新制度重新申请。',
    en: 'The policy of request {id} has been replaced by number {sequence}. Apply again under the new one.',
  },
  'request-validity-too-long': {
    zh: '申请 {id} 的有效期超过制度允许的 {hours} 小时。请缩短有效期。',
    en: 'Request {id} is valid for longer than the {hours} hours that the policy allows. Shorten it.',
  },
  'request-not-yet-valid': {
    zh: '申请 {id} 从 {from} 起才有效。请等到那时。',
    en: 'Request {id} is valid from {from}. Wait until then.',
  },
  'request-expired': {
    zh: '申请 {id} 已于 {until} 过期，不能审批或盖章。请重新申请。',
    en: 'Request {id} expired at {until}. Apply again.',
  },
  'request-cancelled': {
    zh: '申请 {id} 已由 {name} 撤回：{reason}。需要时请重新申请。',
    en: 'Request {id} was taken back by {name}: {reason}. Apply again if needed.',
  },
  'request-rejected': {
    zh: '申请 {id} 已被 {name}（{role}）驳回：{reason}。请修改后重新申请。',
    en: 'Request {id} was rejected by {name} ({role}): {reason}. Change it and apply again.',
  },
  'cancellation-wrong-person': {
    zh: '{name} 不能撤回这项申请，只有经办人和法定代表人可以。记录与规则不符，已停止。',
    en: '{name} may not take this request back; only the applicant and the legal representative may. The record breaks the rules; stopped.',
  },
  'act-other-document': {
    zh: '{name} 签署的是另一份文件，不能用于这份文件。请对这份文件重新签署。',
    en: '{name} signed for another file. It has to be signed for this file.',
  },
  'act-other-seal': {
    zh: '{name} 签署的是另一枚印章，不能用于这枚印章。请重新签署。',
    en: '{name} signed for another seal. It has to be signed for this seal.',
  },
  'act-other-policy': {
    zh: '{name} 签署时依据的是另一版用印制度。请重新签署。',
    en: '{name} signed under another policy. It has to be signed again.',
  },
  'act-other-request': {
    zh: '{name} 签署的是另一项申请，不能挪用。请对这项申请重新签署。',
    en: '{name} signed for another request. It has to be signed for this request.',
  },
  'act-other-person': {
    zh: '{name} 的证书与签名里写的人或证书不一致。请本人用自己的证书重新签署。',
    en: "The certificate of {name} is not the one, or not of the person, that the signed text names. Sign again with one's own certificate.",
  },
  'act-from-future': {
    zh: '{name} 的签署时间 {time} 晚于本机时间。请校准两边的时钟。',
    en: '{name} signed at {time}, which is later than the clock of this machine. Set the clocks right.',
  },
  'act-time-order': {
    zh: '{name} 的签署时间 {time} 早于前一步（{before}）。请校准时钟后重新签署。',
    en: '{name} signed at {time}, before the step that it follows ({before}). Set the clock and sign again.',
  },
  'clock-behind': {
    zh: '本机时间 {now} 早于已有记录的 {seen}，没有盖章。请校准时钟。',
    en: 'The clock says {now}, earlier than {seen}, which is on record; nothing was sealed. Set the clock right.',
  },
  'approval-missing': {
    zh: '申请 {id} 还没有审批完：等待第 {step}/{steps} 步，{role}（{people}）。没有盖章。',
    en: 'Request {id} is not fully approved: waiting for step {step} of {steps}, {role} ({people}). Nothing was sealed.',
  },
  'approval-repeated': {
    zh: '第 {step} 步已经审批过，{name} 的审批是重复的。记录与规则不符，已停止。',
    en: 'Step {step} has been approved already; the approval of {name} is a repetition. Stopped.',
  },
  'approval-order': {
    zh: '{name} 的审批次序不对：现在应是第 {step} 步，{role}。请按次序审批。',
    en: 'The approval of {name} is out of order: step {step}, {role}, comes first.',
  },
  'approval-not-awaited': {
    zh: '这项申请不再等待审批，{name} 的审批没有位置。',
    en: 'The request waits for no approval; there is no place for that of {name}.',
  },
  'approver-wrong-role': {
    zh: '{name} 不能审批这一步，需要的角色是{role}。请由有此角色的人审批。',
    en: '{name} may not approve this step; the role needed is {role}.',
  },
  'approver-is-applicant': {
    zh: '{name} 是经办人，不能审批自己的申请。请由别人审批。',
    en: '{name} is the applicant and may not approve the own request. Somebody else has to.',
  },
  'approver-twice': {
    zh: '{name} 已经审批过另一步，同一人不能审批两步。请由别人审批。',
    en: '{name} has approved another step already; nobody approves twice. Somebody else has to.',
  },
  'approver-is-keeper': {
    zh: '{name} 是这枚印章唯一的保管人，不能又审批又用印。请由别人审批。',
    en: '{name} is the only keeper of this seal and cannot both approve and use it. Somebody else has to approve.',
  },
  'document-changed': {
    zh: '文件 {name} 与审批时不是同一份内容，没有盖章。请用审批过的原文件，或重新申请。',
    en: 'The file {name} is not the one that was approved; nothing was sealed. Use the approved file or apply again.',
  },
  'permit-other-seal': {
    zh: '申请 {id} 批准的是另一枚印章，没有盖章。请换插对应的 UKey。',
    en: 'Request {id} was approved for another seal; nothing was sealed. Insert the right token.',
  },
  'permit-seal-expired': {
    zh: '印章已过有效期，没有盖章。请换领印章。',
    en: 'The seal has expired; nothing was sealed. Have it re-issued.',
  },
  'permit-seal-frozen': {
    zh: '印章已被冻结，没有盖章。请联系印章管理员。',
    en: 'The seal is frozen; nothing was sealed. Ask the administrator of the seals.',
  },
  'permit-seal-cancelled': {
    zh: '印章已注销，没有盖章。请使用现行印章。',
    en: 'The seal has been cancelled; nothing was sealed. Use the present one.',
  },
  'permit-seal-unknown': {
    zh: '印章状态名单里查不到这枚印章，没有盖章。请更新状态名单后再试。',
    en: 'The status list does not know this seal; nothing was sealed. Update the list and try again.',
  },
  'permit-seal-status-stale': {
    zh: '印章状态名单太旧，没有盖章。请更新状态名单后再试。',
    en: 'The status list is too old to seal by; nothing was sealed. Update it and try again.',
  },
  'permit-seal-other-enterprise': {
    zh: '没有盖章。印章证书（{name}）里没有用印制度所属单位的统一社会信用代码 {uscc}，可能属于别的单位。请插入本单位的 UKey；仍不行请联系发证机构。',
    en: 'Nothing was sealed. The certificate of the seal ({name}) does not name the code {uscc} of the enterprise that the policy is for. Insert the token of this enterprise, or ask the authority that issued the certificate.',
  },
  'permit-missing': {
    zh: '没有用印许可，没有盖章。请先完成申请和审批。',
    en: 'There is no permit; nothing was sealed. Apply and have it approved first.',
  },
  'keeper-is-applicant': {
    zh: '{name} 是经办人，不能自己用印。请由印章保管人用印。',
    en: '{name} is the applicant and may not use the seal. The keeper has to.',
  },
  'keeper-is-approver': {
    zh: '{name} 审批过这项申请，不能再由本人用印。请由另一位保管人用印。',
    en: '{name} approved this request and may not use the seal for it. Another keeper has to.',
  },
  'keeper-not-named': {
    zh: '{name} 不是这枚印章的保管人，没有盖章。请由用印制度指定的保管人用印。',
    en: '{name} is not a keeper of this seal; nothing was sealed. A keeper named by the policy has to use it.',
  },
  'uses-exhausted': {
    zh: '申请 {id} 批准的 {uses} 次用印已经用完，没有盖章。需要再盖请重新申请。',
    en: 'The {uses} approved uses of request {id} are spent; nothing was sealed. Apply again for more.',
  },
  'permit-extension-malformed': {
    zh: '签章里附带的用印审批记录结构有误，不能作为依据。请向出具方核实。',
    en: 'The approval record in the seal is not well formed and proves nothing. Ask the issuer.',
  },
} as const;
