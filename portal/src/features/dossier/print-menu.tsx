import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type DossierView, type SlipNumber } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { documentAddress } from '../../components/document-list.tsx';
import { formatDateTime } from '../../components/format.ts';
import { toastDone, toastFailed } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import { printable, type Printable } from './printable.ts';
import styles from './dossier.module.css';
import { useDossierChanged } from './use-dossier-command.ts';

/** The slips a dossier has, printed again as they were; the control slip is told anew. Each print is an entry of the history. */
export function PrintMenu({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const { problem } = useWords();
  const changed = useDossierChanged();
  const [running, setRunning] = useState(false);
  const slips = printable(dossier);
  if (!dossier.may.includes('print-slip') || slips.length === 0) return null;

  const print = async ({ slip, fileId }: Printable): Promise<void> => {
    // Opened at the click: a window opened later looks like an advertisement to the browser
    const sheet = window.open('about:blank', '_blank');
    setRunning(true);
    try {
      const body = fileId === undefined ? {} : { fileId };
      const printed = await withKey(`print:${dossier.id}:${slip}`, body, (idempotencyKey) =>
        call(ENDPOINTS.printSlip, { params: { dossier: dossier.id, slip }, body, idempotencyKey }),
      );
      if (sheet === null) toastDone(t(`print.slips.${slip}`), t('print.blocked'));
      else sheet.location.replace(documentAddress(dossier.id, printed.fileId));
      await changed();
    } catch (error) {
      sheet?.close();
      toastFailed(t('print.failed'), problem(error));
    } finally {
      setRunning(false);
    }
  };
  const nameOf = (slip: SlipNumber): string => t(`print.slips.${slip}`);

  return (
    <Menu position="bottom-end" withinPortal width={290}>
      <Menu.Target>
        <Button
          variant="default"
          loading={running}
          leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
          rightSection={<IconChevronDown size={15} stroke={1.75} aria-hidden />}
        >
          {t('print.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('print.label')}>
        {slips.map((one) => (
          <Menu.Item
            key={`${one.slip}-${one.fileId ?? ''}`}
            onClick={() => {
              void print(one);
            }}
          >
            {nameOf(one.slip)}
            <small className={styles['menuNote']}>{one.at === undefined ? t('print.fresh') : t('print.again', { time: formatDateTime(one.at) })}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
