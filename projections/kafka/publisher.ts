import { interventionEvents } from '../../domain/intervention.ts';
import type { ProcessManager } from '../../eventstore/subscriptions/processor.ts';
import type { Bus, BusMessage } from './bus.ts';
import { toMessages } from './to-messages.ts';
import { BUS_TOPICS, type BusTopics } from './topics.ts';

export const BUS_PUBLISHER = 'bus_publisher';

const READINGS = ['ReadingsRecorded', 'ReadingsRevised', 'ReadingsRetracted'];
const NIGHTS = ['NightAssessed', 'NightReassessed', 'NightWithdrawn'];
/**
 * Tells the bus what is recorded about people, in the order of the log for each person. After a crash the last page is
 * told again with the same event ids. While the bus is down it waits at its checkpoint.
 */
export const createBusPublisher = (bus: Bus, topics: BusTopics = BUS_TOPICS): ProcessManager => ({
  kind: 'process',
  name: BUS_PUBLISHER,
  version: 1,
  partitions: 4,
  handles: [...READINGS, ...NIGHTS, ...interventionEvents],
  pageSize: 200,
  react: async (events) => {
    const byTopic = new Map<string, BusMessage[]>();
    for (const event of events)
      for (const { topic, message } of toMessages(event, topics)) {
        const messages = byTopic.get(topic);
        if (messages === undefined) byTopic.set(topic, [message]);
        else messages.push(message);
      }
    for (const [topic, messages] of byTopic) await bus.publish(topic, messages);
  },
});
