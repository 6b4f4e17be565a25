import { describeEventLog } from '../testing/conformance.ts';
import { createMemoryLog } from './memory-log.ts';

describeEventLog('in memory', async () => createMemoryLog());
