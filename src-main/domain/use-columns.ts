/**
 * The register with one row for each use (用印登记簿, Art. 16), once for window, paper, CSV, XLSX, JSON and terminal: name, English title,
 * width as a table and on paper (0: paper leaves it out).
 */
export const useColumns = {
  用印编号: ['Use', 28, 14],
  时间: ['Time', 20, 10],
  印章: ['Seal', 14, 8],
  印章编号: ['Seal number', 22, 0],
  文件名称: ['File', 30, 15],
  '文件SM3（前）': ['SM3 of the file before', 68, 0],
  '文件SM3（后）': ['SM3 of the file after', 68, 0],
  页与坐标: ['Pages and places', 40, 0],
  事项: ['Matter', 16, 8],
  用印事由: ['Purpose', 30, 13],
  编号: ['Reference', 16, 0],
  相对方: ['Counterparty', 30, 13],
  金额: ['Amount', 18, 11],
  币种: ['Currency', 8, 5],
  份数: ['Copies', 8, 0],
  '用印单位（部门）': ['Dept.', 18, 0],
  经办人: ['Applicant', 12, 8],
  审批人: ['Approvers', 28, 10],
  用印人: ['Sealed by', 12, 8],
  代行: ['On behalf of', 20, 8],
  时间戳: ['Time stamp', 20, 0],
  结果: ['Result', 24, 10],
  去向: ['Written to', 50, 0],
  备注: ['Remark', 24, 9],
} as const satisfies Readonly<Record<string, readonly [string, number, number]>>;

export type UseColumn = keyof typeof useColumns;

/** All of them, in their order. */
export const useColumnNames = Object.keys(useColumns) as readonly UseColumn[];
