import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import { BEGINNING, type EventLog, type Position } from '../event-log.ts';
import type { Connection } from './connection.ts';
import { patiently, readTwice } from './read-attempts.ts';
import { positionOf } from './records.ts';

/** Read again where a read breaks off. */
const CHUNK = 500;
const READ_AHEAD = { highWaterMark: 4 };

export type BackwardReading = Required<Pick<EventLog, 'head' | 'positionBefore'>>;

/** What is found from the end. `saw` is told every position that was come by. */
export const createBackwardReading = (
  connection: Connection,
  saw: (position: Position) => void,
  timeoutMs: number,
): BackwardReading => {
  /** Newest first, from a position that an earlier chunk ended with: it may come again. */
  const chunk = (
    from: Position | 'end',
    maxCount: number,
    look: (event: AllStreamRecordedEvent, position: Position) => boolean,
  ): Promise<number> =>
    readTwice(connection, async (client) => {
      const fromPosition = from === 'end' ? from : { commit: from, prepare: from };
      const read = client.readAll({ fromPosition, direction: 'backwards', maxCount }, READ_AHEAD);
      let looked = 0;
      for await (const { event } of patiently(read, timeoutMs)) {
        if (event === undefined) continue;
        looked++;
        const position = positionOf(event);
        saw(position);
        if (!look(event, position)) break;
      }
      return looked;
    });

  return {
    head: async () => {
      let head = BEGINNING;
      await chunk('end', 1, (_, position) => {
        head = position;
        return false;
      });
      return head;
    },
    /** Costs what was written since: positions are byte offsets, so nothing between two records can be looked at. */
    positionBefore: async (time) => {
      let earlier: Position | undefined;
      let from: Position | 'end' = 'end';
      for (;;) {
        let last: Position | undefined;
        const looked = await chunk(from, CHUNK, (event, position) => {
          last = position;
          if (event.created.getTime() < time.getTime()) earlier = position;
          return earlier === undefined;
        });
        if (earlier !== undefined) return earlier;
        if (last === undefined || last === from || looked < CHUNK) return BEGINNING;
        from = last;
      }
    },
  };
};
