import { createHmac, randomUUID } from 'node:crypto';
import { CodedError } from '../../domain/errors.ts';

/** Posts a body as Terra would: signed now, with a trace id. Waits and repeats while AUREN asks for it. */
export const postSigned = async (url: string, secret: string, body: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    const t = Math.floor(Date.now() / 1_000);
    const signature = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
    const response = await fetch(`${url}/webhooks/terra`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'terra-signature': `t=${t},v1=${signature}`,
        'x-terra-trace-id': randomUUID(),
      },
      body,
    });
    const answer = await response.text();
    if (response.status === 202) return;
    const retryAfterS = Number(response.headers.get('retry-after') ?? 0);
    if (response.status < 500 || attempt === 5 || retryAfterS > 60)
      throw new CodedError(
        'webhook_refused',
        response.status,
        `${url} answered ${response.status}: ${answer}`,
      );
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, retryAfterS) * 1_000));
  }
};
