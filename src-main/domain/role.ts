/** Who may do what on the way to a seal (用印审批): the roles a policy gives to people, and their names. */

/** Roles that can be a step of an approval path. */
export const approverRoles = ['accountant', 'department', 'counsel', 'finance-lead', 'legal'] as const;
export type ApproverRole = (typeof approverRoles)[number];

/** All roles that a policy can give. `keeper` is given for each seal, `auditor` reads only. */
export const roles = ['applicant', ...approverRoles, 'keeper', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = Object.freeze({
  applicant: { zh: '经办人', en: 'Applicant' },
  accountant: { zh: '会计', en: 'Accountant' },
  department: { zh: '部门负责人', en: 'Head of department' },
  counsel: { zh: '法务', en: 'Counsel' },
  'finance-lead': { zh: '财务负责人', en: 'Head of finance' },
  legal: { zh: '法定代表人', en: 'Legal representative' },
  keeper: { zh: '印章保管人', en: 'Seal keeper' },
  auditor: { zh: '审计员', en: 'Auditor' },
});

/** Whether a word is a role of the policy. */
export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}
