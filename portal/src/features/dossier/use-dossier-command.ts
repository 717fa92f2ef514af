import { useQueryClient } from '@tanstack/react-query';

/** After a command everything that shows the dossier is asked anew. */
export function useDossierChanged(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await Promise.all(['dossier', 'history', 'tasks', 'dossiers'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  };
}
