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
  // Ten minutes an event, so that no cooldown hides a switch.
  const at = new Date(Date.UTC(2026, 2, 1) + Number(await store.head()) * 600_000).toISOString();
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
  const count = nights.length;
  const findings = [
    ...(count === 0 ? [] : [finding('SF5', count % 2 === 0 ? 'urgent' : 'same_day', 'r')]),
    ...(count < 5 ? [] : [finding('SF12', 'general_only', 'r', ['state', 'score'])]),
  ];
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
      message: count % 3 === 0 ? 'I feel off' : null,
      safetyFlags: count > 5 ? findings.map(({ flag }) => flag) : [],
      hypothesisReady: count % 2 === 0,
      at,
    }),
    command: own('mode'),
  });
};
