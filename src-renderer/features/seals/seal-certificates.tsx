/** The certificates of a seal: who may use it and who made it. */
import type { SealDetailView } from '../../../src-main/contract/seal-views.ts';
import { useFormat } from '../../i18n/format.ts';
import { sealsWords } from '../../i18n/seals-words.ts';
import { useWords } from '../../i18n/words.ts';

export function SealCertificates({ detail }: { readonly detail: SealDetailView }) {
  const say = useWords(sealsWords);
  const { day } = useFormat();
  return (
    <div className="seal-certificates">
      {detail.listsDigests && <p className="secondary">{say('onlyDigests')}</p>}
      {detail.certificates.map((each) => (
        <section key={each.sm3}>
          <h3 className="section-title">
            {say(each.purpose === 'user' ? 'userCertificate' : 'makerCertificate')}
          </h3>
          <dl>
            <dt>{say('subject')}</dt>
            <dd>{each.subject}</dd>
            <dt>{say('organisation')}</dt>
            <dd>{each.organisation}</dd>
            <dt>{say('issuer')}</dt>
            <dd>{each.issuer}</dd>
            <dt>{say('validity')}</dt>
            <dd>{say('fromTo', { from: day(each.validFrom), to: day(each.validTo) })}</dd>
            <dt>{say('serial')}</dt>
            <dd className="digest">{each.serial}</dd>
            <dt>{say('fingerprint')}</dt>
            <dd className="digest">{each.sm3}</dd>
          </dl>
        </section>
      ))}
    </div>
  );
}
