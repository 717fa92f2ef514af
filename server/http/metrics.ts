import { BlockList, isIPv6 } from 'node:net';
import type { RequestHandler } from 'express';
import { Histogram, type Registry } from 'prom-client';
import { Refusal } from '../../domain/errors.ts';

export interface RequestMetrics {
  observe(operation: string, status: number, seconds: number): void;
}

export function requestMetrics(registry: Registry): RequestMetrics {
  const histogram = new Histogram({
    name: 'motcua_http_request_seconds',
    help: 'Time to answer a request, by operation of the contract',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers: [registry],
  });
  return {
    observe: (operation, status, seconds) => {
      histogram.observe({ operation, status: `${String(Math.floor(status / 100))}xx` }, seconds);
    },
  };
}

/** This machine and private networks, where collectors of measurements live. */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  INSIDE.addSubnet(network, bits, 'ipv4');
INSIDE.addAddress('::1', 'ipv6');
INSIDE.addSubnet('fc00::', 7, 'ipv6');

/** The public sees nothing here, not even that there is something. */
export function metricsPage(registry: Registry): RequestHandler {
  return async (request, response) => {
    const address = request.ip ?? '';
    if (!INSIDE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) throw new Refusal('not-found', 'Không có trang này.');
    response.set('content-type', registry.contentType).send(await registry.metrics());
  };
}
