import { createCollection, type Migration } from './migration.ts';

export const people: Migration = {
  id: '010-people',
  async up(db) {
    await createCollection(db, 'agencies', [{ name: 'by-agency', key: { id: 1, validFrom: 1 }, unique: true }]);
    await createCollection(db, 'officers', [{ name: 'by-username', key: { username: 1 }, unique: true }]);
    await createCollection(db, 'calendars');
    await createCollection(db, 'sequences');
    await createCollection(db, 'sessions', [
      { name: 'by-officer', key: { officer: 1 } },
      { name: 'by-end', key: { endsAt: 1 } },
    ]);
    await createCollection(db, 'sign-in-attempts', [{ name: 'by-end', key: { endsAt: 1 } }]);
  },
};
