import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { NetworkError } from '../api/errors.ts';
import { LiveRegion } from '../components/live-region.tsx';
import { router } from './router.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

const cache = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only silence is worth another try
      retry: (failures, error) => error instanceof NetworkError && failures < 2,
      staleTime: 5_000,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  return (
    <QueryClientProvider client={cache}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <Notifications position="bottom-right" limit={3} />
        <LiveRegion>
          <RouterProvider router={router} />
        </LiveRegion>
      </MantineProvider>
    </QueryClientProvider>
  );
}
