import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

const look = () => ({ withBorder: true, position: 'bottom-right', closeButtonProps: { 'aria-label': i18next.t('close', { ns: 'components' }) } }) as const;

/** Success goes by itself after six seconds; a failure stays until it is closed. */
export function toastDone(title: string, message = ''): void {
  notifications.show({ ...look(), title, message, color: 'green', autoClose: 6_000, role: 'status' });
}

export function toastFailed(title: string, message: string): void {
  notifications.show({ ...look(), title, message, color: 'red', autoClose: false, role: 'alert' });
}
