import { NativeSelect, Select } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CHANNELS, type AgencyView, type Channel, type ProcedureSummary, type ReleaseView } from '../../api/contract.ts';
import { Banner } from '../../components/banner.tsx';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { searchKey } from '../../components/format.ts';
import { useMe } from '../../components/session.ts';
import { useWords } from '../../components/use-words.ts';
import type { IntakeMistake } from './check-intake.ts';
import { competentChoices, receivingChoices, returnChoices, type IntakeDraft } from './intake-draft.ts';
import styles from './intake.module.css';

interface ProcedureFieldsProps {
  readonly draft: IntakeDraft;
  readonly agencies: readonly AgencyView[];
  readonly procedures: readonly ProcedureSummary[];
  readonly release: ReleaseView | undefined;
  readonly mistakes: readonly IntakeMistake[];
  readonly onChange: (part: Partial<IntakeDraft>) => void;
}

export function ProcedureFields({ draft, agencies, procedures, release, mistakes, onChange }: ProcedureFieldsProps) {
  const { t } = useTranslation(['intake', 'components']);
  const me = useMe();
  const words = useWords();
  const chosen = procedures.find(({ id }) => id === draft.procedure);
  const wrong = (place: string): string | undefined => {
    const mistake = mistakes.find((one) => one.place === place);
    return mistake && t(`check.${mistake.word}` as 'check.procedure');
  };
  const choose = (procedure: string): void => {
    const next = procedures.find(({ id }) => id === procedure);
    const decides = competentChoices(agencies, next?.competentKinds).some(({ id }) => id === draft.competentAgency);
    const returnChannel = (next?.returnChannels.includes(draft.returnChannel) ?? true) ? draft.returnChannel : (next?.returnChannels[0] ?? 'counter');
    onChange({
      procedure,
      form: {},
      components: {},
      returnChannel,
      ...(decides ? {} : { competentAgency: '' }),
      ...(next && !next.channels.includes(draft.channel) ? { channel: next.channels[0] ?? 'counter' } : {}),
    });
  };
  const place = (agency: AgencyView): { value: string; label: string } => ({ value: agency.id, label: words.pick(agency.name) });
  const outside = draft.receivingAgency !== '' && draft.competentAgency !== '' && draft.receivingAgency !== draft.competentAgency;
  return (
    <Card
      number={1}
      title={t('procedure.title')}
      aside={
        chosen && (
          <>
            <Chip tone="plain">{t('procedure.limit', { limit: words.limit(chosen.limit) })}</Chip>
            <span>
              {chosen.code} · {t('procedure.release', { number: chosen.release })}
            </span>
          </>
        )
      }
    >
      <div className={styles['grid']}>
        <Select
          id="procedure"
          className={styles['wide']}
          label={t('procedure.label')}
          required
          placeholder={t('procedure.choose')}
          searchable
          allowDeselect={false}
          value={draft.procedure === '' ? null : draft.procedure}
          error={wrong('procedure')}
          data={procedures.map(({ id, name, code }) => ({ value: id, label: `${words.pick(name)} (${code})` }))}
          onChange={(value) => {
            if (value !== null && value !== draft.procedure) choose(value);
          }}
          filter={({ options, search }) => options.filter((option) => 'label' in option && searchKey(option.label).includes(searchKey(search)))}
        />
        <NativeSelect
          id="channel"
          label={t('procedure.channel')}
          value={draft.channel}
          error={wrong('channel')}
          onChange={(event) => {
            onChange({ channel: event.currentTarget.value as Channel });
          }}
          data={CHANNELS.filter((channel) => release === undefined || release.channels.includes(channel)).map((channel) => ({
            value: channel,
            label: t(`channel.${channel}`, { ns: 'components' }),
          }))}
        />
        <NativeSelect
          id="receivingAgency"
          label={t('procedure.receiving')}
          required
          value={draft.receivingAgency}
          error={wrong('receivingAgency')}
          onChange={(event) => {
            onChange({ receivingAgency: event.currentTarget.value });
          }}
          data={receivingChoices(me).map(({ agency, agencyName }) => ({ value: agency, label: agencyName }))}
        />
        <NativeSelect
          id="competentAgency"
          label={t('procedure.competent')}
          required
          value={draft.competentAgency}
          error={wrong('competentAgency')}
          onChange={(event) => {
            onChange({ competentAgency: event.currentTarget.value });
          }}
          data={[{ value: '', label: t('procedure.choosePlace') }, ...competentChoices(agencies, chosen?.competentKinds).map(place)]}
        />
        <NativeSelect
          id="returnAgency"
          label={t('procedure.return')}
          required
          value={draft.returnAgency}
          error={wrong('returnAgency')}
          onChange={(event) => {
            onChange({ returnAgency: event.currentTarget.value });
          }}
          data={[{ value: '', label: t('procedure.choosePlace') }, ...returnChoices(agencies).map(place)]}
        />
      </div>
      {outside && (
        <div className={styles['under']}>
          <Banner tone="brand" role="note">
            <Chip tone="brand" icon={IconMapPin}>
              {t('procedure.outside')}
            </Chip>{' '}
            {t('procedure.outsideHelp')}
          </Banner>
        </div>
      )}
    </Card>
  );
}
