import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { record } from '../testing/conformance.ts';
import { createEventStoreDbLog } from './eventstoredb-log.ts';
import { grpc } from './testing/fake-protocol.ts';
import { createWorld, streamName } from './testing/world.ts';

describe('connection strings', () => {
  it.each(['kurrentdb://localhost', 'http://localhost:2113', 'esdb://localhost:port'])(
    '%s is refused at once',
    (url) => {
      expect(() => createEventStoreDbLog({ url })).toThrow();
    },
  );

  it('a certificate file that is not there is refused at once', () => {
    expect(() => createEventStoreDbLog({ url: 'esdb://localhost?tlsCAFile=/nowhere/ca.crt' })).toThrow(
      /certificate file/,
    );
  });

  it('finds the leader of a cluster through gossip', async () => {
    await using world = await createWorld();
    const log = world.open({ url: `esdb+discover://127.0.0.1:${world.server.port}?tls=false` });
    const s = streamName();
    expect(await log.append(s, 'none', [record()])).toMatchObject({ status: 'appended' });
    expect(await log.readStream(s)).toHaveLength(1);
    await world.server.stop();
    await world.server.start();
    expect(await log.append(s, 1, [record()])).toMatchObject({ status: 'appended', version: 2 });
  });

  const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
  it.skipIf(!hasOpenssl)(
    'trusts the authority it is given, and no other (needs openssl for a certificate)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'auren-tls-'));
      const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.crt')];
      try {
        execFileSync(
          'openssl',
          ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost']
            .concat(['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'])
            .concat(['-keyout', key, '-out', certificate]),
          { stdio: 'ignore' },
        );
        const pair = { private_key: readFileSync(key), cert_chain: readFileSync(certificate) };
        await using world = await createWorld({
          credentials: grpc.ServerCredentials.createSsl(null, [pair]),
        });
        const server = `esdb://admin:changeit@localhost:${world.server.port}`;
        const trusting = world.open({
          url: `${server}?tlsCAFile=${encodeURIComponent(certificate)}`,
          timeoutMs: 3_000,
        });
        const s = streamName();
        expect(await trusting.append(s, 'none', [record()])).toMatchObject({ status: 'appended' });
        expect(await trusting.readStream(s)).toHaveLength(1);
        await expect(world.open({ url: server, timeoutMs: 3_000 }).readStream(s)).rejects.toMatchObject({
          code: 'engine_unavailable',
        });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
