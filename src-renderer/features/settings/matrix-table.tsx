/** The rules as a table: one block of rows for each matter and seal, one row for each amount. */
import { Button, Checkbox, Select } from 'antd';
import { approverRoles, roleNames } from '../../../src-main/contract/words.ts';
import { useFormat } from '../../i18n/format.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { withRule, withSteps, type Matrix, type Rule } from './matrix-edits.ts';

export interface MatrixTableProps {
  readonly matrix: Matrix;
  readonly onChange: (matrix: Matrix) => void;
  readonly onRemove: (rule: Rule) => void;
}

export function MatrixTable(props: MatrixTableProps) {
  const say = useWords(policyWords);
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th>{say('matter')}</th>
          <th>{say('applicants')}</th>
          <th>{say('tier')}</th>
          <th>{say('steps')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {props.matrix.rules.map((rule) => (
          <RuleRows key={`${rule.matter}/${rule.seal}`} rule={rule} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function RuleRows({ rule, matrix, onChange, onRemove }: MatrixTableProps & { readonly rule: Rule }) {
  const say = useWords(policyWords);
  const tierWords = useTierWords(matrix);
  return rule.tiers.map((steps, tier) => (
    <tr key={tier} className={tier === 0 ? 'matrix-first' : undefined}>
      {tier === 0 && <RuleHead rule={rule} matrix={matrix} onChange={onChange} />}
      <td>{tierWords(rule, tier)}</td>
      <td>
        <Steps rule={rule} steps={steps} onChange={(next) => onChange(withSteps(matrix, rule, tier, next))} />
      </td>
      {tier === 0 && (
        <td rowSpan={rule.tiers.length}>
          <Button type="text" onClick={() => onRemove(rule)}>
            {say('removeRule')}
          </Button>
        </td>
      )}
    </tr>
  ));
}

function RuleHead({ rule, matrix, onChange }: Omit<MatrixTableProps, 'onRemove'> & { readonly rule: Rule }) {
  const say = useWords(policyWords);
  const { matter, sealKind, role } = useVocabulary();
  const options = (Object.keys(roleNames) as Rule['applicants']).map((value) => ({
    value,
    label: role(value),
  }));
  const needs = rule.needs.includes('resolution');
  return (
    <>
      <td rowSpan={rule.tiers.length}>
        <b>{matter(rule.matter)}</b>
        <br />
        {rule.seal} {sealKind(rule.seal)}
        <br />
        <Checkbox
          checked={needs}
          onChange={() => onChange(withRule(matrix, rule, { ...rule, needs: needs ? [] : ['resolution'] }))}
        >
          {say('resolution')}
        </Checkbox>
      </td>
      <td rowSpan={rule.tiers.length}>
        <Select
          mode="multiple"
          className="settings-select"
          showSearch={false}
          value={rule.applicants}
          options={options}
          aria-label={`${matter(rule.matter)} ${sealKind(rule.seal)} ${say('applicants')}`}
          onChange={(applicants: Rule['applicants']) =>
            onChange(withRule(matrix, rule, { ...rule, applicants }))
          }
        />
      </td>
    </>
  );
}

interface StepsProps {
  readonly rule: Rule;
  readonly steps: Rule['tiers'][number];
  readonly onChange: (steps: Rule['tiers'][number]) => void;
}

/** The order of choosing is the order of approving. */
function Steps({ rule, steps, onChange }: StepsProps) {
  const say = useWords(policyWords);
  const { matter, sealKind, role } = useVocabulary();
  return (
    <Select
      mode="multiple"
      className="settings-select"
      showSearch={false}
      maxCount={5}
      value={steps}
      options={approverRoles.map((value) => ({ value, label: role(value) }))}
      aria-label={`${matter(rule.matter)} ${sealKind(rule.seal)} ${say('steps')}`}
      onChange={onChange}
    />
  );
}

function useTierWords(matrix: Matrix): (rule: Rule, tier: number) => string {
  const say = useWords(policyWords);
  const { money } = useFormat();
  return ({ matter, tiers }, tier) => {
    const bounds = matrix.bounds[matter] ?? [];
    if (tiers.length === 1) return say('anyAmount');
    const amount = (at: number): string => money(bounds[at] ?? '', matrix.currency);
    if (tier === 0) return say('below', { amount: amount(0) });
    if (tier === tiers.length - 1) return say('from', { amount: amount(tier - 1) });
    return say('between', { from: amount(tier - 1), to: amount(tier) });
  };
}
