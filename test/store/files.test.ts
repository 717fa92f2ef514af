import { createHash, randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NotFound } from '../../domain/errors.ts';
import { FileId } from '../../contract/vocabulary.ts';
import type { Files } from '../../server/ports/index.ts';
import { FileDamaged, filesIn } from '../../server/store/files.ts';
import { removeOrphanChunks } from '../../server/store/orphan-chunks.ts';
import { DATABASES, openStore, type OpenStore } from './open-store.ts';

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe.each(DATABASES)('files (%s)', (kind) => {
  let open: OpenStore;
  let files: Files;
  beforeAll(async () => {
    open = await openStore(kind);
    files = filesIn(open.connection);
  });
  afterAll(async () => {
    await open.stop();
  });

  const aFile = (content: Uint8Array, fileId?: string): Parameters<Files['put']>[0] => ({
    name: 'Giấy phép.pdf',
    mediaType: 'application/pdf',
    content,
    uploadedBy: 'lan',
    at: '2026-11-23T01:00:00.000Z',
    ...(fileId === undefined ? {} : { fileId }),
  });

  test.each([0, 1, 255 * 1024, 255 * 1024 + 1, 3_000_000, 20 * 1024 * 1024])('%d bytes come back to the bit', async (size) => {
    // given
    const content = randomBytes(size);

    // when
    const stored = await files.put(aFile(content));

    // then
    expect(stored).toEqual({
      fileId: expect.stringMatching(/^f[0-9a-f]{32}$/),
      name: 'Giấy phép.pdf',
      mediaType: 'application/pdf',
      size,
      sha256: sha256(content),
      uploadedBy: 'lan',
      at: '2026-11-23T01:00:00.000Z',
    });
    expect(FileId.safeParse(stored.fileId).success).toBe(true);
    expect(await files.find(stored.fileId)).toEqual(stored);
    expect(Buffer.from(await files.read(stored.fileId)).equals(content)).toBe(true);
  });

  test('what is not there is not found', async () => {
    expect(await files.find(`f${'0'.repeat(32)}`)).toBeUndefined();
    await expect(files.read(`f${'0'.repeat(32)}`)).rejects.toThrow(NotFound);
  });

  test('of many who write different bytes under one id one wins whole, and nothing of the others stays', async () => {
    // given
    const fileId = `f${randomBytes(16).toString('hex')}`;
    const before = await open.db.collection('files.chunks').countDocuments({});

    // when
    const stored = await Promise.all(Array.from({ length: 8 }, () => files.put(aFile(randomBytes(600_000), fileId))));

    // then
    expect(new Set(stored.map((file) => JSON.stringify(file))).size).toBe(1);
    expect(sha256(await files.read(fileId))).toBe(stored[0]?.sha256);
    expect(await open.db.collection('files.chunks').countDocuments({})).toBe(before + 3);
  });

  test('a changed byte is noticed', async () => {
    // given
    const { fileId } = await files.put(aFile(Buffer.from('%PDF-1.7')));

    // when
    const row = await open.db.collection('files.files').findOne({ 'metadata.fileId': fileId });
    await open.db.collection('files.chunks').updateOne({ files_id: row?._id }, { $set: { data: Buffer.from('%PDF-1.8') } });

    // then
    await expect(files.read(fileId)).rejects.toThrow(FileDamaged);
  });

  describe('chunks without a file row', () => {
    const DAY_MS = 86_400_000;
    const chunksOf = (id: mongo.ObjectId): Promise<number> => open.db.collection('files.chunks').countDocuments({ files_id: id });
    /** What a writer leaves that died after some chunks, so many days ago. */
    const anOrphan = async (days: number, count = 3): Promise<mongo.ObjectId> => {
      const id = mongo.ObjectId.createFromTime(Math.floor((Date.now() - days * DAY_MS) / 1000));
      await open.db.collection('files.chunks').insertMany(Array.from({ length: count }, (_, n) => ({ files_id: id, n, data: Buffer.alloc(10) })));
      return id;
    };
    const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

    test('go when they are old, and neither young ones nor those of files', async () => {
      // given
      const { fileId } = await files.put(aFile(randomBytes(600_000)));
      const [old, young] = [await anOrphan(2, 120), await anOrphan(0.5)];

      // when
      const removed = await removeOrphanChunks(open.connection, ago(1));

      // then
      expect(removed).toBe(1);
      expect([await chunksOf(old), await chunksOf(young)]).toEqual([0, 3]);
      expect((await files.read(fileId)).length).toBe(600_000);
    });

    test('go when they have come of age, among many files that stay', async () => {
      // given
      const kept = await Promise.all(Array.from({ length: 60 }, () => files.put(aFile(randomBytes(10)))));
      const orphan = await anOrphan(-1 / 24);

      // when
      const removed = await removeOrphanChunks(open.connection, ago(-1));

      // then
      expect(removed).toBe(2);
      expect(await chunksOf(orphan)).toBe(0);
      for (const { fileId } of kept) expect((await files.read(fileId)).length).toBe(10);
      expect(await removeOrphanChunks(open.connection, ago(-1))).toBe(0);
    });
  });
});
