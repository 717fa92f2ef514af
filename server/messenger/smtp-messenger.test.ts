import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { messengerFor } from './smtp-messenger.ts';

/** Speaks just enough SMTP to take a mail, or to refuse its recipient. */
function aMailServer({ refuse = false } = {}): Promise<{ url: string; mails: string[]; server: Server }> {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    let buffered = '';
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      buffered += bytes.toString('utf8');
      if (inData) {
        if (!buffered.endsWith('\r\n.\r\n')) return;
        mails.push(buffered);
        inData = false;
        socket.write('250 kept\r\n');
      } else if (/^DATA/m.test(buffered)) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (buffered.startsWith('QUIT')) {
        socket.end('221 bye\r\n');
      } else {
        socket.write(refuse && buffered.startsWith('RCPT') ? '550 unknown\r\n' : '250 ok\r\n');
      }
      buffered = '';
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`, mails, server });
    });
  });
}

let running: Server | undefined;
afterEach(() => {
  running?.close();
});

const message = { id: 'm1', to: { email: 'lan@example.vn' }, subject: 'Hồ sơ đã tiếp nhận\r\nBcc: evil@example.vn', text: 'Mã hồ sơ H99.01-261122-0001' };

test('a message goes out as one mail to one address, with its own id', async () => {
  // given
  const { url, mails, server } = await aMailServer();
  running = server;
  const messenger = messengerFor({ url, from: 'Một Cửa <motcua@example.vn>' });

  // when
  const sent = await messenger.send(message);
  messenger.close();

  // then
  expect(sent).toBe(true);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain('To: lan@example.vn');
  expect(mails[0]).toContain('Message-ID: <m1@example.vn>');
  expect(mails[0]).not.toMatch(/^Bcc:/m);
});

test('without SMTP, or without an address, nothing is sent and that is no failure', async () => {
  // given
  const configured = messengerFor({ url: 'smtp://127.0.0.1:1', from: 'a@b.vn' });

  // then
  expect(await messengerFor(undefined).send(message)).toBe(false);
  expect(await configured.send({ ...message, to: { phone: '0912345678' } })).toBe(false);
});

test('a refused recipient and an unreachable server are failures', async () => {
  // given
  const { url, server } = await aMailServer({ refuse: true });
  running = server;

  // then
  await expect(messengerFor({ url, from: 'a@b.vn' }).send(message)).rejects.toThrow('550');
  await expect(messengerFor({ url: 'smtp://127.0.0.1:1', from: 'a@b.vn' }).send(message)).rejects.toThrow();
});
