/** The invented enterprise of every sandbox: its people, what each may be asked for, and who keeps which seal. */
import type { Role } from '../domain/role.ts';
import type { SealTypeCode } from '../domain/seal-kind.ts';

interface SandboxPerson {
  /** Also the number in the certificate and the end of the token's label. */
  readonly id: string;
  /** Label of the person's token. */
  readonly tokenLabel: string;
  readonly name: string;
  /** What the person is called in the enterprise. */
  readonly title: string;
  readonly department: string;
  /** Roles of the first policy; keeping a seal makes a keeper besides. */
  readonly roles: readonly Role[];
  /** Seals whose keys are on this person's token. */
  readonly keeps: readonly SealTypeCode[];
}

export interface SandboxEnterprise {
  readonly name: string;
  /** Unified social credit code; invented, with right check characters and X where a real one has none. */
  readonly uscc: string;
  readonly legalRepresentative: string;
  readonly people: readonly SandboxPerson[];
}

function person(
  id: string,
  name: string,
  [title, department]: readonly [string, string],
  roles: readonly Role[],
  keeps: readonly SealTypeCode[] = [],
): SandboxPerson {
  return Object.freeze({ id, tokenLabel: `soft-${id}`, name, title, department, roles, keeps });
}

/** 02 and 05 lie with different people, and nobody who keeps a seal is the one who applies for its use. */
export const sandboxEnterprise: SandboxEnterprise = Object.freeze({
  name: '开封市汴京文化传媒有限公司',
  uscc: '91410200XXXX00019D',
  legalRepresentative: '沈镕昇',
  people: Object.freeze([
    person('applicant', '陈晓禾', ['经办人', '市场部'], ['applicant', 'accountant']),
    person('department', '周启明', ['部门负责人', '市场部'], ['department']),
    person('counsel', '苏婉宁', ['法务', '法务部'], ['counsel']),
    person('finance-lead', '郭守安', ['财务负责人', '财务部'], ['finance-lead']),
    person('legal', '沈镕昇', ['法定代表人', '总经理办公室'], ['legal'], ['05']),
    person('keeper', '马堃', ['印章保管人', '综合办公室'], [], ['01', '04']),
    person('cashier', '杜若溪', ['财务', '财务部'], ['accountant'], ['02', '03']),
  ]),
});
