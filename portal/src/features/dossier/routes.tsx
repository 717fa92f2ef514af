import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

const catalogue = async (): Promise<void> => {
  const [{ vi }, { en }] = await Promise.all([import('./messages.vi.ts'), import('./messages.en.ts')]);
  addCatalogue('dossier', { vi, en });
};

export const dossierRoutes: RouteObject[] = [
  {
    path: '/ho-so',
    lazy: async () => {
      const [{ DossierListPage }] = await Promise.all([import('./dossier-list-page.tsx'), catalogue()]);
      return { Component: DossierListPage };
    },
  },
  {
    path: '/ho-so/:dossier',
    lazy: async () => {
      const [{ DossierPage }] = await Promise.all([import('./dossier-page.tsx'), catalogue()]);
      return { Component: DossierPage };
    },
  },
];
