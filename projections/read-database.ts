import type { Kysely } from 'kysely';
import type { ReadTables } from './read-tables.ts';

export type ReadDatabase = Kysely<ReadTables>;
