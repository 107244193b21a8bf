/** Several UKeys in one machine (a small firm, a trial): one press takes the one that a request waits for. */
import { Button } from 'antd';
import type { RequestView } from '../../../src-main/contract/request-views.ts';
import { approveWords } from '../../i18n/approve-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { waitsForApproval, waitsForSeal } from '../../state/waiting.ts';

export function TurnButton({ request }: { readonly request: RequestView }) {
  const say = useWords(approveWords);
  const { token, tokens, chooseToken } = useOffice();
  const next = tokens.find((each) => waitsForApproval(request, each) || waitsForSeal(request, each));
  if (!next?.holder || next.label === token?.label) return null;
  return (
    <Button onClick={() => chooseToken(next.label)}>{say('takeTurn', { who: next.holder.name })}</Button>
  );
}
