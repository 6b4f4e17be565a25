import type { Admin } from 'kafkajs';
import { waitingDeadLetters } from '../../../gateway/kafka/dead-letters-waiting.ts';
import { originOf } from '../../../projections/kafka/kafka-client.ts';
import { deadLettersOf } from '../../../projections/kafka/topics.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

/** How much of Terra's topic no worker has read yet, and whether one reads. */
export const examineTerraLag = async (admin: Admin, topic: string, groupId: string): Promise<Finding> => {
  const about = 'kafka lag';
  try {
    const [group] = (await admin.describeGroups([groupId])).groups;
    const readers = group?.members.length ?? 0;
    const waiting = await lagOf(admin, topic, groupId);
    const says = `${waiting} messages of ${topic} wait, ${readers} workers read as ${groupId}`;
    return waiting > 0 && readers === 0
      ? warn(about, says, 'start a worker: `auren worker`')
      : ok(about, says);
  } catch (error) {
    return bad(
      about,
      `the group ${groupId} cannot be looked at: ${originOf(error).message}`,
      `give the user of KAFKA_USERNAME Read on the group ${groupId} and on ${topic}`,
    );
  }
};

const lagOf = async (admin: Admin, topic: string, groupId: string): Promise<number> => {
  const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const reached = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  let waiting = 0;
  for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
    waiting += Math.max(0, Number(high) - Math.max(Number(low), reached.get(partition) ?? -1));
  return waiting;
};

/** Deliveries that could not be taken and are in no log yet. */
export const examineDeadLetters = async (admin: Admin, topic: string): Promise<Finding> => {
  const about = 'kafka dead letters';
  try {
    const { left } = await waitingDeadLetters(admin, topic);
    return left === 0
      ? ok(about, 'none wait')
      : warn(
          about,
          `${left} wait in ${deadLettersOf(topic)}: what they tell is not in the log`,
          'their header `reason` says why; when that is mended, `auren bus redrive`',
        );
  } catch (error) {
    return bad(
      about,
      `${deadLettersOf(topic)} cannot be looked at: ${originOf(error).message}`,
      `give the user of KAFKA_USERNAME Read on ${deadLettersOf(topic)}`,
    );
  }
};
