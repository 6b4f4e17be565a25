import { compose } from '../compose/compose.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';

/** Puts the situation into words. */
export const word = ({ situation, memories }: ChatStateValue): ChatStateUpdate =>
  situation === undefined ? {} : { wording: compose(situation, memories) };
