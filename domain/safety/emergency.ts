/** SF2. Symptoms with which one calls for help instead of asking an app. */
export const emergency: readonly RegExp[] = [
  // Chest.
  /\bchest (is |was |has been )?(feels? |feeling |felt )?(so |very |really |a bit )?(pains?|pressure|tightness|tight|aches?|aching|hurts?|hurting|heavy|heaviness|burning|crushing|discomfort|cramps?)\b/,
  /\b(pains?|pressure|tightness|tight|heaviness|ache|stabbing|squeezing|crushing|burning|discomfort|weight|elephant)\b( \w+){0,7} chest\b/,
  /\bchest( \w+){0,5} (crush\w*|squeez\w*|killing me|on fire)\b/,
  /\bmy chest (really |badly |still |just )?(hurts?|hurting|aches?)\b/,
  /\b(tight|heavy|aching|painful) (feeling in (my|the) )?chest\b/,
  /\b(heart attack|cardiac arrest)\b(?! risk)/,
  /\bmy heart (really |badly |still )?(hurts?|hurting|aches?|pain)\b/,
  // Fainting.
  /\b(fainted|fainting|passed out|passing out|pass out|blacked out|blacking out|black out|lost consciousness|losing consciousness|unconscious|syncope)\b/,
  /\b(feel|feeling|felt|about to|going to|gonna|nearly|almost|might|will) (like )?(i (will|might|could|am going to|'m going to) )?(faint|collapse)\b/,
  /\b(i|he|she|they) (just |suddenly |have |has )*collapsed\b/,
  /\b(vision|everything|it all) (went|goes|is going|turned) (black|dark)\b/,
  // Breath.
  /\b(short(ness)? of breath|breathless|breathlessness|out of breath|gasping( for (air|breath))?)\b/,
  /\b(can't|cannot|cant|can not|can hardly|can barely|hardly|barely|unable to|struggling to|struggle to) (breathe?|catch my breath|get (enough |any )?(air|breath))\b/,
  /\b(hard|difficult|painful|hurts) to breathe\b/,
  /\b(struggling|fighting|gasping|gasp|fight) for (breath|air)\b/,
  /\b(difficulty|trouble|problems?) (with )?breathing\b/,
  // One side, face, speech.
  /\b(left|right|one) (side|arm|leg|hand|half)( of my (body|face))? (\w+ ){0,4}?(weak|weaker|weakness|numb|numbness|paraly[sz]ed|droop\w*|limp|won't move|can't move|tingling)\b/,
  /\b(weak|weakness|numb|numbness|paraly[sz]ed|paralysis|can't move|cannot move|can't lift|can't feel)( \w+){0,3}? (left|right|one) (side|arm|leg|hand|half)\b/,
  /\b(face|mouth|eyelid|smile)( on one side)? (is |are |was |has |feels |looks |started |suddenly )*(droop\w*|lopsided|sagging|crooked|numb|fallen)\b/,
  /\b(droop\w*|lopsided|crooked) (face|mouth|eyelid|smile)\b|\bfacial (droop\w*|numbness|weakness)\b|\bface droop\w*\b/,
  /\bslurr(ed|ing|y)\b|\bspeech (is |was |got |has become )?(slurred|garbled|jumbled|strange)\b/,
  /\b(can't|cannot|cant|unable to|trouble|difficulty|struggling to|hard to) (speak|speaking|speak properly|talk properly|talking|form words|find (my |the )?words|get (my |the )?words out)\b/,
  /\bwords (are |were |come |coming )+(out )?(jumbled|slurred|wrong|garbled)\b/,
  /\b(having|had|have|is this|like) (a )?(mini )?stroke\b/,
  /\b(side|half|corner) of (my|his|her|the) (face|mouth|body)( \w+){0,3} (hang\w*|droop\w*|drop\w*|sag\w*|numb|weak|tingl\w*|paraly[sz]ed)\b/,
  /\b(arm|leg|face|facial|hand) (weakness|numbness|paralysis)\b/,
  // Blood.
  /\b(cough\w*|vomit\w*|throwing|threw|spitting|spat|bringing|brought|puking|puked)( up)?( some| a (lot|bit|little) of| bright red| fresh)* blood\b/,
  /\bcough\w*( \w+){0,6} blood\b|\bblood( \w+){0,4} (cough\w*|vomit\w*|phlegm|sputum|spit|mucus)\b|\bh(a)?emoptysis\b/,
  // Head.
  /\bworst( ever)?( \w+){0,2} (headache|migraine|head pain)\b|\b(headache|migraine|head pain)( \w+){0,5} (worst|of my life|thunderclap)\b/,
  /\b(headache|migraine) (like|than) (i've |i have )?(never|ever|any)\b/,
  /\bthunderclap\b|\bsudden(ly)?( \w+){0,3} (severe|terrible|excruciating|intense|violent|massive|splitting|unbearable)( \w+)? (headache|migraine)\b/,
  // Confusion.
  /\b(suddenly|newly|all of a sudden)( \w+){0,3} (confused|disoriented|disorientated)\b|\b(sudden|new|acute) confusion\b/,
  /\b(disoriented|disorientated|delirious)\b|\b(don't|do not|dont) know (where|who) i am\b|\b(can't|cannot) remember (my (own )?name|where i (am|live))\b/,
  /\b(feel|feeling|felt|am|i'm|became|very|so|really) confused(?! (about|by|with|why|what|how|on|as|over|when|regarding))( and| today|$| since)/,
];

/** Taken out before looking. */
export const emergencyIdioms: readonly RegExp[] = [
  /\bstroke of (luck|genius|fortune)\b/g,
  /\b(gave|give|gives|giving) (me|you|him|her|us|them) a (small |mini )?heart attack\b/g,
  /\bpass(ed|ing)? out (asleep|drunk|early|flyers|leaflets|water|on the (couch|sofa)|in bed|in front of the tv)\b/g,
  /\bcollapsed (into|onto|on|in) (my |the )?(bed|couch|sofa)\b/g,
  /\b(can't|cannot) breathe (through|out of) my nose\b/g,
  /\b(out of breath|breathless|short of breath|gasping( for (air|breath))?|trouble breathing|difficulty breathing|hard to breathe)( \w+){0,2} (after|during|from|when|while)( \w+){0,3} (run|runs|running|sprints?|sprinting|intervals?|workouts?|working out|exercis\w*|training|hills?|climb\w*|stairs|race|racing|swimming|cycling|ride|rowing|hiking|hike|burpees)\b(?! and (now|still|at rest))/g,
  /\bbreathless(ly)? (excited|with excitement|anticipation)\b/g,
  /\bchest (day|strap|press|workout|exercise)\b/g,
];
