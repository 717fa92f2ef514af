import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anApp, fakeHandlers } from '../../test/support/http-fakes.ts';
import type { Upload } from './handler.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1000, 0x20)]);
const DOSSIER = `d${'a'.repeat(25)}`;
const FILE = `f${'0'.repeat(32)}`;
const code = (response: request.Response): string => (response.body as { code: string }).code;

describe('an upload', () => {
  const kept: Upload[] = [];
  const app = anApp({
    handlers: fakeHandlers({
      uploadFile: (_, upload) => {
        kept.push(upload);
        return Promise.resolve({
          fileId: FILE,
          name: upload.name,
          mediaType: upload.mediaType,
          size: upload.content.length,
          sha256: createHash('sha256').update(upload.content).digest('hex'),
        });
      },
    }),
  });
  let bearer: string;
  beforeAll(async () => {
    bearer = await app.bearer();
  });
  const upload = (): request.Test => request(app.express).post('/api/files').set('authorization', bearer);

  test('keeps its Vietnamese name and every byte, and gets the type of its content', async () => {
    // when
    const response = await upload().attach('file', PDF, { filename: 'Giấy phép.pdf', contentType: 'text/html' });

    // then
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      name: 'Giấy phép.pdf',
      mediaType: 'application/pdf',
      size: PDF.length,
      sha256: createHash('sha256').update(PDF).digest('hex'),
    });
  });

  test.each<[string, (test: request.Test) => request.Test, number, string]>([
    ['of the wrong type', (test) => test.attach('file', Buffer.from('<script>'), 'a.pdf'), 415, 'file-type-refused'],
    ['of more than 20 MB', (test) => test.attach('file', Buffer.alloc(20 * 1024 * 1024 + 1, PDF), 'a.pdf'), 413, 'file-too-large'],
    ['without a file', (test) => test.field('other', 'x'), 400, 'invalid-input'],
    ['with two files', (test) => test.attach('file', PDF, 'a.pdf').attach('file', PDF, 'b.pdf'), 400, 'invalid-input'],
    ['under another name', (test) => test.attach('document', PDF, 'a.pdf'), 400, 'invalid-input'],
    ['as JSON', (test) => test.send({ file: 'x' }), 415, 'unsupported-media-type'],
    [
      'that breaks off',
      (test) =>
        test.set('content-type', 'multipart/form-data; boundary=x').send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF'),
      400,
      'malformed-request',
    ],
    ['without a boundary', (test) => test.set('content-type', 'multipart/form-data').send('x'), 400, 'malformed-request'],
  ])('%s is refused and nothing is kept', async (_, send, status, expected) => {
    // given
    const before = kept.length;

    // when
    const response = await send(upload());

    // then
    expect([response.status, code(response)]).toEqual([status, expected]);
    expect(kept).toHaveLength(before);
  });

  test('many at once are all taken, a few at a time', async () => {
    // when
    const answers = await Promise.all(Array.from({ length: 12 }, () => upload().attach('file', PDF, 'a.pdf')));

    // then
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
  });
});

describe('a download', () => {
  const stored = (name: string, mediaType: string): ReturnType<typeof anApp> =>
    anApp({
      handlers: fakeHandlers({
        getDocument: () => Promise.resolve({ file: { fileId: FILE, name, mediaType, size: PDF.length, sha256: '', uploadedBy: 'x', at: '' }, content: PDF }),
      }),
    });

  test.each<[string, string, string]>([
    ['Giấy phép.pdf', 'application/pdf', 'inline'],
    ['ảnh.png', 'image/png', 'inline'],
    ['đơn.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'attachment'],
  ])('of %s', async (name, mediaType, how) => {
    // given
    const app = stored(name, mediaType);

    // when
    const response = await request(app.express)
      .get(`/api/dossiers/${DOSSIER}/documents/${FILE}`)
      .set('authorization', await app.bearer())
      .buffer(true)
      .parse((message, done) => {
        const parts: Buffer[] = [];
        message.on('data', (part: Buffer) => parts.push(part));
        message.on('end', () => {
          done(null, Buffer.concat(parts));
        });
      });

    // then
    expect(response.headers).toMatchObject({ 'content-type': mediaType, 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' });
    expect(response.headers['content-disposition']).toBe(`${how}; ${response.headers['content-disposition']?.split('; ').slice(1).join('; ') ?? ''}`);
    expect(response.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect((response.body as Buffer).equals(PDF)).toBe(true);
  });

  test('the diagram of a release is XML that may be kept', async () => {
    // given
    const app = anApp({ handlers: fakeHandlers({ getDiagram: ({ procedure, release }) => Promise.resolve(`<d p="${procedure}" r="${String(release)}"/>`) }) });

    // when
    const response = await request(app.express)
      .get('/api/procedures/house-permit/releases/3/diagram')
      .set('authorization', await app.bearer());

    // then
    expect(response.text).toBe('<d p="house-permit" r="3"/>');
    expect(response.headers).toMatchObject({ 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'private, max-age=31536000, immutable' });
  });
});
