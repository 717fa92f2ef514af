import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** The code of a dossier, in one piece, with a way to take it along. */
export function DossierCodeText({ code }: { readonly code: string }) {
  const { t } = useTranslation('components');
  return (
    <span className="nowrap tabular" style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      {code}
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('copy.done') : t('copy.label', { code })}>
            <ActionIcon variant="subtle" color="gray" size="sm" onClick={copy} aria-label={t('copy.label', { code })}>
              {copied ? <IconCheck size={15} stroke={1.75} aria-hidden /> : <IconCopy size={15} stroke={1.75} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
