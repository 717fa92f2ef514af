import { IconFileText, IconFileTypePdf, IconPhoto, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../api/contract.ts';
import styles from './document-list.module.css';
import { formatDateTime, formatSize } from './format.ts';

interface DocumentListProps {
  readonly dossier: Pick<DossierView, 'id' | 'documents'>;
  /** The checklist's names by component id. */
  readonly nameOf: (component: string) => string;
}

export const documentAddress = (dossier: string, file: string): string => `/api/dossiers/${encodeURIComponent(dossier)}/documents/${encodeURIComponent(file)}`;

export function DocumentList({ dossier, nameOf }: DocumentListProps) {
  const { t } = useTranslation('components');
  if (dossier.documents.length === 0) return <p className={styles['empty']}>{t('file.empty')}</p>;
  return (
    <ul className={styles['list']}>
      {dossier.documents.map(({ fileId, name, mediaType, size, component, slip, at }) => {
        const Icon =
          slip !== undefined ? IconPrinter : mediaType === 'application/pdf' ? IconFileTypePdf : mediaType.startsWith('image/') ? IconPhoto : IconFileText;
        return (
          <li key={fileId}>
            <Icon size={17} stroke={1.6} aria-hidden />
            <div>
              <a href={documentAddress(dossier.id, fileId)} target="_blank" rel="noreferrer" title={t('file.open', { name })}>
                {name}
              </a>
              <small>
                {slip !== undefined ? t('file.slip') : component === undefined ? t('file.unassigned') : nameOf(component)} · {formatSize(size)} ·{' '}
                {formatDateTime(at)}
              </small>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
