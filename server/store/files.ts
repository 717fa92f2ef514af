import { createHash, randomBytes } from 'node:crypto';
import { mongo, type Connection } from 'mongoose';
import { NotFound } from '../../domain/errors.ts';
import type { Files, StoredFile } from '../ports/index.ts';
import { DURABLE } from './connect.ts';
import { isDuplicate, withinReach } from './within-reach.ts';

interface FileRow {
  readonly _id: mongo.ObjectId;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly filename: string;
  readonly metadata: { readonly fileId: string; readonly mediaType: string; readonly sha256: string; readonly uploadedBy: string; readonly at: string };
}

interface ChunkRow {
  readonly _id: mongo.ObjectId;
  readonly files_id: mongo.ObjectId;
  readonly n: number;
  readonly data: mongo.Binary;
}

/** A whole upload of 20 MB is one journalled batch; give it longer than a single document. */
const CONTENT_MS = 15_000;
const CHUNK_BYTES = 255 * 1024;

export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';
}

/**
 * Files in the layout of GridFS, so that every MongoDB tool can read them. The chunks come first and the file row last: a row means
 * that the content is complete. Our file id is a unique field beside GridFS' own `_id`, so that of two writers of one id, who may hold
 * different bytes, one wins as a whole and the other's chunks go.
 */
export function filesIn(connection: Connection): Files {
  const rows = connection.collection<FileRow>('files.files');
  const chunks = connection.collection<ChunkRow>('files.chunks');
  const findRow = (fileId: string): Promise<FileRow | null> => withinReach(() => rows.findOne({ 'metadata.fileId': fileId }));

  return {
    async find(fileId) {
      const row = await findRow(fileId);
      return row === null ? undefined : fileFrom(row);
    },
    async put({ fileId = `f${randomBytes(16).toString('hex')}`, name, mediaType, content, uploadedBy, at }) {
      // A look before a large write: a database that is away is noticed within the patience of a small one
      const existing = await findRow(fileId);
      if (existing !== null) return fileFrom(existing);
      const _id = new mongo.ObjectId();
      const sha256 = createHash('sha256').update(content).digest('hex');
      const parts = chunksOf(_id, content);
      if (parts.length > 0) await withinReach(() => chunks.insertMany(parts, { writeConcern: DURABLE }), CONTENT_MS);
      const row = {
        _id,
        length: content.length,
        chunkSize: CHUNK_BYTES,
        uploadDate: new Date(at),
        filename: name,
        metadata: { fileId, mediaType, sha256, uploadedBy, at },
      };
      try {
        await withinReach(() => rows.insertOne(row, { writeConcern: DURABLE }));
        return fileFrom(row);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await withinReach(() => chunks.deleteMany({ files_id: _id }));
        const winner = await findRow(fileId);
        if (winner === null) throw error;
        return fileFrom(winner);
      }
    },
    async read(fileId) {
      const row = await findRow(fileId);
      if (row === null) throw new NotFound('file');
      const parts = await withinReach(() => chunks.find({ files_id: row._id }).sort({ n: 1 }).toArray(), CONTENT_MS);
      const content = Buffer.concat(parts.map(({ data }) => data.value()));
      if (createHash('sha256').update(content).digest('hex') !== row.metadata.sha256)
        throw new FileDamaged(`The content of file ${fileId} is not what was stored`);
      return content;
    },
  };
}

function chunksOf(file: mongo.ObjectId, content: Uint8Array): ChunkRow[] {
  return Array.from({ length: Math.ceil(content.length / CHUNK_BYTES) }, (_, n) => ({
    _id: new mongo.ObjectId(),
    files_id: file,
    n,
    data: new mongo.Binary(content.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)),
  }));
}

const fileFrom = ({ filename, length, metadata: { fileId, mediaType, sha256, uploadedBy, at } }: FileRow): StoredFile => ({
  fileId,
  name: filename,
  mediaType,
  size: length,
  sha256,
  uploadedBy,
  at,
});
