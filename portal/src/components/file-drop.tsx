import { ActionIcon } from '@mantine/core';
import { IconFileText, IconUpload, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../api/api.ts';
import { formatSize } from './format.ts';
import { useAnnounce } from './live-region.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useWords } from './use-words.ts';
import styles from './papers.module.css';

/** A file that is on the server and not yet part of a dossier. */
export interface AttachedFile {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly component?: string;
}

interface FileDropProps {
  readonly paper: string;
  readonly component: string;
  readonly files: readonly AttachedFile[];
  readonly onAdd: (file: AttachedFile) => void;
  readonly onRemove: (fileId: string) => void;
  readonly onUploading: (by: 1 | -1) => void;
}

/** Files of one paper: chosen in a dialog or dropped; each goes up at once and is attached by its id. */
export function FileDrop({ paper, component, files, onAdd, onRemove, onUploading }: FileDropProps) {
  const { t } = useTranslation('components');
  const { problem } = useWords();
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const zone = useRef<HTMLDivElement>(null);
  const [sending, setSending] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState('');

  const send = async (file: File): Promise<void> => {
    setSending((old) => [...old, file.name]);
    setFailed('');
    onUploading(1);
    announce(t('papers.uploading', { name: file.name }));
    try {
      const { fileId, name, size } = await uploadFile(file, file.name.normalize('NFC'));
      onAdd({ fileId, name, size, component });
    } catch (error) {
      setFailed(t('papers.uploadFailed', { name: file.name, why: problem(error) }));
    } finally {
      setSending((old) => old.filter((name) => name !== file.name));
      onUploading(-1);
    }
  };
  const over = useFileDrop(zone, (dropped) => {
    for (const file of dropped) void send(file);
  });

  return (
    <div className={styles['files']} data-over={over} ref={zone}>
      {files.map(({ fileId, name, size }) => (
        <span key={fileId} className={styles['file']}>
          <IconFileText size={15} stroke={1.75} aria-hidden />
          <span className={styles['fileName']} title={name}>
            {name}
          </span>
          <small>{formatSize(size)}</small>
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('papers.removeFile', { name })}
            onClick={() => {
              onRemove(fileId);
            }}
          >
            <IconX size={13} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      {sending.map((name) => (
        <span key={name} className={styles['file']} role="status">
          {t('papers.uploading', { name })}…
        </span>
      ))}
      <button type="button" className={styles['drop']} aria-label={t('papers.chooseFor', { paper })} onClick={() => input.current?.click()}>
        <IconUpload size={14} stroke={1.75} aria-hidden />
        <strong>{t('papers.choose')}</strong>
        {files.length === 0 && <span>{t('papers.drop')}</span>}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".pdf,.png,.jpg,.jpeg,.doc,.docx,.xls,.xlsx"
        tabIndex={-1}
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) void send(file);
          event.currentTarget.value = '';
        }}
      />
      {failed !== '' && (
        <p role="alert" className={styles['fileFailed']}>
          {failed}
        </p>
      )}
    </div>
  );
}
