import { afterAll } from 'vitest';
import { describeEventLog } from '../testing/conformance.ts';
import { createEventStoreDbLog } from './eventstoredb-log.ts';
import { type FakeServer, startFakeServer } from './testing/fake-server.ts';

const servers: FakeServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

/** No real engine: a server on loopback that speaks its protocol and keeps its rules. */
describeEventLog(
  'EventStoreDB protocol',
  async () => {
    const server = await startFakeServer();
    servers.push(server);
    return createEventStoreDbLog({ url: server.url });
  },
  { uniqueIdsAcrossStreams: false },
);
