import {
  type ConnectionEvent,
  type ConnectionState,
  connectionStream,
  decideConnection,
  evolveConnection,
  initialConnection,
} from '../domain/connection.ts';
import {
  evolveSubject,
  initialSubject,
  registerSubject,
  type SubjectEvent,
  type SubjectState,
  subjectStream,
} from '../domain/subject.ts';
import type { Command, EventStore } from '../eventstore/event-store.ts';
import { execute, foldWith } from './execute.ts';

interface Link {
  readonly userId: string;
  readonly provider: string;
  readonly externalUser: string;
  readonly device: string;
}

const change = (
  store: EventStore,
  { userId, provider }: Pick<Link, 'userId' | 'provider'>,
  command: Command,
  decide: (state: ConnectionState) => ConnectionEvent[],
) =>
  execute<ConnectionState, ConnectionEvent>({
    store,
    stream: connectionStream(userId, provider),
    fold: foldWith(evolveConnection, initialConnection),
    decide,
    command,
  });

/** The person agreed, and is registered when new. */
export const announceConnection = async (
  store: EventStore,
  link: Link,
  correlationId: string,
): Promise<void> => {
  const { userId, provider, externalUser } = link;
  const command: Command = {
    id: `connect:${correlationId}:${provider}:${externalUser}`,
    correlationId,
    actor: `user:${userId}`,
    subject: userId,
  };
  await execute<SubjectState, SubjectEvent>({
    store,
    stream: subjectStream(userId),
    fold: foldWith(evolveSubject, initialSubject),
    decide: (state) => registerSubject({ userId, registeredBy: command.actor }, state),
    command: { ...command, id: `${command.id}:subject` },
  });
  await change(store, link, command, (state) =>
    decideConnection({ type: 'connect', link, announced: true, replacesExternalUser: null }, state),
  );
};

/** `generation`: which tokens turned out to be worth nothing. */
export const breakConnection = async (
  store: EventStore,
  { reason, generation, ...link }: Link & { readonly reason: string; readonly generation: number },
): Promise<void> => {
  const { userId, provider, externalUser } = link;
  const id = `break:${userId}:${provider}:${externalUser}:${generation}`;
  const command = { id, correlationId: id, actor: 'process:provider-api', subject: userId };
  await change(store, link, command, (state) => decideConnection({ type: 'break', link, reason }, state));
};

/** Every account of the person at one provider. True when there was one that was not disconnected. */
export const disconnectAll = async (
  store: EventStore,
  { userId, provider, reason }: { userId: string; provider: string; reason: string },
  correlationId: string,
): Promise<boolean> => {
  const command = {
    id: `disconnect:${correlationId}:${provider}`,
    correlationId,
    actor: `user:${userId}`,
    subject: userId,
  };
  const appended = await change(store, { userId, provider }, command, (state) =>
    [...state].flatMap(([externalUser, { device }]) =>
      decideConnection(
        { type: 'disconnect', link: { userId, provider, externalUser, device }, reason },
        state,
      ),
    ),
  );
  return appended?.status === 'appended';
};
