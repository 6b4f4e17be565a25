import type { ApiStyle, Change } from './style.ts';

export interface NotifyOptions {
  /** Signs instead of the client's secret. */
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Notification {
  readonly body: string;
  /** HTTP status of AUREN's answer. */
  readonly status: number;
}

const REPEATS = 5;
const LONGEST_WAIT_S = 60;

/** Posts a body to a webhook as the provider would, signed now; repeats while AUREN asks for it. */
export const postNotification = async (
  style: ApiStyle,
  webhookUrl: string,
  secret: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...style.sign(body, secret, Date.now()), ...headers },
      body,
    });
    const waitS = Number(response.headers.get('retry-after') ?? 0);
    if (response.status !== 503 || attempt === REPEATS || waitS > LONGEST_WAIT_S) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, waitS) * 1_000));
  }
};

/** Tells AUREN of changes, one notification each; of some kinds of record nobody is told. */
export const notifyChanges = async (
  style: ApiStyle,
  to: { readonly webhookUrl: string; readonly secret: string },
  externalUser: string,
  changes: readonly Change[],
): Promise<Notification[]> => {
  const sent: Notification[] = [];
  for (const change of changes) {
    const notification = style.notificationOf(externalUser, change, Date.now());
    if (notification === null) continue;
    const body = JSON.stringify(notification);
    const response = await postNotification(style, to.webhookUrl, to.secret, body);
    await response.body?.cancel();
    sent.push({ body, status: response.status });
  }
  return sent;
};
