import type { Admin } from 'kafkajs';
import { deadLettersOf } from '../../projections/kafka/topics.ts';

/** Offsets after the last dead letter that is there now, by partition. */
export type Ends = Map<number, bigint>;

/** How far the dead letters of a topic were put back is what this group has committed. */
export const redriveGroupOf = (topic: string): string => `auren-redrive.${topic}`;

/** Dead letters of a topic that were not put back yet. `admin` is connected, and the topic of dead letters exists. */
export const waitingDeadLetters = async (
  admin: Admin,
  topic: string,
): Promise<{ readonly left: number; readonly ends: Ends }> => {
  const letters = deadLettersOf(topic);
  const [committed] = await admin.fetchOffsets({ groupId: redriveGroupOf(topic), topics: [letters] });
  const reached = new Map(committed?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  const ends: Ends = new Map();
  let left = 0n;
  for (const { partition, low, high } of await admin.fetchTopicOffsets(letters)) {
    const at = reached.get(partition) ?? -1n;
    const start = at > BigInt(low) ? at : BigInt(low);
    if (BigInt(high) <= start) continue;
    left += BigInt(high) - start;
    ends.set(partition, BigInt(high));
  }
  return { left: Number(left), ends };
};
