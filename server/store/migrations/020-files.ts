import { createCollection, type Migration } from './migration.ts';

/** What GridFS would create by itself on the first upload, in the middle of a request. */
export const files: Migration = {
  id: '020-files',
  async up(db) {
    await createCollection(db, 'files.files', [
      { name: 'filename_1_uploadDate_1', key: { filename: 1, uploadDate: 1 } },
      { name: 'by-file-id', key: { 'metadata.fileId': 1 }, unique: true },
    ]);
    await createCollection(db, 'files.chunks', [{ name: 'files_id_1_n_1', key: { files_id: 1, n: 1 }, unique: true }]);
  },
};
