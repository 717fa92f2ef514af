import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type DossierView, type ReleaseView } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { Banner } from '../../components/banner.tsx';
import { CountField } from '../../components/count-field.tsx';
import { FileDrop, type AttachedFile } from '../../components/file-drop.tsx';
import tables from '../../components/table.module.css';
import { toastDone } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { useDossierChanged } from './use-dossier-command.ts';

const KINDS = ['originals', 'certified', 'copies'] as const;
type Counts = Record<(typeof KINDS)[number], number>;
const NONE: Counts = { originals: 0, certified: 0, copies: 0 };

export function AnswerSupplement({
  dossier,
  supplement,
  release,
  onClose,
}: {
  readonly dossier: DossierView;
  readonly supplement: string;
  readonly release: ReleaseView | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('dossier');
  const { pick, problem } = useWords();
  const changed = useDossierChanged();
  const [note, setNote] = useState('');
  const [counts, setCounts] = useState<Readonly<Record<string, Counts>>>({});
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const [uploading, setUploading] = useState(0);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const [asked, setAsked] = useState(false);
  const components = Object.entries(counts)
    .filter(([, { originals, certified, copies }]) => originals + certified + copies > 0)
    .map(([id, given]) => ({ id, ...given }));
  const empty = components.length === 0 && files.length === 0 && note.trim() === '';

  const send = async (): Promise<void> => {
    setAsked(true);
    if (empty || uploading > 0 || running) return;
    setRunning(true);
    setError(undefined);
    const body = {
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      components,
      attachments: files.map(({ fileId, component }) => ({ fileId, ...(component === undefined ? {} : { component }) })),
    };
    try {
      await withKey(`supplement:${supplement}`, body, (idempotencyKey) =>
        call(ENDPOINTS.answerSupplement, { params: { dossier: dossier.id, supplement }, body, idempotencyKey }),
      );
      await changed();
      toastDone(t('supplements.done'), dossier.code ?? '');
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <div className={styles['answer']}>
      <table className={tables['table']} aria-label={t('supplements.papers')}>
        <thead>
          <tr>
            <th scope="col">{t('supplements.paper')}</th>
            {KINDS.map((kind) => (
              <th key={kind} scope="col">
                {t(`supplements.${kind}`)}
              </th>
            ))}
            <th scope="col">{t('supplements.file')}</th>
          </tr>
        </thead>
        <tbody>
          {(release?.components ?? []).map(({ id, name }) => {
            const paper = pick(name);
            const given = counts[id] ?? NONE;
            return (
              <tr key={id}>
                <th scope="row">{paper}</th>
                {KINDS.map((kind) => (
                  <td key={kind}>
                    <CountField
                      label={t('supplements.countOf', { kind: t(`supplements.${kind}`), paper })}
                      value={given[kind]}
                      onChange={(value) => {
                        setCounts({ ...counts, [id]: { ...given, [kind]: value } });
                      }}
                    />
                  </td>
                ))}
                <td>
                  <FileDrop
                    paper={paper}
                    component={id}
                    files={files.filter((file) => file.component === id)}
                    onAdd={(file) => {
                      setFiles((old) => [...old, file]);
                    }}
                    onRemove={(fileId) => {
                      setFiles((old) => old.filter((file) => file.fileId !== fileId));
                    }}
                    onUploading={(by) => {
                      setUploading((old) => old + by);
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Textarea
        label={t('supplements.note')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
        error={asked && empty ? t('supplements.empty') : undefined}
      />
      {error !== undefined && (
        <Banner tone="late" role="alert">
          {problem(error)}
        </Banner>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('supplements.cancel')}
        </Button>
        <Button
          loading={running}
          aria-disabled={uploading > 0}
          onClick={() => {
            void send();
          }}
        >
          {t('supplements.send')}
        </Button>
      </Group>
    </div>
  );
}
