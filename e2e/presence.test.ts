import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { nightsOf, thermometerBody } from './testing/bodies.ts';
import { parkedEvents } from './testing/database.ts';
import { ask, postTerra } from './testing/terra.ts';
import { until } from './testing/until.ts';

interface Kpi {
  readonly kpi: string;
  readonly value: number;
  readonly event_ids: readonly string[];
}

describe('mode, key figures and red flags', () => {
  let auren: RunningAuren;
  let data: DataDir;
  const call = async (path: string, body?: object): Promise<Record<string, unknown>> =>
    (
      await ask(
        auren.url,
        auren.adminToken,
        path,
        body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
      )
    ).json;
  const state = () => call('/api/v1/users/ada/state');
  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    for (const answer of await Promise.all(
      nightsOf('ada', 40, 1).bodies.map((body) => postTerra(auren.url, body)),
    ))
      expect(answer.status).toBe(202);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('shows key figures of the newest night with the events they come from', async () => {
    const shown = await state();
    const kpis = shown['kpis'] as Kpi[];
    expect(kpis.map(({ kpi }) => kpi)).toContain('hrv_rmssd');
    for (const { event_ids } of kpis) expect(event_ids).toContain(shown['event_id']);
    expect(shown['notices']).toEqual([]);
    expect(shown['cognitive_mode']).toEqual(expect.any(String));
  });

  it('the original contracts answer with mode and figures', async () => {
    const question = { user_id: 'ada', message: 'How am I?' };
    const analyzed = await call('/api/agents/neuros/analyze', { ...question, session_id: 's' });
    expect(analyzed).toMatchObject({
      session_id: 's',
      kpi_emitted: true,
      interventions: [{ status: 'proposed' }],
    });
    expect(analyzed['mode']).toBe(analyzed['cognitive_mode']);
    const threaded = await call('/chat', { ...question, thread_id: 't' });
    expect(threaded).toMatchObject({
      response: analyzed['response'],
      metadata: { thread_id: 't', user_id: 'ada' },
    });
  });

  it('a measured value that presses is told before the state, once, and stays beside it', async () => {
    expect(
      (await postTerra(auren.url, thermometerBody({ external: 'ext-ada', reference: 'ada' }, 40.2))).status,
    ).toBe(202);
    await until('the notice', async () => ((await state())['notices'] as unknown[]).length > 0);
    const shown = await state();
    expect(shown['notices']).toMatchObject([{ flag: 'SF6', level: 'urgent' }]);
    await until('the mode', async () => (await state())['cognitive_mode'] === 'sentinel');
    const [{ text }] = shown['notices'] as [{ text: string }];
    const first = await call('/api/v1/chat', { user_id: 'ada', message: 'How am I?' });
    expect((first['response'] as string).startsWith(text)).toBe(true);
    expect(first['cognitive_mode']).toBe('sentinel');
    const second = await call('/api/v1/chat', { user_id: 'ada', message: 'How am I?' });
    expect(second['response']).not.toContain(text);
    expect(second['notices']).toHaveLength(1);
  });

  it('key figures in /metrics name nobody', async () => {
    const metrics = await (await fetch(`${auren.url}/metrics`)).text();
    expect(metrics).toMatch(/^auren_kpi_people\{kpi="hrv_rmssd",level="\w+"\} 1$/m);
    // One person is no statistic.
    expect(metrics).not.toMatch(/^auren_hrv_rmssd_ms\{/m);
    expect(metrics).not.toContain('ada');
  });

  it('nothing was parked', async () => {
    expect(await parkedEvents(data.path)).toEqual([]);
  });
});
