import { createCollection, type Migration } from './migration.ts';

/** Calendars are proposed and confirmed; the dossiers whose date they can move are found by an index. */
export const calendar: Migration = {
  id: '040-calendar',
  async up(db) {
    await createCollection(db, 'dossiers', [{ name: 'by-counting', key: { counting: 1, _id: 1 }, sparse: true }]);
    // More than need be: whoever goes through them looks at each one's history
    await db.collection('dossiers').updateMany({ 'state.closedAt': { $exists: false } }, { $set: { counting: true } });
  },
};
