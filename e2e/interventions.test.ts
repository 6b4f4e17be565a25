import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateNights } from '../app/simulation/person.ts';
import { terraBodies } from '../app/simulation/terra-bodies.ts';
import { type DataDir, makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { daysAgo, nightsOf } from './testing/bodies.ts';
import { items } from './testing/pages.ts';
import { ask, postTerra } from './testing/terra.ts';

interface Intervention {
  id: string;
  kind: string;
  status: string;
  proposed_on: string;
  planned_days: number;
  dose: string;
  sources: string[];
  evidence: { date: string; event_id: string; items: string[]; signals: string[] };
  washout_days: number;
  adherence: { share: number; days: { date: string; done: boolean }[] };
  verdict: string | null;
}
interface Night {
  date: string;
  event_id: string;
  evidence: { id: string }[];
  contradicting: { id: string }[];
  interventions: { id: string; kind: string; why: string[] }[];
}

describe('interventions over HTTP', () => {
  let auren: RunningAuren;
  let data: DataDir;
  let ada: string;
  let eve: string;
  let max: string;
  const asAda = (path: string, init?: RequestInit) => ask(auren.url, ada, `/api/v1/users/ada/${path}`, init);
  const act = (id: string, action: string, body: object = {}, token = ada) =>
    ask(auren.url, token, `/api/v1/users/ada/interventions/${id}/${action}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
  const active = async () => items<Intervention>((await asAda('interventions?which=active')).json);

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    const person = nightsOf('ada', 40, 7);
    const others = nightsOf('eve', 2, 8);
    // Three nights short of the unusual ones at the end.
    const well = simulateNights(9, 33, daysAgo(-3)).slice(0, -3);
    const wellBodies = well.flatMap((night) => terraBodies('max', night));
    // In the order in which they were slept, so that only the last nights are fresh when they are decided.
    for (const body of [...person.bodies, ...others.bodies, ...wellBodies])
      expect((await postTerra(auren.url, body)).status).toBe(202);
    const tokenFor = async (userId: string): Promise<string> => {
      const body = JSON.stringify({ name: userId, user_id: userId });
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/admin/tokens', {
        method: 'POST',
        body,
      });
      return json['token'] as string;
    };
    ada = await tokenFor('ada');
    eve = await tokenFor('eve');
    max = await tokenFor('max');
    // Twice: what the first makes of the nights is in the log when the second waits for it.
    await asAda('state');
    await asAda('state');
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  it('proposes one thing after unusual nights, with dose and the evidence it answers to', async () => {
    const found = await active();
    expect(found).toHaveLength(1);
    const [one] = found as [Intervention];
    expect(one).toMatchObject({ status: 'proposed', verdict: null });
    expect(one.dose).not.toBe('');
    expect(one.proposed_on >= daysAgo(3)).toBe(true);
    expect(one.evidence.items.length).toBeGreaterThan(0);
    const nights = items<Night>((await asAda(`nights?from=${one.proposed_on}&to=${one.proposed_on}`)).json);
    expect(nights[0]!.interventions).toEqual([{ id: one.id, kind: one.kind, why: one.evidence.items }]);
  });

  it('goes through its life, and tells each step once', async () => {
    const [{ id, proposed_on: date }] = (await active()) as [Intervention];
    expect((await act(id, 'log', { date })).json).toMatchObject({ status: 409, code: 'intervention_closed' });
    expect((await act(id, 'accept', { on: date })).json).toMatchObject({
      status: 'accepted',
      accepted_on: date,
    });
    expect((await act(id, 'accept', { on: date })).json).toMatchObject({ status: 'accepted' });
    const logged = (await act(id, 'log', { date })).json as unknown as Intervention;
    expect(logged.adherence.days).toEqual([{ date, done: true }]);
    expect(logged.adherence.share).toBeCloseTo(1 / logged.planned_days, 9);
    expect((await act(id, 'log', { date: '2199-01-01' })).json).toMatchObject({ code: 'invalid_request' });
    expect((await act(id, 'complete')).json).toMatchObject({ status: 'completed' });
    expect((await act(id, 'decline', { reason: 'late' })).json).toMatchObject({
      status: 409,
      code: 'intervention_closed',
    });
    expect(await active()).toEqual([]);
    const past = items<Intervention>((await asAda('interventions?which=past')).json);
    expect(past).toMatchObject([{ id, status: 'completed' }]);
    const told = items<{ kind: string }>((await asAda('timeline?limit=1000')).json).map(({ kind }) => kind);
    expect(told.filter((kind) => kind.startsWith('Intervention')).reverse()).toEqual([
      'InterventionProposed',
      'InterventionAccepted',
      'InterventionAdherenceLogged',
      'InterventionCompleted',
    ]);
  });

  it('answers somebody who asks what to do, and asks no second time while that is open', async () => {
    const say = async (message: string) =>
      (
        await ask(auren.url, ada, '/api/v1/chat', {
          method: 'POST',
          body: JSON.stringify({ user_id: 'ada', message }),
        })
      ).json as unknown as { response: string; interventions: Intervention[] };
    const { response, interventions } = await say('What can I do?');
    expect(interventions.length).toBeGreaterThan(0);
    const open = await active();
    expect(open.map(({ id }) => id).sort()).toEqual(interventions.map(({ id }) => id).sort());
    for (const { dose } of open) expect(response).toContain(dose);
    const again = await asAda('interventions', { method: 'POST', body: '{}' });
    expect(
      items<Intervention>(again.json)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(open.map(({ id }) => id).sort());
    expect(again.json['reason']).toBeNull();
    expect((await say('How am I?')).response).toContain('A suggestion is open:');
    for (const { id } of open) {
      // Without a body, as curl sends it with the header that all others have.
      const path = `interventions/${id}/decline`;
      expect(
        (await asAda(path, { method: 'POST', headers: { 'content-type': 'application/json' } })).json,
      ).toMatchObject({ status: 'declined' });
    }
    expect((await say('How am I?')).response).not.toContain('A suggestion is open:');
    const young = await ask(auren.url, eve, '/api/v1/users/eve/interventions', {
      method: 'POST',
      body: '{}',
    });
    expect(young.json).toEqual({ items: [], reason: 'no_state' });
  });

  it('answers a wish, where the state allows it', async () => {
    const wish = (goal: string) =>
      ask(auren.url, max, '/api/v1/users/max/interventions', {
        method: 'POST',
        body: JSON.stringify({ goal }),
      });
    const { state } = (await ask(auren.url, max, '/api/v1/users/max/state')).json;
    expect(state).toBe('balanced');
    const [fitness] = items<Intervention>((await wish('fitness')).json) as [Intervention];
    expect(fitness).toMatchObject({
      kind: 'I-ZONE2',
      washout_days: 56,
      evidence: { signals: ['low_fitness'], items: [] },
    });
    expect((await wish('wings')).json).toMatchObject({ status: 400, code: 'invalid_request' });
    // An unusual pattern asks for rest alone.
    const unwell = await asAda('interventions', { method: 'POST', body: '{"goal":"fitness"}' });
    expect(unwell.json).toEqual({ items: [], reason: 'nothing_fits' });
  });

  it('shows how the person slept beside the state', async () => {
    const { sleep } = (await asAda('state')).json as unknown as { sleep: Record<string, unknown> };
    expect(sleep).toMatchObject({
      midpoint_hour: expect.any(Number),
      regularity7: expect.any(Number),
      debt_minutes: expect.any(Number),
      deficit7_minutes: expect.any(Number),
    });
    expect(['personal', 'default']).toContain(sleep['need_basis']);
  });

  it('is the person’s own', async () => {
    const [{ id }] = items<Intervention>((await asAda('interventions')).json) as [Intervention];
    expect((await act(id, 'accept', {}, eve)).json).toMatchObject({ status: 403, code: 'forbidden' });
    const path = `/api/v1/users/eve/interventions/${id}/accept`;
    const stolen = await ask(auren.url, eve, path, { method: 'POST', body: '{}' });
    expect(stolen.json).toMatchObject({ status: 404, code: 'intervention_unknown' });
    expect((await act(randomUUID(), 'accept')).json).toMatchObject({ code: 'intervention_unknown' });
    expect((await act('none', 'accept')).json).toMatchObject({ code: 'invalid_request' });
  });

  it('is described', async () => {
    const { json } = await ask(auren.url, auren.adminToken, '/openapi.json');
    const paths = Object.keys(json['paths'] as object);
    for (const action of ['accept', 'decline', 'log', 'complete'])
      expect(paths).toContain(`/api/v1/users/{id}/interventions/{iid}/${action}`);
  });
});
