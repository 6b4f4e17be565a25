import type { ReadDatabase } from './read-database.ts';

export const isKnownUser = async (db: ReadDatabase, userId: string): Promise<boolean> => {
  const row = await db
    .selectFrom('read.subjects')
    .select('user_id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
};

/** User ids, in their order. */
export const everyPerson = async (db: ReadDatabase): Promise<string[]> => {
  const rows = await db.selectFrom('read.subjects').select('user_id').orderBy('user_id').execute();
  return rows.map((row) => row.user_id);
};

export const connectedUser = async (
  db: ReadDatabase,
  provider: string,
  externalUser: string,
): Promise<string | null> => {
  const row = await db
    .selectFrom('read.connections')
    .select('user_id')
    .where('provider', '=', provider)
    .where('external_user', '=', externalUser)
    .executeTakeFirst();
  return row?.user_id ?? null;
};

export interface ConnectionItem {
  readonly provider: string;
  readonly external_user: string;
  readonly device: string;
  readonly status: 'connected' | 'broken' | 'disconnected';
  readonly since: string;
  readonly reason: string | null;
}

/** Through which devices a person is or was connected. */
export const connectionsOf = async (db: ReadDatabase, userId: string): Promise<ConnectionItem[]> => {
  const rows = await db
    .selectFrom('read.connections')
    .select(['provider', 'external_user', 'device', 'status', 'since', 'reason'])
    .where('user_id', '=', userId)
    .orderBy('provider')
    .orderBy('external_user')
    .execute();
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
};

export interface PersonConnection {
  readonly provider: string;
  readonly externalUser: string;
  readonly userId: string;
  /** Of its last change. */
  readonly since: Date;
}

/** Those that are connected now; of one person, where one is named. */
export const liveConnections = async (db: ReadDatabase, userId?: string): Promise<PersonConnection[]> => {
  let query = db
    .selectFrom('read.connections')
    .select(['provider', 'external_user', 'user_id', 'since'])
    .where('status', '=', 'connected');
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  const rows = await query.orderBy('provider').orderBy('external_user').execute();
  return rows.map((row) => ({
    provider: row.provider,
    externalUser: row.external_user,
    userId: row.user_id,
    since: row.since,
  }));
};

/** Every id that providers know a person by, connected or not. */
export const externalUsersOf = async (db: ReadDatabase, userId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('read.connections')
    .select('external_user')
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => row.external_user);
};

export interface UnassignedDeliveries {
  readonly provider: string;
  readonly external_user: string;
  readonly deliveries: number;
  readonly first_received_at: string;
  readonly last_received_at: string;
}

/** Deliveries that are stored but belong to nobody AUREN knows yet, by the provider's id of the person. */
export const unassignedDeliveries = async (db: ReadDatabase): Promise<UnassignedDeliveries[]> => {
  const rows = await db
    .selectFrom('read.deliveries')
    .select(({ fn }) => [
      'provider',
      'external_user',
      fn.countAll<string>().as('deliveries'),
      fn.min('received_at').as('first'),
      fn.max('received_at').as('last'),
    ])
    .where('user_id', 'is', null)
    .groupBy(['provider', 'external_user'])
    .orderBy('provider')
    .orderBy('external_user')
    .execute();
  return rows.map((row) => ({
    provider: row.provider,
    external_user: row.external_user,
    deliveries: Number(row.deliveries),
    first_received_at: row.first.toISOString(),
    last_received_at: row.last.toISOString(),
  }));
};

/** Whose a delivery is, by its event id: the user its body names, or who was connected when it came, or first after it. */
export const ownerOfDelivery = async (db: ReadDatabase, eventId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('read.deliveries')
    .select('user_id')
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row?.user_id ?? null;
};

/**
 * Event ids of the deliveries whose body names no user and that became this user's: those that came before anyone was
 * connected, and since. What an earlier owner of the account got stays theirs.
 */
export const unnamedDeliveriesOf = async (
  db: ReadDatabase,
  provider: string,
  externalUser: string,
  userId: string,
): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('read.deliveries')
    .select('event_id')
    .where('provider', '=', provider)
    .where('external_user', '=', externalUser)
    .where('named_user', 'is', null)
    .where('user_id', '=', userId)
    .execute();
  return new Set(rows.map((row) => row.event_id));
};
