// The link between a person and their devices at one provider. Stream `connection-{userId}-{provider}`.

interface Link {
  readonly userId: string;
  readonly provider: string;
  readonly externalUser: string;
  readonly device: string;
}
export interface DeviceConnected {
  readonly type: 'DeviceConnected';
  readonly data: Link & { readonly replacesExternalUser: string | null };
}
export interface ConnectionBroken {
  readonly type: 'ConnectionBroken';
  readonly data: Link & { readonly reason: string };
}
export interface DeviceDisconnected {
  readonly type: 'DeviceDisconnected';
  readonly data: Link & { readonly reason: string };
}
export type ConnectionEvent = DeviceConnected | ConnectionBroken | DeviceDisconnected;

export const connectionStream = (userId: string, provider: string): string =>
  `connection-${userId}-${provider}`;

/** By the provider's id of the person. */
export type ConnectionState = ReadonlyMap<
  string,
  { readonly status: ConnectionEvent['type']; readonly device: string }
>;
export const initialConnection: ConnectionState = new Map();

export const evolveConnection = (state: ConnectionState, event: ConnectionEvent): ConnectionState => {
  const next = new Map(state);
  next.set(event.data.externalUser, { status: event.type, device: event.data.device });
  if (event.type === 'DeviceConnected' && event.data.replacesExternalUser !== null)
    next.delete(event.data.replacesExternalUser);
  return next;
};

export type ConnectionCommand =
  /** `announced`: the provider says so; otherwise data of the device arrived, which revives nothing that was ended. */
  | {
      readonly type: 'connect';
      readonly link: Link;
      readonly announced: boolean;
      readonly replacesExternalUser: string | null;
    }
  | { readonly type: 'break' | 'disconnect'; readonly link: Link; readonly reason: string };

export const decideConnection = (command: ConnectionCommand, state: ConnectionState): ConnectionEvent[] => {
  const known = state.get(command.link.externalUser);
  switch (command.type) {
    case 'connect': {
      const unchanged = known?.status === 'DeviceConnected' && known.device === command.link.device;
      if (unchanged || (known !== undefined && !command.announced)) return [];
      const { link, replacesExternalUser } = command;
      return [{ type: 'DeviceConnected', data: { ...link, replacesExternalUser } }];
    }
    case 'break':
      if (known === undefined || known.status !== 'DeviceConnected') return [];
      return [{ type: 'ConnectionBroken', data: { ...command.link, reason: command.reason } }];
    case 'disconnect':
      if (known === undefined || known.status === 'DeviceDisconnected') return [];
      return [{ type: 'DeviceDisconnected', data: { ...command.link, reason: command.reason } }];
  }
};
