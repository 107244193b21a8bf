/** Errors of the area "approval": statements, policy, path, permit. A long file because it is one table. */
export const approvalErrors = {
  'amount-malformed': {
    zh: '金额“{amount}”没有看懂。请写成数字，最多两位小数，例如 50000.00。',
    en: 'The amount "{amount}" is not understood. Write digits with at most two decimals, for example 50000.00.',
  },
  'instant-malformed': {
    zh: '时间“{text}”没有看懂。请写成 2026-11-23T08:30:00Z 的形式。',
    en: 'The time "{text}" is not understood. Write it like 2026-11-23T08:30:00Z.',
  },
  'json-not-canonical': {
    zh: '没有采用这份数据：它的写法不规范，无法核对（{what}）。请用汴印重新生成。',
    en: 'The data was not used: it is not written in the one form that can be checked ({what}). Create it again with Bianyin.',
  },
  'statement-malformed': {
    zh: '没有采用这份签名记录（{purpose}）：结构不符合要求（{what}），可能在保存或传送中被改动。请签署人重新签署。',
    en: 'The signed record ({purpose}) was not used: its structure is wrong ({what}); it may have been altered on the way. Have it signed again.',
  },
  'statement-other-purpose': {
    zh: '没有采用这份签名记录：它的用途是 {found}，这里要的是 {expected}。请提交对应的签名记录。',
    en: 'The signed record was not used: it is a {found}, and a {expected} is needed here. Supply the right one.',
  },
  'statement-version-unknown': {
    zh: '没有采用这份签名记录（{purpose}）：它的版本比本程序新。请升级汴印后再试。',
    en: 'The signed record ({purpose}) was not used: its version is newer than this program. Update Bianyin and try again.',
  },
  'statement-key-not-sm2': {
    zh: '没有采用 {name} 的签名（{purpose}）：证书不是 SM2 的。申请、审批和代办可以用 RSA 或 ECDSA 证书签署；用印制度、用印和校正时钟只能用 SM2 证书。请换用 SM2 的 UKey。',
    en: 'The signature of {name} ({purpose}) was not used: the certificate is not SM2. Requests, approvals and delegations may be signed with RSA or ECDSA; policies, uses of a seal and clock corrections with SM2 only. Use an SM2 UKey.',
  },
  'statement-signature-wrong': {
    zh: '没有采用 {name} 的签名（{purpose}）：签名与内容不符，其中之一被改动过。请签署人重新签署。',
    en: 'The signature of {name} ({purpose}) was not used: it does not fit the content; one of them was altered. Have it signed again.',
  },
  'signer-certificate-expired': {
    zh: '没有办理：{name} 的证书不在有效期内。请换发证书后重新签署。',
    en: 'Nothing was done: the certificate of {name} is outside its validity. Renew it and sign again.',
  },
  'signer-certificate-revoked': {
    zh: '没有办理：{name} 的证书已被吊销。请换用有效的证书重新签署，或由别的人员办理。',
    en: 'Nothing was done: the certificate of {name} has been revoked. Sign again with a valid one, or let somebody else do it.',
  },
  'signer-certificate-untrusted': {
    zh: '没有办理：{name} 的证书不是本机信任的机构签发的。请核对证书；证书没有问题时请管理员更新信任目录。',
    en: 'Nothing was done: the certificate of {name} does not come from an authority trusted here. Check it; if it is right, have the trust folder updated.',
  },
  'signer-certificate-unknown': {
    zh: '没有办理：本机的吊销名单缺失或已过期，无法确认 {name} 的证书是否还有效。请更新吊销名单后再试。',
    en: 'Nothing was done: revocation lists are missing or out of date, so it cannot be told whether the certificate of {name} is still good. Update them and try again.',
  },
  'policy-missing': {
    zh: '没有办理：还没有签署用印制度，不能申请或盖章。请由法定代表人签署用印制度。',
    en: 'Nothing was done: no policy has been signed yet. The legal representative has to sign one.',
  },
  'policy-chain-broken': {
    zh: '没有采用用印制度：第 {sequence} 版与前一版接不上，有版本缺失或被改动。请联系审计员，并从备份恢复。',
    en: 'The policy was not used: number {sequence} does not follow the one before it; one is missing or was altered. Call the auditor and restore from a backup.',
  },
  'request-not-as-shown': {
    zh: '没有办理：申请 {id} 的内容和输 PIN 之前看到的不同，可能有人动过数据文件夹。请重新打开这份申请核对；再出现时请联系审计员。',
    en: 'Nothing was done: request {id} is another one than was shown before the PIN; somebody may have changed the data folder. Open it anew and check it; if it comes back, call the auditor.',
  },
  'request-not-opened': {
    zh: '没有一并同意：申请 {id} 的文件还没有在这个窗口里打开看过。请先打开它看过，再一并同意，或者单独审批。',
    en: 'Not approved together with others: the file of request {id} has not been opened in this window by whoever holds this UKey. Open it first, or decide it by itself.',
  },
  'decision-not-tried': {
    zh: '没有办理：轮到这份申请之前，这次登录已经结束（例如 UKey 被拔出），没有签名，申请仍在等审批。请插好 UKey 再办一次。',
    en: 'Nothing was done: the login ended before it was the turn of this request (the UKey was pulled, for one); nothing was signed, and it still waits. Plug the UKey in and do it once more.',
  },
  'attachment-changed': {
    zh: '没有打开：附件“{name}”已不是申请时的那份文件（SM3 不同）。请向经办人要来申请时的文件；内容有改动的，请撤回申请后重新提交。',
    en: 'Not opened: the attachment "{name}" is another file than the one that was submitted (its SM3 differs). Ask the applicant for that one; if it was changed, have the request taken back and submitted anew.',
  },
  'policy-begins-too-early': {
    zh: '没有签署：这版用印制度写的生效时间 {from} 早于登记簿里最后一条的时间 {seen}，制度不能倒着生效。请重新签署一次，生效时间会取签署时的时间。',
    en: 'Not signed: this policy says that it takes effect at {from}, before the last row of the register ({seen}); no policy works backwards. Sign it once more, and it takes effect then.',
  },
  'policy-not-yet-valid': {
    zh: '没有办理：用印制度要到 {from} 才生效。请在生效后再办。',
    en: 'Nothing was done: the policy takes effect at {from}. Try again then.',
  },
  'policy-signer-wrong': {
    zh: '没有采用用印制度：签署它的证书（{name}）不在现行法定代表人章里。请由现任法定代表人重新签署。',
    en: 'The policy was not used: the certificate that signed it ({name}) is not in the present seal of the legal representative. The present one has to sign it.',
  },
  'policy-signer-other-enterprise': {
    zh: '没有采用用印制度：签署它的证书（{name}）里没有本单位的统一社会信用代码 {uscc}，可能属于别的单位。请由本单位法定代表人重新签署。',
    en: 'The policy was not used: the certificate that signed it ({name}) does not name the code {uscc} of this enterprise and may belong to another. The legal representative of this enterprise has to sign it.',
  },
  'policy-inconsistent': {
    zh: '没有采用用印制度：内容前后不一致（{what}）。请改正后由法定代表人重新签署。',
    en: 'The policy was not used: it contradicts itself ({what}). Correct it and have it signed again.',
  },
  'policy-keepers-not-separate': {
    zh: '没有采用用印制度：{name} 同时保管财务专用章和法定代表人章，汴印要求这两枚章分人保管。请改正后重新签署。',
    en: 'The policy was not used: {name} keeps both the finance seal and the seal of the legal representative, and Bianyin asks for different keepers. Correct it and have it signed again.',
  },
  'profile-malformed': {
    zh: '没有采用用印制度模板：内容不符合要求。请对照自带模板改正。',
    en: 'The policy profile was not used: it is not well formed. Compare it with the one that comes with Bianyin.',
  },
  'path-seal-not-in-policy': {
    zh: '没有办理：用印制度里没有这枚{seal}。请选别的印章，或由法定代表人更新用印制度。',
    en: 'Nothing was done: the policy does not know this seal ({seal}). Choose another seal or have the policy updated.',
  },
  'path-not-allowed': {
    zh: '没有办理：按用印制度，“{matter}”不能用{seal}。请改选印章或文件类别。',
    en: 'Nothing was done: the policy does not allow {seal} for "{matter}". Choose another seal or matter.',
  },
  'path-role-vacant': {
    zh: '没有办理：这项申请要由{role}审批，用印制度里没有人担任。请由法定代表人更新用印制度。',
    en: 'Nothing was done: a {role} has to approve, and the policy names nobody. Have the policy updated.',
  },
  'path-keeper-approves': {
    zh: '没有办理：{role}审批这一步只有{name}能办，而{name}又是{seal}唯一的保管人；审批的人不能用印。没有写金额时按最高一档审批：请先写上金额；仍是这样时，请由法定代表人更新用印制度，给{seal}加一位保管人。',
    en: 'Nothing was done: only {name} can approve as {role}, and {name} is the only keeper of the {seal}; whoever approves does not seal. Without an amount the highest tier applies: write the amount first; if that changes nothing, have the policy name one more keeper of the {seal}.',
  },
  'path-people-missing': {
    zh: '没有办理：审批步骤（{roles}）找不到足够的不同人员；经办人、审批人、保管人不能是同一人。请换经办人，或更新用印制度。',
    en: 'Nothing was done: the steps ({roles}) need more different people than there are; applicant, approvers and keeper must differ. Choose another applicant or have the policy updated.',
  },
  'attachment-missing': {
    zh: '没有办理：“{matter}”要附决议文件。请把股东会或董事会决议加入申请的附件。',
    en: 'Nothing was done: a "{matter}" needs a resolution. Add it as an attachment of the request.',
  },
  'person-not-in-policy': {
    zh: '没有办理：{name} 的证书不在用印制度的人员名单里。请由名单上的人员办理，或更新用印制度。',
    en: 'Nothing was done: the certificate of {name} is not among the people of the policy. Let somebody on the list do it, or have the policy updated.',
  },
  'applicant-wrong-role': {
    zh: '没有办理：这项申请要由{role}提出，{name} 没有这个角色。请由有此角色的人员申请。',
    en: 'Nothing was done: a {role} has to apply for this, and {name} is none. Let somebody with that role apply.',
  },
  'request-inconsistent': {
    zh: '没有办理：申请 {id} 的内容前后不一致（{what}）。请改正后重新提交。',
    en: 'Nothing was done: request {id} contradicts itself ({what}). Correct it and submit it again.',
  },
  'request-submission-mismatch': {
    zh: '没有办理：申请 {id} 的内容与经办人签署的不一致，可能被改动过。请重新申请。',
    en: 'Nothing was done: request {id} is not what the applicant signed; it may have been altered. Apply again.',
  },
  'request-policy-replaced': {
    zh: '没有办理：第 {sequence} 版用印制度不再准许申请 {id}（{what}）。请按新制度重新提交。',
    en: 'Nothing was done: policy number {sequence} does not grant request {id} any more ({what}). Submit it again under the new one.',
  },
  'policy-touches-more': {
    zh: '没有签署：又有 {count} 件正在办理的申请会因新制度作废（如 {id}），签署前没有列出。请重新核对后再签。',
    en: 'Nothing was signed: {count} more running requests would be ended by the new policy ({id} is one) that were not named before. Look again, then sign.',
  },
  'request-policy-unknown': {
    zh: '没有办理：申请 {id} 依据的用印制度不在本单位已生效的各版里。请重新提交。',
    en: 'Nothing was done: the policy that request {id} names is none that has been in force here. Submit it again.',
  },
  'request-validity-too-long': {
    zh: '没有办理：申请 {id} 的有效期超过制度允许的 {hours} 小时。请缩短有效期后重新申请。',
    en: 'Nothing was done: request {id} is valid for longer than the {hours} hours that the policy allows. Shorten it and apply again.',
  },
  'request-not-yet-valid': {
    zh: '没有办理：申请 {id} 从 {from} 起才有效。请在生效后再办。',
    en: 'Nothing was done: request {id} is valid from {from}. Try again then.',
  },
  'request-expired': {
    zh: '没有办理：申请 {id} 已于 {until} 过期。请重新申请。',
    en: 'Nothing was done: request {id} expired at {until}. Apply again.',
  },
  'request-cancelled': {
    zh: '没有办理：申请 {id} 已由 {name} 撤回，理由是“{reason}”。需要时请重新申请。',
    en: 'Nothing was done: request {id} was taken back by {name}, because "{reason}". Apply again if needed.',
  },
  'request-rejected': {
    zh: '没有办理：申请 {id} 已由 {name}（{role}）驳回，理由是“{reason}”。请修改后重新申请。',
    en: 'Nothing was done: request {id} was rejected by {name} ({role}), because "{reason}". Change it and apply again.',
  },
  'cancellation-wrong-person': {
    zh: '没有办理：记录里有 {name} 的撤回，而只有经办人和法定代表人可以撤回。请保留数据并联系审计员。',
    en: 'Nothing was done: there is a cancellation by {name} on record, and only the applicant and the legal representative may cancel. Keep the data and call the auditor.',
  },
  'act-other-document': {
    zh: '没有采用 {name} 的签署：它是对另一份文件的。请对这份文件重新签署。',
    en: 'What {name} signed was not used: it is for another file. It has to be signed for this file.',
  },
  'act-other-seal': {
    zh: '没有采用 {name} 的签署：它是对另一枚印章的。请对这枚印章重新签署。',
    en: 'What {name} signed was not used: it is for another seal. It has to be signed for this seal.',
  },
  'act-other-policy': {
    zh: '没有采用 {name} 的签署：它依据的是另一版用印制度。请按现行制度重新签署。',
    en: 'What {name} signed was not used: it is under another policy. It has to be signed under the present one.',
  },
  'act-other-request': {
    zh: '没有采用 {name} 的签署：它是对另一项申请的。请对这项申请重新签署。',
    en: 'What {name} signed was not used: it is for another request. It has to be signed for this request.',
  },
  'act-other-list': {
    zh: '没有采用 {name} 的签署：它是对另一份清单的。请对这份清单重新签署。',
    en: 'What {name} signed was not used: it is for another list. It has to be signed for this list.',
  },
  'act-leaves-out': {
    zh: '清单里的第 {number} 件不能再办：{name} 签署时没有包括它（已撤回，或者没有同意）。需要时请为这份文件另行申请。',
    en: 'Nothing more is done with number {number} of the list: what {name} signed leaves it out (it had been taken back, or was not agreed to). Ask for this file anew when it is needed.',
  },
  'list-place-malformed': {
    zh: '没有办理：这件申请在清单里的位置对不上，记录可能被改动过。请重新提交清单。',
    en: 'Nothing was done: the place of this request in its list does not hold; the record may have been altered. Submit the list again.',
  },
  'template-unknown': {
    zh: '没有名为“{name}”的盖章位置模板。请看一看有哪些模板。',
    en: 'There is no placement template called "{name}". Look at those that there are.',
  },
  'template-exists': {
    zh: '没有保存：已经有名为“{name}”的模板。请换一个名称，或者确认替换。',
    en: 'Nothing was saved: there is a template called "{name}" already. Choose another name, or replace it.',
  },
  'template-many': {
    zh: '没有保存：模板已经有 {most} 个。请先删去不用的。',
    en: 'Nothing was saved: there are {most} templates. Remove those that nobody needs first.',
  },
  'template-malformed': {
    zh: '没有保存：模板要有名称，以及盖在哪些字后面（不带 # 和逗号选项）或骑缝。请改正。',
    en: 'Nothing was saved: a template needs a name, and the words behind which the seal goes (without # or options), or a seam. Correct it.',
  },
  'set-seal-order': {
    zh: '没有盖章：{id} 要等第 {number} 枚章盖好以后再盖。请先盖那一枚。',
    en: 'Nothing was sealed: {id} follows seal number {number} of its set, which is not on the file yet. That one comes first.',
  },
  'set-sealed-as-one': {
    zh: '没有盖章：{id} 是一套印章 {list} 里的一枚，没有单独的文件。请打开 {list} 盖章。',
    en: 'Nothing was sealed: {id} is one seal of the set {list} and has no file of its own. Open {list} to seal.',
  },
  'set-seals-unnamed': {
    zh: '没有提交：没有写明几枚印章各是哪一种。请逐枚选定印章和位置。',
    en: 'Nothing was submitted: the kinds of the several seals are not all named. Choose each seal and its places.',
  },
  'set-broken-off': {
    zh: '{id} 这一套印章到此为止：盖第 {number} 枚时中断了，一套只盖一次，没有盖齐的文件不作数，不会再盖下去。请重新提交申请。',
    en: 'The set {id} is over: putting on seal {number} broke off. A set is used once; the unfinished file counts for nothing, and no seal follows. Submit the request again.',
  },
  'set-half-changed': {
    zh: '没有盖章：“{name}”盖好前一枚章以后的那份文件已经不在，或者不是登记簿记下的那一份。请撤回这项申请，重新提交。',
    en: 'Nothing was sealed: "{name}" with the seal before this one is gone, or is not the file that the register has. Take the request back and submit it again.',
  },
  'reference-not-usable': {
    zh: '没有办理：“{file}”的编号不能用，须是 1 到 {most} 个字的一行文字。请改正后再提交。',
    en: 'Nothing was done: the reference of "{file}" cannot be used; it must be one line of 1 to {most} characters. Correct it and try again.',
  },
  'list-decided-as-one': {
    zh: '没有办理：{id} 属于 {list}，要整份一起同意、驳回或撤回。请打开 {list} 办理。',
    en: 'Nothing was done: {id} is part of {list}, which is approved, rejected or taken back as a whole. Open {list}.',
  },
  'list-item-left-out': {
    zh: '这份文件没有盖章：盖章人没有选它。需要盖时，请重新选上。',
    en: 'This file was not sealed: whoever sealed left it out. It can be sealed later.',
  },
  'list-draft-unknown': {
    zh: '没有提交：准备好的清单已经不在了。请重新读入清单。',
    en: 'Nothing was submitted: the prepared list is gone. Read the list again.',
  },
  'list-file-refused': {
    zh: '{name} 没有同意这一件，理由：{reason}。需要时请修改后重新提交。',
    en: '{name} did not agree to this one. Reason: {reason}. Change it and submit it again when it is needed.',
  },
  'list-empty': {
    zh: '没有办理：清单 {id} 里没有还要办的文件。请核对清单。',
    en: 'Nothing was done: no file of list {id} is left to be dealt with. Check the list.',
  },
  'list-members-differ': {
    zh: '没有办理：清单 {id} 里的文件不能用一个签名办理（{what}）。请把不同的分到另一份清单。',
    en: 'Nothing was done: the files of list {id} cannot be dealt with by one signature ({what}). Put those that differ into a list of their own.',
  },
  'list-file-twice': {
    zh: '没有办理：清单里“{file}”与“{other}”是同一份文件。请去掉一份。',
    en: 'Nothing was done: "{file}" and "{other}" are one and the same file. Take one of them off the list.',
  },
  'act-other-person': {
    zh: '没有采用 {name} 的签署：签名内容里写的人员或证书与这张证书不一致。请用自己的 UKey 重新签署。',
    en: "What {name} signed was not used: the signed text names another person or certificate. Sign again with one's own token.",
  },
  'act-from-future': {
    zh: '没有采用 {name} 的签署：签署时间 {time} 晚于本机时间。请核对两台电脑的时钟后再试。',
    en: 'What {name} signed was not used: its time {time} is later than the clock of this machine. Check both clocks and try again.',
  },
  'act-time-order': {
    zh: '没有采用 {name} 的签署：签署时间 {time} 早于前一步（{before}）。请校准时钟后重新签署。',
    en: 'What {name} signed was not used: its time {time} is before the step that it follows ({before}). Set the clock and sign again.',
  },
  'clock-not-behind': {
    zh: '没有更正：本机时钟没有早于登记簿里的时间，不需要更正。',
    en: 'Nothing was corrected: the clock of this machine is not before what is on record.',
  },
  'clock-contradicted': {
    zh: '没有更正：本机时钟（{now}）早于别人已经证明的时间（{proven}），是时钟不准。请先把系统时间调准。',
    en: 'Nothing was corrected: the clock of this machine ({now}) is before a time that others have proven ({proven}), so it is wrong. Set the system time first.',
  },
  'clock-not-as-shown': {
    zh: '没有更正：登记簿在确认以后又有了新的记录。请再看一次后确认。',
    en: 'Nothing was corrected: the register has gone on since it was shown. Look again and confirm.',
  },
  'clock-behind': {
    zh: '没有办理：本机时间 {now} 早于已有记录的 {seen}，期限和吊销无法判断。请校准时钟后再试。',
    en: 'Nothing was done: the clock says {now}, earlier than {seen}, which is on record, so that no validity can be judged. Set the clock and try again.',
  },
  'approval-missing': {
    zh: '没有盖章：申请 {id} 还没有审批完，正等待第 {step} 步（共 {steps} 步），由{role}（{people}）审批。请审批后再盖章。',
    en: 'Nothing was sealed: request {id} waits for step {step} of {steps}, by {role} ({people}). Seal it when that is approved.',
  },
  'approval-repeated': {
    zh: '没有办理：第 {step} 步已有审批，记录里又多出 {name} 的一份。请保留数据并联系审计员。',
    en: 'Nothing was done: step {step} has its approval, and there is another one by {name} on record. Keep the data and call the auditor.',
  },
  'approval-order': {
    zh: '没有办理：{name} 的审批次序不对，现在应由{role}审批第 {step} 步。请按次序审批。',
    en: 'Nothing was done: the approval of {name} is out of order; step {step}, by {role}, comes first. Approve in order.',
  },
  'approval-not-awaited': {
    zh: '没有办理：这项申请不再等待审批，{name} 的审批没有记入。请查看申请现在的状态。',
    en: 'Nothing was done: the request waits for no approval; that of {name} was not recorded. Look at the state of the request.',
  },
  'approver-wrong-role': {
    zh: '没有办理：这一步要由{role}审批，{name} 没有这个角色。请由有此角色的人员审批。',
    en: 'Nothing was done: a {role} has to approve this step, and {name} is none. Let somebody with that role approve.',
  },
  'delegation-refused': {
    zh: '没有办理：授权委托不能用，{what}。请由本人办理，或重新委托。',
    en: 'Nothing was done: the delegation does not count here: {what}. Let the holder do it, or have a new one made.',
  },
  'keeper-of-legal-seal': {
    zh: '没有盖章：法定代表人章只能由法定代表人本人使用，或由本人授权委托的人使用；{name} 没有这样的委托。请由本人盖章，或先办授权委托。',
    en: 'Not sealed: the seal of the legal representative is used by the holder alone, or by delegation; {name} has none. Let the holder seal, or have a delegation made first.',
  },
  'approver-is-applicant': {
    zh: '没有办理：{name} 是这项申请的经办人，经办人不审批自己的申请。请由别的人员审批。',
    en: 'Nothing was done: {name} is the applicant, and applicants do not approve their own requests. Let somebody else approve.',
  },
  'approver-twice': {
    zh: '没有办理：{name} 已经审批过另一步，同一人不审批两步。请由别的人员审批。',
    en: 'Nothing was done: {name} has approved another step already, and nobody approves twice. Let somebody else approve.',
  },
  'approver-is-keeper': {
    zh: '没有办理：{name} 是这枚印章唯一的保管人，审批后就没有人可以用印。请由别的人员审批。',
    en: 'Nothing was done: {name} is the only keeper of this seal; after approving nobody could use it. Let somebody else approve.',
  },
  'document-changed': {
    zh: '没有盖章：文件“{name}”与审批时的内容不同。请用审批过的原文件，或对新文件重新申请。',
    en: 'Nothing was sealed: the file {name} is not the one that was approved. Use the approved file, or apply again for the new one.',
  },
  'permit-other-seal': {
    zh: '没有盖章：申请 {id} 批准的是另一枚印章。请插入保管那枚印章的 UKey。',
    en: 'Nothing was sealed: request {id} was approved for another seal. Insert the token that holds it.',
  },
  'permit-seal-expired': {
    zh: '没有盖章：印章不在有效期内。请向印章制作单位申请重新制作。',
    en: 'Nothing was sealed: the seal is outside its validity. Apply to the seal maker for a new one.',
  },
  'permit-seal-frozen': {
    zh: '没有盖章：印章已被冻结。请先向印章制作单位办理恢复。',
    en: 'Nothing was sealed: the seal is frozen. Have it resumed by the seal maker first.',
  },
  'permit-seal-cancelled': {
    zh: '没有盖章：印章已注销。请使用现行印章。',
    en: 'Nothing was sealed: the seal has been cancelled. Use the present one.',
  },
  'permit-seal-unknown': {
    zh: '没有盖章：印章状态信息里没有这枚印章。请更新状态信息后再试。',
    en: 'Nothing was sealed: the seal status data does not know this seal. Update it and try again.',
  },
  'permit-seal-status-stale': {
    zh: '没有盖章：印章状态信息已过期。请更新后再试。',
    en: 'Nothing was sealed: the seal status data is out of date. Update it and try again.',
  },
  'permit-time-stamp-required': {
    zh: '没有盖章：用印制度要求每次盖章都加时间戳，这次没有时间戳可加。请等时间戳服务可用后再盖；还没有配置的，请在“设置 → 时间戳”里配置。',
    en: 'Nothing was sealed: the policy wants a time stamp with every seal, and there is none. Seal when the service can be reached; where none is set up, do so under Settings → Time stamps.',
  },
  'permit-seal-other-enterprise': {
    zh: '没有盖章：印章证书（{name}）里没有用印制度所属单位的统一社会信用代码 {uscc}，可能属于别的单位。请插入本单位的 UKey；仍不行请联系发证机构。',
    en: 'Nothing was sealed: the certificate of the seal ({name}) does not name the code {uscc} of the enterprise of the policy and may belong to another. Insert the token of this enterprise, or ask the authority that issued the certificate.',
  },
  'permit-missing': {
    zh: '没有盖章：没有用印许可。请先完成申请和审批。',
    en: 'Nothing was sealed: there is no permit. Apply and have it approved first.',
  },
  'keeper-is-applicant': {
    zh: '没有盖章：{name} 是这项申请的经办人，经办人不用印。请由印章保管人用印。',
    en: 'Nothing was sealed: {name} is the applicant, and applicants do not use the seal. The keeper has to.',
  },
  'keeper-is-approver': {
    zh: '没有盖章：{name} 审批过这项申请，审批人不用印。请由另一位保管人用印。',
    en: 'Nothing was sealed: {name} approved this request, and approvers do not use the seal. Another keeper has to.',
  },
  'keeper-not-named': {
    zh: '没有盖章：{name} 不是用印制度指定的这枚印章的保管人。请由保管人用印。',
    en: 'Nothing was sealed: {name} is not a keeper of this seal by the policy. A keeper has to use it.',
  },
  'uses-exhausted': {
    zh: '没有盖章：申请 {id} 批准的 {uses} 次用印已经用完。需要再盖请重新申请。',
    en: 'Nothing was sealed: the {uses} approved uses of request {id} are spent. Apply again for more.',
  },
  'permit-extension-malformed': {
    zh: '没有采用签章里附带的用印审批记录：结构有误。请向出具方核实。',
    en: 'The approval record in the seal was not used: it is not well formed. Ask the issuer.',
  },
} as const;
