import { items } from './pages.ts';
import { type Answer, ask } from './terra.ts';
import { until } from './until.ts';

interface Status {
  readonly name: string;
  readonly lag_events: number;
  readonly parked: number;
}

/** Waits until nothing waits for any processor, outlets too. Throws when something is parked. */
export const untilSettled = async (url: string, token: string): Promise<string[]> => {
  let last: Answer | undefined;
  const all = await until('every processor is at the head', async () => {
    last = await ask(url, token, '/api/v1/admin/projections', { headers: { prefer: 'wait=5' } });
    const found = last.status === 200 ? items<Status>(last.json) : [];
    return found.length > 0 && found.every(({ lag_events }) => lag_events === 0) && found;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; at last ${JSON.stringify(last?.json)}`);
  });
  if (all.some(({ parked }) => parked > 0))
    throw new Error(`parked: ${JSON.stringify((await ask(url, token, '/api/v1/admin/parked')).json)}`);
  return all.map(({ name }) => name);
};
