import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NotFound } from '../../domain/errors.ts';
import { FileId } from '../../contract/vocabulary.ts';
import type { Files } from '../../server/ports/index.ts';
import { FileDamaged, filesIn } from '../../server/store/files.ts';
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
});
