import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

const catalogue = async (): Promise<void> => {
  const [{ vi }, { en }] = await Promise.all([import('./messages.vi.ts'), import('./messages.en.ts')]);
  addCatalogue('calendar', { vi, en });
};

export const calendarRoutes: RouteObject[] = [
  {
    path: '/danh-muc/lich',
    lazy: async () => {
      const [{ CalendarPage }] = await Promise.all([import('./calendar-page.tsx'), catalogue()]);
      return { Component: CalendarPage };
    },
  },
];
