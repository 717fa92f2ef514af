import { createCollection, type Migration } from './migration.ts';

/** The last time that nobody doubted, and the dossiers whose clock has something to say, found by an index. */
export const clockMarks: Migration = {
  id: '070-clock-marks',
  async up(db) {
    await createCollection(db, 'clock_marks');
    await createCollection(db, 'dossier_list', [{ name: 'by-clock-wake', key: { clockWakeAt: 1, _id: 1 }, sparse: true }]);
  },
};
