import { createCollection, type Migration } from './migration.ts';

export const dossiers: Migration = {
  id: '030-dossiers',
  async up(db) {
    await createCollection(db, 'dossiers', [
      { name: 'by-code', key: { code: 1 }, unique: true, sparse: true },
      { name: 'by-wake', key: { wakeAt: 1 }, sparse: true },
      { name: 'by-id-hash', key: { idHashes: 1 } },
      { name: 'by-decided-task', key: { 'state.decisions.taskKey': 1 }, sparse: true },
    ]);
    await createCollection(db, 'history');
    await createCollection(db, 'releases', [{ name: 'by-procedure', key: { procedure: 1, number: 1 }, unique: true }]);
    await createCollection(db, 'inbox', [
      { name: 'by-group', key: { groups: 1, kind: 1, sortAt: 1, _id: 1 } },
      { name: 'free-by-group', key: { groups: 1, assignee: 1, kind: 1, sortAt: 1, _id: 1 } },
      { name: 'by-assignee', key: { assignee: 1, sortAt: 1, _id: 1 } },
      { name: 'by-dossier', key: { dossierId: 1 } },
    ]);
    await createCollection(db, 'dossier_list', [
      { name: 'by-agency', key: { agencies: 1, submittedAt: 1, _id: 1 } },
      { name: 'by-code', key: { code: 1 }, sparse: true },
    ]);
    await createCollection(db, 'engine_marks');
    await createCollection(db, 'history_gaps');
    await createCollection(db, 'process_instances');
    await createCollection(db, 'unlinked_facts', [{ name: 'by-instance', key: { processInstanceKey: 1 } }]);
  },
};
