import { BEGINNING, type Position } from './event-log.ts';
import type { EventStore, Recorded } from './event-store.ts';

const PAGE = 100;

/** Looks on past events of erased people. Undefined: none up to `end`. */
const firstAfter = async (
  store: EventStore,
  after: Position,
  end: Position,
): Promise<Recorded | undefined> => {
  for (let position = after, limit = 1; position < end; limit = PAGE) {
    const page = await store.readAll(position, limit);
    if (page.events[0] !== undefined) return page.events[0];
    if (page.position === position) return undefined;
    position = page.position;
  }
  return undefined;
};

/**
 * A position after which every event recorded at the given time or later stands; `BEGINNING` where all of them do.
 * A binary search where the log has no better way: it takes the log's clock to run forward, which it does but for corrections of the machine's clock,
 * so ask for a little earlier than what is needed.
 */
export const positionBefore = async (store: EventStore, time: Date): Promise<Position> => {
  if (store.positionBefore !== undefined) return store.positionBefore(time);
  const isEarlier = (event: Recorded): boolean => Date.parse(event.recordedAt) < time.getTime();
  let earlier = BEGINNING;
  let later = await store.head();
  while (later - earlier > 1n) {
    const middle = earlier + (later - earlier) / 2n;
    const event = await firstAfter(store, middle, later);
    if (event !== undefined && isEarlier(event)) earlier = event.position;
    else later = middle;
  }
  return earlier;
};
