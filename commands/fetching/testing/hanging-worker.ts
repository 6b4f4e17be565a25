// A worker of its own process that takes one fetch, keeps it alive and never ends: `node hanging-worker.ts <url>`.
import pg from 'pg';
import { createFetchQueue } from '../fetch-queue.ts';

const queue = createFetchQueue(new pg.Pool({ connectionString: process.argv[2] }));
const taken = await queue.take();
setInterval(() => void queue.keepAlive([taken!]), 1_000);
process.send!('taken');
