import { Button } from '@mantine/core';
import { IconAlertCircle, IconChecks, IconCircleCheck, IconFileAlert, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReleaseView } from '../../api/contract.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { CountField } from '../../components/count-field.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { useWords } from '../../components/use-words.ts';
import { isGiven, type IntakeMistake } from './check-intake.ts';
import { NO_COUNTS, sumOf, type Counts, type IntakeDraft } from './intake-draft.ts';
import styles from './intake.module.css';

interface ComponentTableProps {
  readonly draft: IntakeDraft;
  readonly release: ReleaseView | undefined;
  readonly mistakes: readonly IntakeMistake[];
  readonly onChange: (part: Partial<IntakeDraft> | ((old: IntakeDraft) => Partial<IntakeDraft>)) => void;
  readonly onUploading: (by: 1 | -1) => void;
}

const KINDS = ['originals', 'certified', 'copies'] as const;

export function ComponentTable({ draft, release, mistakes, onChange, onUploading }: ComponentTableProps) {
  const { t } = useTranslation('intake');
  const { pick } = useWords();
  const components = release?.components ?? [];
  const required = components.filter((component) => component.required);
  const setCounts = (id: string, counts: Counts): void => {
    onChange((old) => ({ components: { ...old.components, [id]: counts } }));
  };
  const takeAll = (): void => {
    onChange((old) => ({
      components: {
        ...old.components,
        ...Object.fromEntries(
          required
            .filter(({ id }) => sumOf(old.components[id] ?? NO_COUNTS) === 0)
            .map(({ id, originals, certified, copies }) => [id, { originals, certified, copies }]),
        ),
      },
    }));
  };
  return (
    <Card
      flush
      number={4}
      title={t('components.title')}
      aside={
        release && (
          <>
            <Chip tone="plain">{t('components.given', { given: required.filter(({ id }) => isGiven(draft, id)).length, total: required.length })}</Chip>
            <Button size="compact-sm" variant="default" leftSection={<IconChecks size={15} stroke={1.75} aria-hidden />} onClick={takeAll}>
              {t('components.all')}
            </Button>
          </>
        )
      }
    >
      {release === undefined ? (
        <p className={styles['wait']}>{t('form.waiting')}</p>
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['papers']} aria-label={t('components.table')}>
            <thead>
              <tr>
                <th scope="col">{t('components.paper')}</th>
                {KINDS.map((kind) => (
                  <th key={kind} scope="col">
                    {t(`components.${kind}`)}
                  </th>
                ))}
                <th scope="col">{t('components.file')}</th>
                <th scope="col">{t('components.state')}</th>
              </tr>
            </thead>
            <tbody>
              {components.map((component) => {
                const counts = draft.components[component.id] ?? NO_COUNTS;
                const paper = pick(component.name);
                const files = draft.attachments.filter((file) => file.component === component.id);
                return (
                  <tr key={component.id} data-wrong={mistakes.some((mistake) => mistake.component === component.id)}>
                    <th scope="row">
                      {paper}
                      <small>
                        {[
                          component.required ? t('components.required') : t('components.optional'),
                          expected(component, t),
                          typeof component.note === 'string' ? component.note : component.note && pick(component.note),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </small>
                    </th>
                    {KINDS.map((kind, index) => (
                      <td key={kind}>
                        <CountField
                          {...(index === 0 ? { id: `paper-${component.id}` } : {})}
                          label={t('components.countOf', { kind: t(`components.${kind}`), paper })}
                          value={counts[kind]}
                          onChange={(value) => {
                            setCounts(component.id, { ...counts, [kind]: value });
                          }}
                        />
                      </td>
                    ))}
                    <td>
                      <FileDrop
                        paper={paper}
                        component={component.id}
                        files={files}
                        onUploading={onUploading}
                        onAdd={(file) => {
                          onChange((old) => ({ attachments: [...old.attachments.filter(({ fileId }) => fileId !== file.fileId), file] }));
                        }}
                        onRemove={(fileId) => {
                          onChange((old) => ({ attachments: old.attachments.filter((file) => file.fileId !== fileId) }));
                        }}
                      />
                    </td>
                    <td>
                      <PaperState required={component.required} counted={sumOf(counts) > 0} filed={files.length > 0} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

type Say = (
  key: 'components.expects' | 'components.nOriginals' | 'components.nCertified' | 'components.nCopies',
  values: Record<string, string | number>,
) => string;

function expected({ originals, certified, copies }: Counts, t: unknown): string {
  const say = t as Say;
  const list = [
    originals > 0 && say('components.nOriginals', { count: originals }),
    certified > 0 && say('components.nCertified', { count: certified }),
    copies > 0 && say('components.nCopies', { count: copies }),
  ]
    .filter(Boolean)
    .join(', ');
  return list === '' ? '' : say('components.expects', { list });
}

function PaperState({ required, counted, filed }: { readonly required: boolean; readonly counted: boolean; readonly filed: boolean }) {
  const { t } = useTranslation('intake');
  if (filed)
    return (
      <Chip tone="ok" icon={IconCircleCheck}>
        {t('components.states.complete')}
      </Chip>
    );
  if (counted)
    return (
      <Chip tone="soon" icon={IconFileAlert}>
        {t('components.states.paper')}
      </Chip>
    );
  return required ? (
    <Chip tone="late" icon={IconAlertCircle}>
      {t('components.states.missing')}
    </Chip>
  ) : (
    <Chip tone="plain" icon={IconMinus}>
      {t('components.states.skipped')}
    </Chip>
  );
}
