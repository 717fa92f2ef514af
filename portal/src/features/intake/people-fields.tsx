import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import type { IntakeMistake } from './check-intake.ts';
import type { IntakeDraft, PersonDraft } from './intake-draft.ts';
import styles from './intake.module.css';

interface PeopleFieldsProps {
  readonly draft: IntakeDraft;
  readonly mistakes: readonly IntakeMistake[];
  readonly onChange: (part: Partial<IntakeDraft>) => void;
}

const ID_KINDS = ['cccd', 'passport', 'tax-code', 'other'] as const;

export function PeopleFields({ draft, mistakes, onChange }: PeopleFieldsProps) {
  const { t } = useTranslation('intake');
  return (
    <Card
      number={2}
      title={t('people.title')}
      aside={
        <Checkbox
          label={t('people.another')}
          checked={draft.another}
          onChange={(event) => {
            onChange({ another: event.currentTarget.checked });
          }}
        />
      }
    >
      <PersonFields
        who="applicant"
        person={draft.applicant}
        mistakes={mistakes}
        onChange={(applicant) => {
          onChange({ applicant });
        }}
      />
      {draft.another && (
        <div className={styles['second']}>
          <PersonFields
            who="submitter"
            person={draft.submitter}
            mistakes={mistakes}
            onChange={(submitter) => {
              onChange({ submitter });
            }}
          />
        </div>
      )}
    </Card>
  );
}

function PersonFields({
  who,
  person,
  mistakes,
  onChange,
}: {
  readonly who: 'applicant' | 'submitter';
  readonly person: PersonDraft;
  readonly mistakes: readonly IntakeMistake[];
  readonly onChange: (person: PersonDraft) => void;
}) {
  const { t } = useTranslation('intake');
  const set = (part: Partial<PersonDraft>): void => {
    onChange({ ...person, ...part });
  };
  const wrong = (field: string): string | undefined => {
    const mistake = mistakes.find(({ place }) => place === `${who}-${field}`);
    return mistake && t(`check.${mistake.word}` as 'check.name');
  };
  const organisation = person.kind === 'organisation';
  return (
    <div role="group" aria-labelledby={`${who}-title`} className={styles['person']}>
      <div className={styles['personHead']}>
        <h3 id={`${who}-title`}>{t(`people.${who}`)}</h3>
        {who === 'applicant' && (
          <SegmentedControl
            size="xs"
            aria-label={t('people.kind')}
            value={person.kind}
            data={[
              { value: 'person', label: t('people.person') },
              { value: 'organisation', label: t('people.organisation') },
            ]}
            onChange={(kind) => {
              set(kind === 'organisation' ? { kind: 'organisation', idKind: 'tax-code' } : { kind: 'person', idKind: 'cccd' });
            }}
          />
        )}
      </div>
      <div className={styles['grid4']}>
        <NativeSelect
          label={t('people.idKind')}
          value={person.idKind}
          onChange={(event) => {
            set({ idKind: event.currentTarget.value as PersonDraft['idKind'] });
          }}
          data={ID_KINDS.map((kind) => ({ value: kind, label: t(`people.idKinds.${kind}`) }))}
        />
        <TextInput
          id={`${who}-idNumber`}
          label={t('people.idNumber')}
          required
          value={person.idNumber}
          maxLength={20}
          inputMode={person.idKind === 'cccd' ? 'numeric' : 'text'}
          autoComplete="off"
          error={wrong('idNumber')}
          onChange={(event) => {
            set({ idNumber: event.currentTarget.value });
          }}
        />
        <TextInput
          id={`${who}-name`}
          className={styles['span2']}
          label={organisation ? t('people.organisationName') : t('people.name')}
          required
          value={person.name}
          maxLength={200}
          autoComplete="off"
          error={wrong('name')}
          onChange={(event) => {
            set({ name: event.currentTarget.value });
          }}
        />
        <TextInput
          id={`${who}-phone`}
          label={t('people.phone')}
          type="tel"
          value={person.phone}
          maxLength={20}
          autoComplete="off"
          error={wrong('phone')}
          onChange={(event) => {
            set({ phone: event.currentTarget.value });
          }}
        />
        <TextInput
          id={`${who}-email`}
          label={t('people.email')}
          type="email"
          value={person.email}
          maxLength={200}
          autoComplete="off"
          error={wrong('email')}
          onChange={(event) => {
            set({ email: event.currentTarget.value });
          }}
        />
        <TextInput
          id={`${who}-address`}
          className={styles['span2']}
          label={t('people.address')}
          value={person.address}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => {
            set({ address: event.currentTarget.value });
          }}
        />
        {who === 'submitter' && (
          <TextInput
            id="submitter-authorisation"
            className={styles['span4']}
            label={t('people.authorisation')}
            required
            description={t('people.authorisationHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={person.authorisation}
            maxLength={300}
            error={wrong('authorisation')}
            onChange={(event) => {
              set({ authorisation: event.currentTarget.value });
            }}
          />
        )}
      </div>
    </div>
  );
}
