import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

const catalogue = async (): Promise<void> => {
  const [{ vi }, { en }] = await Promise.all([import('./messages.vi.ts'), import('./messages.en.ts')]);
  addCatalogue('intake', { vi, en });
};

export const intakeRoutes: RouteObject[] = [
  {
    path: '/tiep-nhan',
    lazy: async () => {
      const [{ IntakePage }] = await Promise.all([import('./intake-page.tsx'), catalogue()]);
      return { Component: IntakePage };
    },
  },
  {
    path: '/tiep-nhan/:dossier',
    lazy: async () => {
      const [{ ReceiptPage }] = await Promise.all([import('./receipt-page.tsx'), catalogue()]);
      return { Component: ReceiptPage };
    },
  },
];
