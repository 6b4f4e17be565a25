import {
  type CheckIn,
  type CheckInEvent,
  type CheckInState,
  checkIn,
  checkInStream,
  foldCheckIns,
} from '../domain/check-in.ts';
import { type RedFlag, screen } from '../domain/safety/red-flags.ts';
import type { EventStore } from '../eventstore/event-store.ts';
import { execute } from './execute.ts';

/**
 * Appends a check-in; false: this check-in was there already. Throws `check_in_conflict` for an id that said something
 * else, `engine_unavailable` and `contended` as the log does.
 */
export const recordCheckIn = async (
  store: EventStore,
  said: CheckIn,
  correlationId: string,
): Promise<boolean> => {
  const { userId, checkInId } = said;
  const result = await execute<CheckInState, CheckInEvent>({
    store,
    stream: checkInStream(userId),
    fold: (past) => foldCheckIns(past),
    decide: (state) => checkIn(said, state),
    command: {
      id: `check-in:${userId}:${checkInId}`,
      correlationId,
      actor: `user:${userId}`,
      subject: userId,
    },
  });
  return result?.status === 'appended';
};

/** Red flags of a note; null where it could not be screened. Screening comes before everything else. */
export const screenNote = (
  note: string | null,
  detect: (text: string) => readonly RedFlag[] = screen,
): readonly RedFlag[] | null => {
  if (note === null) return [];
  try {
    return detect(note);
  } catch {
    return null;
  }
};
