import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../components/chip.tsx';

/** Whether a day has been compared with the official notice. */
export function CheckMark({ checked = false }: { readonly checked?: boolean }) {
  const { t } = useTranslation('calendar');
  return checked ? (
    <Chip tone="plain" icon={IconCircleCheck}>
      {t('list.checked')}
    </Chip>
  ) : (
    <Chip tone="soon" icon={IconAlertTriangle}>
      {t('list.toCheck')}
    </Chip>
  );
}
