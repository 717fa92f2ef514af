import { NotFound } from '../../../domain/errors.ts';
import { releaseId, type Release } from '../../../domain/release.ts';
import type { Releases } from '../../../server/ports/index.ts';
import { stored } from './stored.ts';

export function fakeReleases(given: readonly Release[] = [], kept: Map<string, Release> = new Map()): Releases {
  for (const release of given) kept.set(release.id, stored(release));
  const copy = (release: Release | undefined): Release | undefined => (release === undefined ? undefined : stored(release));
  const newestOf = (procedure: string, among: readonly Release[]): Release | undefined =>
    among.filter((one) => one.procedure === procedure).sort((a, b) => b.number - a.number)[0];
  const find = async (id: string): Promise<Release | undefined> => {
    await Promise.resolve();
    return copy(kept.get(id));
  };
  return {
    find,
    async get(procedure, number) {
      const release = await find(releaseId(procedure, number));
      if (release === undefined) throw new NotFound('release');
      return release;
    },
    async newest(procedure) {
      await Promise.resolve();
      return copy(newestOf(procedure, [...kept.values()]));
    },
    async all() {
      await Promise.resolve();
      const deployed = [...kept.values()].filter((one) => Object.keys(one.deployed).length > 0);
      return [...new Set(deployed.map(({ procedure }) => procedure))].sort().flatMap((procedure) => copy(newestOf(procedure, deployed)) ?? []);
    },
    async add(release) {
      await Promise.resolve();
      if (kept.has(release.id)) return false;
      kept.set(release.id, stored(release));
      return true;
    },
    async markDeployed(id, keys) {
      await Promise.resolve();
      const release = kept.get(id);
      if (release !== undefined) kept.set(id, { ...release, deployed: { ...keys } });
    },
  };
}
