import { Button, Group, Modal, Radio } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type ReplyOf } from '../../api/contract.ts';
import { toastFailed } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import { saveCalendarFile } from './calendar-questions.ts';
import { withFile } from './calendar-view.ts';
import styles from './calendar.module.css';
import type { CalendarWork } from './use-calendar-work.ts';

type Read = ReplyOf<typeof ENDPOINTS.readCalendarFile> & { readonly name: string };

/** Exceptions out to a spreadsheet, and back into the proposal. */
export function FileButtons({ work }: { readonly work: CalendarWork }) {
  const { t } = useTranslation('calendar');
  const { problem } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<Read>();
  const { overview } = work;
  const failed =
    (what: string) =>
    (error: unknown): void => {
      toastFailed(what, problem(error));
    };
  const readFile = async (file: File): Promise<void> => {
    const reply = await call(ENDPOINTS.readCalendarFile, { body: { csv: await file.text() } });
    setRead({ ...reply, name: file.name });
  };

  return (
    <>
      {work.mayPropose && (
        <>
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv"
            hidden
            aria-label={t('file.import')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file !== undefined) readFile(file).catch(failed(t('file.import')));
            }}
          />
          <Button variant="default" leftSection={<IconUpload size={16} stroke={1.75} aria-hidden />} onClick={() => input.current?.click()}>
            {t('file.import')}
          </Button>
        </>
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onClick={() => {
          saveCalendarFile(overview.proposal?.version ?? overview.current.version).catch(failed(t('file.export')));
        }}
      >
        {t('file.export')}
      </Button>
      {read !== undefined && (
        <ReadFile
          read={read}
          onClose={() => {
            setRead(undefined);
          }}
          onWrite={(how) => {
            work.edit((content) => withFile(content, read.exceptions, how));
            setRead(undefined);
          }}
        />
      )}
    </>
  );
}

interface ReadFileProps {
  readonly read: Read;
  readonly onClose: () => void;
  readonly onWrite: (how: 'add' | 'replace-years') => void;
}

function ReadFile({ read, onClose, onWrite }: ReadFileProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const [how, setHow] = useState<'add' | 'replace-years'>('add');
  const count = read.exceptions.length;
  return (
    <Modal opened onClose={onClose} title={<strong>{t('file.title')}</strong>} size={520} closeButtonProps={{ 'aria-label': say('close') }}>
      <div style={{ display: 'grid', gap: 12 }}>
        {count > 0 && <p>{t('file.read', { count, name: read.name })}</p>}
        {read.faults.length > 0 && (
          <div className={styles['faults']}>
            <p>{t('file.faults', { count: read.faults.length })}</p>
            <ul>
              {read.faults.map(({ line, sentence }) => (
                <li key={`${String(line)}${sentence}`}>
                  <b>{t('file.line', { line })}</b> {sentence}
                </li>
              ))}
            </ul>
          </div>
        )}
        {count === 0 ? (
          <p>{t('file.nothing')}</p>
        ) : (
          <Radio.Group
            aria-label={t('file.title')}
            value={how}
            onChange={(value) => {
              setHow(value === 'add' ? 'add' : 'replace-years');
            }}
          >
            <div style={{ display: 'grid', gap: 8 }}>
              <Radio value="add" label={t('file.add')} description={t('file.addText')} />
              <Radio value="replace-years" label={t('file.replace')} description={t('file.replaceText')} />
            </div>
          </Radio.Group>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {count === 0 ? t('file.close') : say('cancel')}
          </Button>
          {count > 0 && (
            <Button
              onClick={() => {
                onWrite(how);
              }}
            >
              {t('file.verb', { count })}
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}
