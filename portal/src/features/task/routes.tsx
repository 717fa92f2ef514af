import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

export const taskRoutes: RouteObject[] = [
  {
    path: '/viec/:taskKey',
    lazy: async () => {
      const [{ TaskPage }, { vi }, { en }] = await Promise.all([import('./task-page.tsx'), import('./messages.vi.ts'), import('./messages.en.ts')]);
      addCatalogue('task', { vi, en });
      return { Component: TaskPage };
    },
  },
];
