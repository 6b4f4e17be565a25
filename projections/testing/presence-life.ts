import { execute, foldWith } from '../../commands/execute.ts';
import { switchMode } from '../../commands/switch-mode.ts';
import type { AssessedNight } from '../../domain/autonomic/assess.ts';
import { foldKpis, type KpiEvent, kpiStream, measureKpis } from '../../domain/kpi.ts';
import { kpiKinds, kpiLevel } from '../../domain/kpis/registry.ts';
import { modeInput } from '../../domain/modes/mode-input.ts';
import { finding } from '../../domain/safety/finding.ts';
import {
  evolveSafety,
  initialSafety,
  reviewSafety,
  type SafetyEvent,
  type SafetyState,
  safetyStream,
} from '../../domain/safety-notice.ts';
import type { Command, EventStore } from '../../eventstore/event-store.ts';

/** Key figures, red flags and a mode for these nights, the way the process managers record them; dates without one lose theirs. */
export const livePresence = async (
  store: EventStore,
  userId: string,
  nights: readonly AssessedNight[],
  command: Command,
): Promise<void> => {
  const at = '2026-03-01T08:00:00.000Z';
  const own = (what: string): Command => ({ ...command, id: `${what}:${command.id}` });
  await execute({
    store,
    stream: kpiStream(userId),
    fold: (past: readonly (KpiEvent & { id: string })[]) => foldKpis(past),
    decide: (state) => {
      const gone = [...state.keys()].filter((date) => !nights.some((night) => night.date === date));
      const measured = nights.map(({ date, features }) => {
        const value = Math.exp(features.lnrmssd ?? 0);
        const kpi = 'hrv_rmssd' as const;
        const figure = { kpi, value, unit: kpiKinds[kpi].unit, level: kpiLevel(kpi, value), eventIds: [] };
        return { date, night: { eventId: '00000000-0000-4000-8000-000000000000', kpis: [figure] } };
      });
      return measureKpis(
        { userId, at, dates: [...measured, ...gone.map((date) => ({ date, night: null }))] },
        state,
      );
    },
    command: own('kpis'),
  });
  const strained = nights.filter(({ state }) => state !== 'insufficient_data' && state !== 'balanced');
  const findings =
    strained.length === 0 ? [] : [finding('SF5', strained.length % 2 === 0 ? 'urgent' : 'same_day', 'r')];
  await execute<SafetyState, SafetyEvent>({
    store,
    stream: safetyStream(userId),
    fold: foldWith(evolveSafety, initialSafety),
    decide: (state) =>
      reviewSafety({ userId, at, findings: findings.map((each) => ({ ...each, eventIds: [] })) }, state),
    command: own('safety'),
  });
  await switchMode(store, {
    userId,
    at,
    causeEventId: null,
    input: modeInput({
      night: null,
      message: nights.length % 3 === 0 ? 'I feel off' : null,
      safetyFlags: findings.map(({ flag }) => flag),
      hypothesisReady: nights.length % 2 === 0,
      at,
    }),
    command: own('mode'),
  });
};
