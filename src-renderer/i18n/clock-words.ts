/** Words of the dialog that puts the clock right. */
export const clockWords = {
  open: { zh: '更正时钟…', en: 'Put the clock right…' },
  title: { zh: '更正本机时钟', en: 'Put the clock right' },
  now: { zh: '现在的时间', en: 'The time now' },
  seen: { zh: '登记簿里最晚的时间', en: 'Latest time on record' },
  proven: { zh: '别人证明的最晚时间', en: 'Latest time that others have proven' },
  fine: {
    zh: '本机时钟与登记簿相符，不需要更正。',
    en: 'The clock agrees with the register; nothing is to be put right.',
  },
  'ahead-before': {
    zh: '登记簿里有比现在晚的时间：本机时钟曾经走快，所以现在不能申请、审批和用印。先确认系统时间现在是准的，再由法定代表人用 UKey 签署更正；这一条永久留在登记簿里。',
    en: 'The register has times later than now: this clock was ahead once, so nothing can be asked, approved or sealed. Make sure that the system time is right now; then the legal representative signs with the UKey. The row stays in the register for ever.',
  },
  contradicted: {
    zh: '本机时钟早于别人已经证明的时间，是现在的时钟不准。请先把系统时间调准，不需要签署。',
    en: 'This clock is before a time that others have proven, so it is wrong now. Set the system time; nothing is to be signed.',
  },
  policyAgain: {
    zh: '法定代表人章的证书已更换：更正时用新证书把现行用印制度按原文重签一次。',
    en: 'The certificate of the legal representative was replaced: the policy in force is signed once more with the new one, word for word.',
  },
  reason: { zh: '原因（写进登记簿）', en: 'Reason (goes into the register)' },
  noToken: {
    zh: '请插入法定代表人的 UKey（带法定代表人章）。',
    en: 'Plug in the UKey of the legal representative (the one with seal 05).',
  },
  cancel: { zh: '取消', en: 'Cancel' },
  sign: { zh: '法定代表人签署', en: 'Sign as legal representative' },
} as const;
