/** What is to be known of a file before it is sealed, one box for each: the same wherever somebody decides. */
import { sealingWarnings, type SealingWarning } from '../../src-main/contract/words.ts';
import { usePreferences } from '../i18n/preferences.tsx';

export function FileWarnings({ warnings }: { readonly warnings: readonly SealingWarning[] }) {
  const { language } = usePreferences();
  if (warnings.length === 0) return null;
  return (
    <ul className="file-warnings">
      {warnings.map((code) => (
        <li key={code}>{sealingWarnings[code][language]}</li>
      ))}
    </ul>
  );
}
