import type pg from 'pg';
import type { Position } from '../event-log.ts';
import type { Recorded } from '../event-store.ts';

interface ProcessorBase {
  readonly name: string;
  /** Raise it when the same events must give different rows: the worker then rebuilds beside the live ones. */
  readonly version: number;
  readonly handles: readonly string[];
  /** Divides 256. Events of one person always meet the same partition, in order. */
  readonly partitions: number;
  readonly pageSize?: number;
}

/** Turns events into rows. Rows and checkpoint are committed together. */
export interface Projection extends ProcessorBase {
  readonly kind: 'projection';
  /** Makes the tables in the schema that `search_path` names. Repeatable. */
  readonly tables: string;
  /** Names of those tables, for comparing and swapping a rebuild. */
  readonly tableNames: readonly string[];
  readonly apply: (tx: pg.ClientBase, events: readonly Recorded[]) => Promise<void>;
}

/** Reacts to events with commands. May see an event again after a crash: its commands must be idempotent. */
export interface ProcessManager extends ProcessorBase {
  readonly kind: 'process';
  readonly react: (events: readonly Recorded[]) => Promise<void>;
  /**
   * For what is written to a place that can be lost apart from the checkpoint: told where the checkpoint stands,
   * answers where to go on from, the same or another. Asked before every page of events and every few seconds
   * between them. Needs `partitions: 1`.
   */
  readonly resumeFrom?: (checkpoint: Position) => Promise<Position>;
}

export type Processor = Projection | ProcessManager;

/** The schema that holds the live tables of every projection. */
export const READ_SCHEMA = 'read';
