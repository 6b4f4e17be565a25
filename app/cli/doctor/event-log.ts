import { examineEventStoreDb } from '../../../eventstore/eventstoredb/examine.ts';
import { failureOf } from '../../../eventstore/eventstoredb/failures.ts';
import { placeOf } from '../../engines/eventstoredb.ts';
import { bad, examine, type Finding, milliseconds, ok } from './finding.ts';

const CALL_MS = 2_500;
const OLDEST = [22, 6] as const;
const SKEW_MS = 2_000;

/** The log where it is in EventStoreDB: reachable, new enough, readable as a whole, writable. Writes nothing. */
export const examineEventLog = (url: string): Promise<readonly Finding[]> => {
  const what = `EventStoreDB at ${placeOf(url)}`;
  return examine(
    { about: 'event log', what, without: 'webhooks and chat are refused, queries go on', remedyOf },
    async () => {
      const { version, latencyMs, newestAt, mayAppend } = await examineEventStoreDb(url, CALL_MS);
      return [
        serverOf(`${what}, version ${version ?? 'not told'}, ${milliseconds(latencyMs)}`, version),
        mayAppend
          ? ok('event log rights', 'may read everything and append')
          : bad(
              'event log rights',
              'may read, but not append: every webhook is refused',
              'give the user of EVENTSTORE_URL the right to write (the group $admins, or a default ACL)',
            ),
        clockOf(newestAt),
      ];
    },
  );
};

const remedyOf = (error: unknown): string =>
  failureOf(error) === 'refused'
    ? 'the user of EVENTSTORE_URL must be known and may read $all: one of the group $admins, or an ACL of $all'
    : 'start it, or mend EVENTSTORE_URL: the address, and ?tls=false or ?tls=true as the server has it. AUREN does not start without its log';

const serverOf = (says: string, version: string | undefined): Finding => {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const isOld = version !== undefined && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]));
  return isOld
    ? bad('event log', says, 'use EventStoreDB 22.6 or newer, or KurrentDB')
    : ok('event log', says);
};

/** The log tells the time of what is in it: one that is still to come gives a wrong clock away. */
const clockOf = (newestAt: Date | undefined): Finding => {
  if (newestAt === undefined) return ok('event log clock', 'not seen: the log is empty');
  const aheadMs = newestAt.getTime() - Date.now();
  return aheadMs > SKEW_MS
    ? bad(
        'event log clock',
        `its newest record is ${Math.round(aheadMs)} ms in the future`,
        'run NTP on this machine and on the servers of EventStoreDB',
      )
    : ok('event log clock', `not ahead of this machine; its newest record is of ${newestAt.toISOString()}`);
};
