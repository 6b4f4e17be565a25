import { unknownUser } from '../identity.ts';
import { own, shortText } from '../json.ts';
import type { ConnectionFact } from '../provider.ts';
import { terraUser } from './describe.ts';

/** Bodies that carry a person's data, whether or not AUREN maps them. */
const dataTypes = new Set([
  'activity',
  'sleep',
  'daily',
  'body',
  'athlete',
  'nutrition',
  'menstruation',
  'hormone',
]);

/** What a Terra body says about the link to a person's device; at most one fact. */
export function terraConnections(body: unknown): ConnectionFact[] {
  const type = own(body, 'type');
  const user = own(body, 'user');
  switch (type) {
    case 'auth':
      return own(body, 'status') === 'success' ? fact('connected', user) : [];
    case 'deauth':
    case 'access_revoked':
      return fact('disconnected', user, { reason: type });
    case 'connection_error':
      return fact('broken', user, { reason: shortText(own(body, 'message'), 200) ?? type });
    case 'user_reauth': {
      const { externalUser } = terraUser(own(body, 'old_user'));
      const replaces = externalUser === unknownUser ? {} : { replacesExternalUser: externalUser };
      return fact('connected', own(body, 'new_user'), replaces);
    }
    default:
      return typeof type === 'string' && dataTypes.has(type) && terraUser(user).userId !== null
        ? fact('connected', user)
        : [];
  }
}

function fact(
  type: ConnectionFact['type'],
  user: unknown,
  details: Pick<ConnectionFact, 'reason' | 'replacesExternalUser'> = {},
): ConnectionFact[] {
  const { externalUser, userId, device } = terraUser(user);
  return externalUser === unknownUser
    ? []
    : [{ type, provider: 'terra', externalUser, userId, device, ...details }];
}
