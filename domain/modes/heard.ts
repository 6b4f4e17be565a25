import { normalised } from '../safety/plain-text.ts';

const feelsOff =
  /\b(i feel|i'm feeling|feeling|i am feeling|felt) (a bit |a little |really |so |kind of |somehow )*(off|weird|strange|not right|not myself)\b|\b(something('s| is) (wrong|off)|not (feeling )?(like )?myself)\b|\b(ich fuhle mich|fuhl mich|ich fuhl mich) (irgendwie |etwas |ein bisschen |sehr |so |echt |heute )*(komisch|seltsam|merkwurdig|nicht gut|unwohl|neben der spur)\b|\b(irgendwas|irgendetwas|etwas|was) stimmt nicht\b|\bbin nicht ich selbst\b/;
const anxious =
  /\b(anxious|anxiety|panic\w*|worried sick|on edge|nervous|overwhelmed|stressed out)\b|\b(angstlich|panik\w*|nervos|uberfordert|unruhig|gestresst)\b|\bhabe? (so |grosse )?angst\b/;
const denied =
  /\b(not|no longer|never|without|nicht|kein|keine|ohne)( \w+)? (anxious|anxiety|panic|worried|nervous|stressed|angst|panik|nervos|unruhig|gestresst)\b/;

/** Whether a message (English or German) says that the person feels off. */
export const saysFeelingOff = (text: string): boolean => feelsOff.test(normalised(text));

/** Whether a message (English or German) sounds anxious. It opens an ear, it labels nobody. */
export const soundsAnxious = (text: string): boolean => {
  const said = normalised(text);
  return anxious.test(said) && !denied.test(said);
};
