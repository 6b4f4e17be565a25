import { hash } from 'node:crypto';
import { dateOf } from './calendar.ts';
import type { ChannelObservation, NightObservation } from './observation.ts';
import { type Channel, channels } from './series.ts';
import type { FoldState } from './state.ts';

/**
 * `sha256:` and the hex digest of the canonical JSON (keys in order, no spaces) of what the decision is made of: rule
 * set, the night's accepted values, the values of its windows in order of date, and the fold state before it. Two
 * nights of equal hash have equal state, confidence and features. Event ids and times of recording take no part: a
 * redelivery that changes no value is no reason to decide again.
 */
export function inputHash(ruleset: string, observation: NightObservation, before: FoldState): string {
  return `sha256:${hash('sha256', canonicalInputs(ruleset, observation, before))}`;
}

/** The text that is hashed. */
export function canonicalInputs(ruleset: string, observation: NightObservation, before: FoldState): string {
  const perChannel = (text: (channel: Channel) => string) =>
    `{${inKeyOrder.map((channel) => `"${channel}":${text(channel)}`).join(',')}}`;
  return [
    `{"before":${foldText(before)}`,
    `"date":"${dateOf(observation.day)}"`,
    `"device_switched":${observation.deviceSwitched}`,
    `"lagged":${observation.laggedWindow.text}`,
    `"night":${perChannel((channel) => JSON.stringify(observation.channels[channel].value))}`,
    `"reference":${perChannel((channel) => referenceText(observation.channels[channel]))}`,
    `"ruleset":"${ruleset}"`,
    `"sleep_week":${observation.sleep.text}`,
    `"week":${observation.week.text}}`,
  ].join(',');
}

/** A reference that the night is not compared with (it has no value) took no part in the decision. */
function referenceText(channel: ChannelObservation): string {
  return channel.reference === null ? '[]' : channel.window.text;
}

const inKeyOrder = [...channels].sort();

function foldText(fold: FoldState): string {
  return JSON.stringify({
    calm: fold.calm,
    illness_yesterday: { points: fold.illnessYesterday.points, specific: fold.illnessYesterday.specific },
    insufficient_nights: fold.insufficientNights,
    previous: fold.previous,
    raw_illness_nights: fold.rawIllnessNights,
  });
}
