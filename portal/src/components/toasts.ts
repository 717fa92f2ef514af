import { notifications } from '@mantine/notifications';

const ICONLESS = { withBorder: true, position: 'bottom-right' } as const;

/** Success goes by itself after six seconds; a failure stays until it is closed. */
export function toastDone(title: string, message = ''): void {
  notifications.show({ ...ICONLESS, title, message, color: 'green', autoClose: 6_000, role: 'status' });
}

export function toastFailed(title: string, message: string): void {
  notifications.show({ ...ICONLESS, title, message, color: 'red', autoClose: false, role: 'alert' });
}
