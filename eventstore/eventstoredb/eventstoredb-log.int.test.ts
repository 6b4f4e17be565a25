import { describe } from 'vitest';
import { describeEventLog } from '../testing/conformance.ts';
import { createEventStoreDbLog } from './eventstoredb-log.ts';

const url = process.env['EVENTSTORE_URL'];

/** Streams have names of their own in every run: nothing has to be cleaned up. */
describe.skipIf(url === undefined)(
  'EVENTSTORE_URL=esdb://… npm run test:int -- eventstoredb runs this against a real server',
  () => {
    describeEventLog('EventStoreDB', async () => createEventStoreDbLog({ url: url! }), {
      uniqueIdsAcrossStreams: false,
    });
  },
);
