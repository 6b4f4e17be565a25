// What a person and NEUROS said to each other. Stream `conversation-{conversationId}`.

export interface MessageReceived {
  readonly type: 'MessageReceived';
  readonly data: {
    readonly sessionId: string;
    readonly userId: string;
    readonly turn: number;
    readonly text: string;
    readonly at: string;
  };
}
export interface ReplyGiven {
  readonly type: 'ReplyGiven';
  readonly data: {
    readonly sessionId: string;
    readonly userId: string;
    readonly turn: number;
    readonly text: string;
    readonly at: string;
    /** `plain`: composed by rules. */
    readonly wordedBy: 'plain' | 'model';
    /** Ids of the events the numbers in the text come from. */
    readonly sourceEventIds: readonly string[];
    readonly memoryIds: readonly string[];
  };
}
/** A fixed text was shown instead of coaching. */
export interface SafetyTextShown {
  readonly type: 'SafetyTextShown';
  readonly data: {
    readonly sessionId: string;
    readonly userId: string;
    readonly turn: number;
    readonly flag: string;
    readonly text: string;
    readonly at: string;
  };
}
export type ConversationEvent = MessageReceived | ReplyGiven | SafetyTextShown;

export const conversationStream = (conversationId: string): string => `conversation-${conversationId}`;

export interface ConversationState {
  readonly turns: number;
}
export const initialConversation: ConversationState = { turns: 0 };
export const evolveConversation = (state: ConversationState, event: ConversationEvent): ConversationState =>
  event.type === 'MessageReceived' ? { turns: Math.max(state.turns, event.data.turn) } : state;
