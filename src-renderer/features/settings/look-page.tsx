/** How the window looks and when it speaks up: language, colours, size of type, notices on the desktop. */
import { Radio } from 'antd';
import { usePreferences } from '../../i18n/preferences.tsx';
import { settingsWords } from '../../i18n/settings-words.ts';
import { useWords } from '../../i18n/words.ts';

export function LookPage() {
  const say = useWords(settingsWords);
  const { language, scheme, large, notices, change } = usePreferences();
  return (
    <section className="panel look">
      <p className="secondary settings-hint">{say('lookHint')}</p>
      <fieldset>
        <legend>{say('language')}</legend>
        <Radio.Group
          value={language}
          onChange={({ target }) => change({ language: target.value === 'en' ? 'en' : 'zh' })}
        >
          <Radio value="zh">{say('chinese')}</Radio>
          <Radio value="en">{say('english')}</Radio>
        </Radio.Group>
      </fieldset>
      <fieldset>
        <legend>{say('scheme')}</legend>
        <Radio.Group
          value={scheme}
          onChange={({ target }) => change({ scheme: target.value === 'dark' ? 'dark' : 'light' })}
        >
          <Radio value="light">{say('light')}</Radio>
          <Radio value="dark">{say('dark')}</Radio>
        </Radio.Group>
      </fieldset>
      <fieldset>
        <legend>{say('size')}</legend>
        <Radio.Group value={large} onChange={({ target }) => change({ large: target.value === true })}>
          <Radio value={false}>{say('normal')}</Radio>
          <Radio value={true}>{say('large')}</Radio>
        </Radio.Group>
      </fieldset>
      <fieldset>
        <legend>{say('notices')}</legend>
        <Radio.Group value={notices} onChange={({ target }) => change({ notices: target.value === true })}>
          <Radio value={true}>{say('noticesOn')}</Radio>
          <Radio value={false}>{say('noticesOff')}</Radio>
        </Radio.Group>
        <p className="secondary settings-hint">{say('noticesHint')}</p>
      </fieldset>
    </section>
  );
}
