import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

export const trackingRoutes: RouteObject[] = [
  {
    path: '/tra-cuu/:code?',
    lazy: async () => {
      const [{ TrackingPage }, { vi }, { en }] = await Promise.all([import('./tracking-page.tsx'), import('./messages.vi.ts'), import('./messages.en.ts')]);
      addCatalogue('tracking', { vi, en });
      return { Component: TrackingPage };
    },
  },
];
