import { CodedError } from '../../domain/errors.ts';
import type { AppendResult } from '../event-log.ts';
import { createGroupCommit, type GroupCommit, type GroupCommitLimits } from '../group-commit.ts';
import type { StreamAppend } from './append-stream.ts';

export interface Lanes {
  append(append: StreamAppend): Promise<AppendResult>;
  /** Appends waiting or in flight, and their bytes. */
  depth(): { appends: number; bytes: number };
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>;
}

/**
 * A group commit for each stream that has something to append: one append of a stream is in flight, those with `any`
 * that wait behind it are merged into the next, and a stream that is slow holds up no other. The limits of waiting
 * are those of all streams together.
 */
export const createLanes = (
  send: (group: readonly StreamAppend[]) => Promise<readonly (AppendResult | CodedError)[]>,
  limits: GroupCommitLimits,
): Lanes => {
  const lanes = new Map<string, GroupCommit>();
  const perLane: GroupCommitLimits = {
    ...limits,
    maxQueuedAppends: Number.POSITIVE_INFINITY,
    maxQueuedBytes: Number.POSITIVE_INFINITY,
  };
  let appends = 0;
  let bytes = 0;
  const idleListeners: (() => void)[] = [];

  const laneOf = (stream: string): GroupCommit => {
    const known = lanes.get(stream);
    if (known !== undefined) return known;
    const lane = createGroupCommit((group) => send(group as readonly StreamAppend[]), perLane);
    lanes.set(stream, lane);
    return lane;
  };

  return {
    append: async (append) => {
      const size = append.records.reduce((sum, record) => sum + record.data.byteLength, 0);
      if (appends >= limits.maxQueuedAppends || (appends > 0 && bytes + size > limits.maxQueuedBytes))
        throw new CodedError('saturated', 503, 'the log has too much waiting', { retryAfterS: 1 });
      appends++;
      bytes += size;
      const lane = laneOf(append.stream);
      try {
        return await lane.append(append);
      } finally {
        appends--;
        bytes -= size;
        if (lane.depth().appends === 0 && lanes.get(append.stream) === lane) lanes.delete(append.stream);
        if (appends === 0) for (const listener of idleListeners.splice(0)) listener();
      }
    },
    depth: () => ({ appends, bytes }),
    idle: () => (appends === 0 ? Promise.resolve() : new Promise((resolve) => idleListeners.push(resolve))),
  };
};
