import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { assertPortsFree } from './assert-ports-free.ts';
import { brokerEnvironment } from './broker-settings.ts';
import { assertEnoughDisk } from './disk.ts';
import { findPorts, isPortFree, portsFrom } from './find-ports.ts';
import { inheritedEnvironment } from './inherited-environment.ts';
import { quietOptions } from './java.ts';
import { parseOptions } from './options.ts';
import { makePlan, portsOf } from './plan.ts';

test('without options the system listens from 8080 and keeps its data in .data', () => {
  expect(parseOptions([], '/project')).toMatchObject({ port: 8080, dataDir: '/project/.data', demo: false, dev: false });
});

test.each([
  [['--prot', '1'], "Unknown option '--prot'"],
  [['extra'], 'extra'],
  [['--port', 'http'], '--port http: a number between 1 and 65527'],
  [['--port', '65530'], '--port 65530'],
  [['--data', ''], '--data'],
])('%j is refused as wrong use', (args, sentence) => {
  const parse = (): unknown => parseOptions(args, '/project');

  expect(parse).toThrow(sentence);
  expect(parse).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test.each([
  [{ MONGODB_URI: 'mongodb://db/motcua' }, '/usr/bin/mongod', 'own', false],
  [{ MONGODB_URI: '' }, '/usr/bin/mongod', 'mongod', true],
  [{}, undefined, 'embedded', true],
])('with %j and mongod %s the database is %s', (env, mongod, kind, demo) => {
  const plan = makePlan({ env, port: 8080, demo: false, mongod });

  expect(plan.database.kind).toBe(kind);
  expect(plan.demo).toBe(demo);
});

test("demonstration accounts can be asked for in the operator's own database", () => {
  expect(makePlan({ env: { MONGODB_URI: 'mongodb://db/motcua' }, port: 8080, demo: true, mongod: undefined }).demo).toBe(true);
});

test("no broker is started beside the operator's own engine", () => {
  const env = { ZEEBE_GRPC_ADDRESS: 'zeebe:26500', ZEEBE_REST_ADDRESS: 'http://zeebe:8080', MONGODB_URI: 'mongodb://db/motcua' };

  const plan = makePlan({ env, port: 9000, demo: false, mongod: undefined });

  expect(plan.engine).toEqual({ kind: 'own', grpc: 'zeebe:26500', rest: 'http://zeebe:8080', management: undefined });
  expect(portsOf(plan)).toEqual(['http', 'records']);
});

test('half an engine is refused', () => {
  expect(() => makePlan({ env: { ZEEBE_GRPC_ADDRESS: 'zeebe:26500' }, port: 8080, demo: false, mongod: undefined })).toThrow(
    'ZEEBE_REST_ADDRESS is missing beside ZEEBE_GRPC_ADDRESS',
  );
});

test('a port in use is named with its purpose and the option that changes it', async () => {
  // given
  const ports = await findPorts();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(ports.gateway, '127.0.0.1', resolve));

  // when
  const checked = assertPortsFree(ports, ['http', 'gateway']);

  // then
  await expect(checked).rejects.toThrow(new RegExp(`: port ${String(ports.gateway)}, wanted for the engine's gateway\\..*--port ${String(ports.http + 100)}`));
  await expect(assertPortsFree(ports, ['http', 'database'])).resolves.toBeUndefined();
  expect(await isPortFree(ports.gateway)).toBe(false);
  server.close();
});

test('too small a disk is refused with figures', () => {
  expect(() => {
    assertEnoughDisk('/data', () => 600 * 1024 * 1024);
  }).toThrow('Only 600 MB are free');
  expect(() => {
    assertEnoughDisk('/data', () => 800 * 1024 * 1024);
  }).not.toThrow();
});

test('everything of the engine listens on the loopback interface, and no secret is in its settings', () => {
  const settings = brokerEnvironment({
    ports: portsFrom(8080),
    dataDir: '/data',
    exporterJar: '/exporter.jar',
    recordsUrl: 'http://127.0.0.1:8087/records',
    secretFile: '/secrets/exporter-secret',
  });

  const hosts = Object.entries(settings).filter(([name]) => /HOST$|ADDRESS$/.test(name));
  expect(hosts).toHaveLength(4);
  expect(hosts.every(([, host]) => host === '127.0.0.1')).toBe(true);
  expect(Object.keys(settings).filter((name) => /SECRET/.test(name))).toEqual(['ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_SECRETFILE']);
});

test('foreign programs do not get our secrets', () => {
  const env = { PATH: '/bin', TOKEN_KEY: 'secret', MONGODB_URI: 'mongodb://user:pw@db', ZEEBE_BROKER_CLUSTER_CLUSTERNAME: 'x', LC_ALL: 'C' };

  expect(inheritedEnvironment(env)).toEqual({ PATH: '/bin', ZEEBE_BROKER_CLUSTER_CLUSTERNAME: 'x', LC_ALL: 'C' });
});

test('a JDK that does not know an option is not given it', () => {
  expect(quietOptions({ program: 'java', release: 21 })).toEqual([]);
  expect(quietOptions({ program: 'java', release: 25 })).toContain('--sun-misc-unsafe-memory-access=allow');
});
