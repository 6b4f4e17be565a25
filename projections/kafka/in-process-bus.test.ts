import { describe, expect, it } from 'vitest';
import { createInProcessBus, type InProcessBus } from './in-process-bus.ts';
import { describeBus } from './testing/bus-conformance.ts';

describeBus('the bus in process', async () => ({
  open: async () => createInProcessBus(),
  topic: async (name) => name,
  kept: async (bus, topic) => (bus as InProcessBus).recent(topic),
  close: async () => {},
}));

describe('the bus in process', () => {
  const message = (n: number) => ({ key: 'ada', value: `${n}`, headers: {} });

  it('keeps only the newest, by number and by bytes, and at least one', async () => {
    const bus = createInProcessBus({ messages: 3, bytes: 10 });
    await bus.publish('t', [1, 2, 3, 4, 5].map(message));
    expect(bus.recent('t').map(({ value }) => value)).toEqual(['3', '4', '5']);
    await bus.publish('t', [{ key: 'ada', value: 'nine more', headers: {} }]);
    expect(bus.recent('t').map(({ value }) => value)).toEqual(['5', 'nine more']);
    await bus.publish('t', [{ key: 'ada', value: 'far too much for it', headers: {} }]);
    expect(bus.recent('t')).toHaveLength(1);
    expect(bus.recent('other')).toEqual([]);
  });

  it('tells subscribers what comes, until they stop', async () => {
    const bus = createInProcessBus();
    const heard: unknown[] = [];
    const stop = bus.subscribe('t', ({ value }) => heard.push(value));
    await bus.publish('t', [message(1), message(2)]);
    stop();
    await bus.publish('t', [message(3)]);
    expect(heard).toEqual(['1', '2']);
  });
});
