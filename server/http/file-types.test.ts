import { expect, test } from '@jest/globals';
import { contentDisposition } from './content-disposition.ts';
import { checkFile, safeName } from './file-types.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082',
  'hex',
);

test('a PDF and a picture with the right names are taken, with the type of their bytes', async () => {
  expect(await checkFile('Giấy phép.pdf', PDF)).toEqual({ name: 'Giấy phép.pdf', mediaType: 'application/pdf' });
  expect(await checkFile('ảnh.PNG', PNG)).toEqual({ name: 'ảnh.PNG', mediaType: 'image/png' });
});

test.each<[string, string, Buffer]>([
  ['a picture named as PDF', 'a.pdf', PNG],
  ['a PDF named as a picture', 'a.png', PDF],
  ['a web page', 'a.html', Buffer.from('<script>alert(1)</script>')],
  ['a web page named as PDF', 'a.pdf', Buffer.from('<html><script>alert(1)</script>')],
  ['a drawing that can carry scripts', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['a program', 'a.exe', Buffer.from('MZ\0\0')],
  ['a name without an ending', 'pdf', PDF],
  ['an inherited ending', 'a.constructor', PDF],
  ['nothing at all', 'a.pdf', Buffer.alloc(0)],
  ['an archive named as a document', 'a.docx', Buffer.from('504b0304140000000000000000000000000000000000000000000500000068692e747874', 'hex')],
  ['a broken archive', 'a.docx', Buffer.from('504b0304ffffffffffffffff', 'hex')],
])('%s is refused', async (_, name, content) => {
  await expect(checkFile(name, content)).rejects.toMatchObject({ code: 'file-type-refused' });
});

test('a name keeps its letters and loses folders, control and direction marks', () => {
  expect(safeName('../../etc/Đơn xin.pdf')).toBe('Đơn xin.pdf');
  expect(safeName('C:\\temp\\a.pdf')).toBe('a.pdf');
  expect(safeName('hop\u202Efdp.exe\r\n.pdf')).toBe('hopfdp.exe.pdf');
  expect(safeName('Giấy phép.pdf'.normalize('NFD'))).toBe('Giấy phép.pdf'.normalize('NFC'));
  expect(safeName(`${'a'.repeat(400)}.pdf`)).toMatch(/^a{146}\.pdf$/);
});

test('a download carries its Vietnamese name, and a plain one for old programs', () => {
  expect(contentDisposition('attachment', 'Giấy phép "Đỗ".pdf')).toBe(
    `attachment; filename="Giay phep _Do_.pdf"; filename*=UTF-8''Gi%E1%BA%A5y%20ph%C3%A9p%20%22%C4%90%E1%BB%97%22.pdf`,
  );
  expect(contentDisposition('inline', "a'(b)*\r\nX: y.pdf")).toBe(`inline; filename="a'(b)*__X: y.pdf"; filename*=UTF-8''a%27%28b%29%2A%0D%0AX%3A%20y.pdf`);
});
