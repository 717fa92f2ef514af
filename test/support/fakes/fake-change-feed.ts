import type { ChangeFeed, Told } from '../../../server/ports/change-feed.ts';

/** A notice board in memory. */
export function fakeChangeFeed(): ChangeFeed & { readonly board: readonly (Told & { readonly by: string; readonly at: number })[] } {
  let board: readonly (Told & { readonly by: string; readonly at: number })[] = [];
  let last = 0;
  return {
    get board() {
      return board;
    },
    tell(by, at, changes) {
      board = [...board, { id: `${String(at)}-${String(++last)}`, by, at, changes }].sort((a, b) => a.at - b.at);
      return Promise.resolve();
    },
    heard: (by, since, known) =>
      Promise.resolve(board.filter((told) => told.by !== by && told.at >= since && !known.includes(told.id)).map(({ id, changes }) => ({ id, changes }))),
    removeBefore(at) {
      board = board.filter((told) => told.at >= at);
      return Promise.resolve();
    },
  };
}
