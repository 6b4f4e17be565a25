import type { ConversationStore } from '../../commands/record-turn.ts';
import { recordNoticesShown } from '../../commands/safety-notices.ts';
import { switchMode } from '../../commands/switch-mode.ts';
import { modeInput } from '../../domain/modes/mode-input.ts';
import { pressingFlags } from '../../domain/safety-notice.ts';
import { within } from '../deadline.ts';
import type { Report } from '../report.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';

/** A reply never waits longer for what is recorded after it. */
const MODE_DEADLINE_MS = 1_000;

export interface AttuneDependencies {
  readonly store: ConversationStore;
  readonly hypothesisReady: (userId: string, today: string) => Promise<boolean>;
  readonly report: Report;
}

/**
 * After the turn is stored: the mode that fits now, and which notices stood in the reply. Where this fails the reply is
 * given all the same, and a notice is shown once more.
 */
export const createAttune =
  ({ store, hypothesisReady, report }: AttuneDependencies) =>
  async (state: ChatStateValue): Promise<ChatStateUpdate> => {
    const { userId, message, at, flags, notices, noticesToShow, messageEventId } = state;
    // Nothing could be stored: nothing can be now.
    if (messageEventId === null) return {};
    const command = (what: string) => ({
      id: `${what}:${state.commandId}`,
      correlationId: state.correlationId,
      causationId: messageEventId,
      actor: 'process:chat',
      subject: userId,
    });
    const record = async () => {
      if (noticesToShow.length === 0) return;
      const shown = noticesToShow.map(({ flag }) => flag);
      await recordNoticesShown(store, { userId, flags: shown, at, command: command('notices') });
    };
    const choose = async () =>
      switchMode(store, {
        userId,
        at,
        causeEventId: messageEventId,
        command: command('mode'),
        input: modeInput({
          night: state.situation?.newest?.decision ?? null,
          message,
          safetyFlags: [...flags, ...pressingFlags(notices)],
          hypothesisReady: flags.length === 0 && (await hypothesisReady(userId, at.slice(0, 10))),
          at,
        }),
      });
    try {
      const [mode] = await within(MODE_DEADLINE_MS, 'the mode', () => Promise.all([choose(), record()]));
      return { mode };
    } catch (error) {
      report('mode', error);
      return {};
    }
  };
