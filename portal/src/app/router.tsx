import { createBrowserRouter, Navigate } from 'react-router';
import { calendarRoutes } from '../features/calendar/routes.tsx';
import { dossierRoutes } from '../features/dossier/routes.tsx';
import { inboxRoutes } from '../features/inbox/routes.tsx';
import { intakeRoutes } from '../features/intake/routes.tsx';
import { signInRoutes } from '../features/sign-in/routes.tsx';
import { taskRoutes } from '../features/task/routes.tsx';
import { trackingRoutes } from '../features/tracking/routes.tsx';
import { Broken, NothingHere } from './broken.tsx';
import { Shell } from './shell.tsx';

export const router = createBrowserRouter([
  {
    errorElement: <Broken />,
    hydrateFallbackElement: <></>,
    children: [
      ...signInRoutes,
      ...trackingRoutes,
      {
        element: <Shell />,
        children: [
          {
            errorElement: <Broken />,
            children: [
              { index: true, element: <Navigate to="/viec" replace /> },
              ...inboxRoutes,
              ...taskRoutes,
              ...intakeRoutes,
              ...dossierRoutes,
              ...calendarRoutes,
              { path: '*', element: <NothingHere /> },
            ],
          },
        ],
      },
    ],
  },
]);
