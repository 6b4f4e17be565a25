import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConnectionCommand,
  decideConnection,
  evolveConnection,
  initialConnection,
} from './connection.ts';
import { specification } from './testing/given.ts';

const link = { userId: 'ada', provider: 'terra', externalUser: 't-1', device: 'OURA' };
const connect = (
  announced: boolean,
  over: Partial<typeof link> = {},
  replaces: string | null = null,
): ConnectionCommand => ({
  type: 'connect',
  link: { ...link, ...over },
  announced,
  replacesExternalUser: replaces,
});
const end = (type: 'break' | 'disconnect'): ConnectionCommand => ({ type, link, reason: 'asked' });
const given = specification(initialConnection, evolveConnection);
const when = (command: ConnectionCommand) => (state: typeof initialConnection) =>
  decideConnection(command, state);
const connected = { type: 'DeviceConnected', data: { ...link, replacesExternalUser: null } } as const;
const ended = { type: 'DeviceDisconnected', data: { ...link, reason: 'asked' } } as const;

describe('a connection', () => {
  it('begins with an announcement or with the first data', () => {
    given()
      .when(when(connect(true)))
      .thenEvents([connected]);
    given()
      .when(when(connect(false)))
      .thenEvents([connected]);
    given([connected])
      .when(when(connect(true)))
      .thenNothing();
  });

  it('that was ended is revived by an announcement, not by late data', () => {
    given([connected, ended])
      .when(when(connect(false)))
      .thenNothing();
    given([connected, ended])
      .when(when(connect(true)))
      .thenEvents([connected]);
  });

  it('breaks and ends once', () => {
    given([connected])
      .when(when(end('break')))
      .thenTypes('ConnectionBroken');
    given([connected])
      .when(when(end('disconnect')))
      .thenTypes('DeviceDisconnected');
    given([connected, ended])
      .when(when(end('disconnect')))
      .thenNothing();
    given([connected, ended])
      .when(when(end('break')))
      .thenNothing();
    given()
      .when(when(end('break')))
      .thenNothing();
  });

  it('moves to a new id at the provider, which forgets the old one', () => {
    const moved = given([connected]).when(when(connect(true, { externalUser: 't-2' }, 't-1')));
    moved.thenEvents([
      { type: 'DeviceConnected', data: { externalUser: 't-2', replacesExternalUser: 't-1' } },
    ]);
    expect([...[connected, ...moved.events].reduce(evolveConnection, initialConnection).keys()]).toEqual([
      't-2',
    ]);
  });

  it('adds nothing when any command runs twice', () => {
    const command = fc.oneof(
      fc
        .record({ announced: fc.boolean(), externalUser: fc.constantFrom('t-1', 't-2') })
        .map((r) => connect(r.announced, { externalUser: r.externalUser })),
      fc.constantFrom<'break' | 'disconnect'>('break', 'disconnect').map(end),
    );
    fc.assert(
      fc.property(fc.array(command), command, (past, last) => {
        const run = (state: typeof initialConnection, one: ConnectionCommand) =>
          decideConnection(one, state).reduce(evolveConnection, state);
        const state = run(past.reduce(run, initialConnection), last);
        expect(decideConnection(last, state)).toEqual([]);
      }),
    );
  });
});
