import type { RouteObject } from 'react-router';
import { addCatalogue } from '../../app/i18n.ts';

export const signInRoutes: RouteObject[] = [
  {
    path: '/dang-nhap',
    lazy: async () => {
      const [{ SignInPage }, { vi }, { en }] = await Promise.all([import('./sign-in-page.tsx'), import('./messages.vi.ts'), import('./messages.en.ts')]);
      addCatalogue('signIn', { vi, en });
      return { Component: SignInPage };
    },
  },
];
