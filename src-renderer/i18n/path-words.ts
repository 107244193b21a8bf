/** Words of an approval path. */
export const pathWords = {
  done: { zh: '已同意，签名已核对', en: 'Approved, signature checked' },
  open: { zh: '还没有同意', en: 'Not approved yet' },
  waiting: { zh: '等待中', en: 'Waiting' },
  applies: { zh: '盖章', en: 'applies the seal' },
  comment: { zh: '意见：', en: 'Comment: ' },
  combined: {
    zh: '人员不足，职责未能分离：{duties}。登记簿和盖好的文件里会写明。',
    en: 'Too few people to keep duties apart: {duties}. The register and the sealed file say so.',
  },
  applied: { zh: '已盖章', en: 'has sealed' },
} as const;
