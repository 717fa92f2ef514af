import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

export const inboxRoutes: RouteObject[] = [
  {
    path: '/viec',
    lazy: async () => {
      const [{ InboxPage }, { vi }, { en }] = await Promise.all([import('./inbox-page.tsx'), import('./messages.vi.ts'), import('./messages.en.ts')]);
      addCatalogue('inbox', { vi, en });
      return { Component: InboxPage };
    },
  },
];
