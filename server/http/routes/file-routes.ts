import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError } from 'multer';
import { ENDPOINTS } from '../../../contract/endpoints.ts';
import { InvalidInput, Refusal } from '../../../domain/errors.ts';
import { contentDisposition } from '../content-disposition.ts';
import { checkFile, MAX_FILE_BYTES, SHOWN_INLINE } from '../file-types.ts';
import { readParams, readQuery } from '../read-request.ts';
import { semaphore } from '../../usecases/session/semaphore.ts';
import type { RouteParts } from './json-routes.ts';

/** Uploads are held in memory: so many of the largest at once, the others wait unread in the network. */
const UPLOADS_AT_ONCE = 4;

export function fileRoutes({
  handlers,
  authenticate,
}: Pick<RouteParts, 'handlers' | 'authenticate'>): Readonly<
  Record<'uploadFile' | 'getDocument' | 'getDiagram' | 'getRegister' | 'exportCalendar', RequestHandler[]>
> {
  const enter = semaphore(UPLOADS_AT_ONCE);
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 0, parts: 2, headerPairs: 20, fieldNameSize: 50 },
    // Without it "Giấy phép.pdf" arrives as mojibake
    defParamCharset: 'utf8',
  }).single('file');

  return {
    uploadFile: [
      async (request, response) => {
        const { officer } = await authenticate(request);
        if (request.is('multipart/form-data') === false) throw new Refusal('unsupported-media-type', 'Tệp phải được gửi dưới dạng multipart/form-data.');
        const leave = await enter();
        try {
          await received(receive, request, response);
          if (request.file === undefined) throw new InvalidInput('invalid-input', 'Chưa chọn tệp.', [{ pointer: '/file', detail: 'Required' }]);
          const { name, mediaType } = await checkFile(request.file.originalname, request.file.buffer);
          const stored = await handlers.uploadFile(officer, { name, mediaType, content: request.file.buffer });
          response.status(ENDPOINTS.uploadFile.success).json(stored);
        } finally {
          leave();
        }
      },
    ],
    getDocument: [
      async (request, response) => {
        const { officer } = await authenticate(request);
        readQuery(ENDPOINTS.getDocument.query, request);
        const { file, content } = await handlers.getDocument(officer, readParams(ENDPOINTS.getDocument, request));
        response
          .status(200)
          .set({
            'content-type': file.mediaType,
            'content-length': String(content.length),
            'content-disposition': contentDisposition(SHOWN_INLINE.has(file.mediaType) ? 'inline' : 'attachment', file.name),
            'cache-control': 'private, no-store',
            'x-content-type-options': 'nosniff',
            // A document is looked at, never run, not even when a browser takes it for a page
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; frame-ancestors 'none'",
          })
          .end(content);
      },
    ],
    getDiagram: [
      async (request, response) => {
        await authenticate(request);
        readQuery(ENDPOINTS.getDiagram.query, request);
        const xml = await handlers.getDiagram(readParams(ENDPOINTS.getDiagram, request));
        // A release never changes
        response.set({ 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'private, max-age=31536000, immutable' }).send(xml);
      },
    ],
    getRegister: [
      async (request, response) => {
        const { officer } = await authenticate(request);
        const { name, mediaType, content } = await handlers.getRegister(officer, readQuery(ENDPOINTS.getRegister.query, request));
        response
          .status(200)
          .set({
            'content-type': mediaType,
            'content-length': String(content.length),
            'content-disposition': contentDisposition('attachment', name),
            'cache-control': 'private, no-store',
            'x-content-type-options': 'nosniff',
          })
          .end(content);
      },
    ],
    exportCalendar: [
      async (request, response) => {
        const { officer } = await authenticate(request);
        readQuery(ENDPOINTS.exportCalendar.query, request);
        const params = readParams(ENDPOINTS.exportCalendar, request);
        const csv = await handlers.exportCalendar(officer, params);
        const name = `lich-lam-viec-ban-${String(params.version)}.csv`;
        response
          .set({
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': contentDisposition('attachment', name),
            'cache-control': 'private, no-store',
          })
          .send(csv);
      },
    ],
  };
}

function received(receive: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void receive(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(refusalOf(error));
    });
  });
}

function refusalOf(error: unknown): Error {
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return new Refusal('file-too-large', `Tệp lớn hơn ${String(MAX_FILE_BYTES / 1024 / 1024)} MB.`);
    return new InvalidInput('invalid-input', 'Chỉ gửi một tệp, trong trường "file".', [{ pointer: '/file', detail: error.code }]);
  }
  // Everything else the parser says is about a body that is no multipart, or that broke off
  return new Refusal('malformed-request', 'Không đọc được tệp gửi lên.');
}
