import { dayNumber } from '../autonomic/calendar.ts';
import type { State } from '../autonomic/state.ts';
import type { InterventionState } from '../intervention.ts';
import type { NightDecision } from '../nights.ts';
import { type Episode, medianRecovery, recoveryNight } from './recovery-time.ts';

const beginsWith: readonly State[] = ['strained', 'overreached', 'illness_suspected'];
/** Nights without HRV after which nobody knows how an episode went on. */
const longestGap = 14;

interface OwnEpisode extends Episode {
  readonly state: State;
  readonly firstDay: number;
  readonly lastDay: number;
}

export interface RecoveryTime {
  /** Nights from the first night of the episode until recovery; null where it was not seen. */
  readonly nights: number | null;
  /** Nights that were seen of the episode. */
  readonly observed: number;
  /** The person's own episodes of the same state without the intervention; null: fewer than five. */
  readonly own: { readonly median: number | null; readonly episodes: number } | null;
}

/**
 * How long the episode around the trigger night took (section 5.3 b), beside the person's own ones that began with the
 * same state, in which the same intervention was not done. Null where the trigger night lies in no episode.
 */
export function ownRecovery(
  state: InterventionState,
  all: readonly InterventionState[],
  decisions: ReadonlyMap<string, NightDecision>,
): RecoveryTime | null {
  const { proposal } = state;
  if (proposal === null) return null;
  const trigger = dayNumber(proposal.proposedOn);
  const episodes = episodesIn([...decisions.values()].sort((a, b) => (a.date < b.date ? -1 : 1)));
  const current = episodes.find(({ firstDay, lastDay }) => firstDay <= trigger && trigger <= lastDay);
  if (current === undefined) return null;
  const done = all
    .filter((other) => other.proposal?.kind === proposal.kind && other.acceptedOn !== null)
    .map(({ acceptedOn, endedOn }) => ({
      from: dayNumber(acceptedOn!),
      until: endedOn === null ? Number.POSITIVE_INFINITY : dayNumber(endedOn),
    }));
  const similar = episodes.filter(
    (episode) =>
      episode.lastDay < current.firstDay &&
      episode.state === current.state &&
      !done.some(({ from, until }) => from <= episode.lastDay && episode.firstDay <= until),
  );
  return {
    nights: current.recovered ? current.nights : null,
    observed: current.nights,
    own: medianRecovery(similar),
  };
}

/** Consecutive episodes; each begins with the first such night after the one before has ended. */
function episodesIn(nights: readonly NightDecision[]): OwnEpisode[] {
  const episodes: OwnEpisode[] = [];
  for (let index = 0; index < nights.length; index++) {
    const first = nights[index]!;
    if (!beginsWith.includes(first.state)) continue;
    const seen = untilGap(nights.slice(index + 1));
    const recovered = recoveryNight(seen.map(({ features }) => ({ zHrv: features.z_hrv, h7: features.h7 })));
    const length = recovered ?? seen.length;
    episodes.push({
      nights: length,
      recovered: recovered !== null,
      state: first.state,
      firstDay: dayNumber(first.date),
      lastDay: dayNumber(nights[index + length]!.date),
    });
    index += length;
  }
  return episodes;
}

function untilGap(nights: readonly NightDecision[]): readonly NightDecision[] {
  let known = 0;
  for (const [index, { features }] of nights.entries()) {
    if (features.z_hrv !== null) known = index + 1;
    else if (index + 1 - known > longestGap) return nights.slice(0, known);
  }
  return nights.slice(0, known);
}
