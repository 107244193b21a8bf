/**
 * The columns of the register of uses (domain: 用印登记簿), once for CSV, XLSX, paper, window and terminal: the name under which a
 * line holds a value, its English title, and its width as a table and on paper (0: paper leaves it out). In the order of a paper
 * register.
 */
export const registerColumns = {
  序号: ['No.', 8, 4],
  时间: ['Time', 24, 12],
  事件: ['Event', 16, 9],
  用印编号: ['Use', 28, 15],
  '用印单位（部门）': ['Dept.', 18, 9],
  用印事项说明: ['Purpose', 36, 17],
  相对方: ['Counterparty', 30, 13],
  金额: ['Amount', 18, 13],
  份数: ['Copies', 8, 8],
  经办人: ['Applicant', 12, 10],
  审批人: ['Approvers', 28, 11],
  用印人: ['Sealed by', 12, 7],
  审批编号: ['Request', 26, 0],
  印章编号: ['Seal number', 22, 0],
  印章类型: ['Kind of seal', 14, 9],
  文件名称: ['File', 30, 14],
  '文件SM3（前）': ['SM3 of the file before', 68, 0],
  '文件SM3（后）': ['SM3 of the file after', 68, 0],
  页与坐标: ['Pages and places', 40, 0],
  签名值SM3: ['SM3 of signature', 68, 0],
  证书序列号: ['Certificate', 36, 0],
  结果: ['Result', 24, 13],
  时间戳: ['Time stamp', 22, 8],
  设备: ['Device', 18, 0],
  备注: ['Remark', 24, 10],
  更正: ['Corrects', 8, 0],
  声明SM3: ['SM3 of statement', 68, 0],
  前条SM3: ['SM3 of the row before', 68, 0],
  本条SM3: ['SM3 of row', 68, 0],
} as const satisfies Readonly<Record<string, readonly [string, number, number]>>;

export type RegisterColumn = keyof typeof registerColumns;

/** All of them, in their order. */
export const registerColumnNames = Object.keys(registerColumns) as readonly RegisterColumn[];

/** One row of the register for people; what it knows nothing of is empty text or absent. */
export type RegisterLine = Readonly<Partial<Record<RegisterColumn, string | number>>>;
