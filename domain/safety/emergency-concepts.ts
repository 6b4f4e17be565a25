/** SF2 as concepts that meet in one sentence, in any order and any wording: a part of the body and what it does no longer. */
export const emergencyConcepts: readonly string[] = [
  // Chest.
  '(chest|heart|breastbone|sternum|ribs|ribcage|brust|herz|brustbein|brustkorb) & (fire|flames|flammen|feuer|grip*|grips|clutch*|wring*|twist*|packt|faust|fist|claw*|krallt|iron|eisen|knife|messer|soaked|drenched|nassgeschwitzt|klatschnass|sweat*|schwitze)',
  '(truck|car|elephant|lorry|piano|horse|laster|klavier|elefant|lkw|auto|pferd) & (on top of me|on me|auf mir|on my chest|auf meiner brust|parked|geparkt|sits on|sitzt auf) & (me|my|mir|mein*)',
  '(bra|shirt|corset|vest|bh|hemd|korsett) & (squeeze|squeezing|crush*|can not|luft|eng|drucken|zuschnur*|too small|small|zu klein|klein|tight*) & (get|weggeht|weg|breath*|air|arm|pain|luft|schmerz*|atmen|jaw|sweat*|feels)',
  '(heartburn|sodbrennen|indigestion) & (arm|jaw|kiefer|sweat*|schwei*|never before|wie noch nie|breath|luft|numb)',
  '(arm|kiefer|jaw|schulter|shoulder) & (schlaft ein|eingeschlafen|odd|funny|komisch|weird|strange|tingl*|kribbelt|numb) & (brust|herz|sodbrennen|chest|heart|sweat*|schwitz*|on top of me|auf mir|jaw|heartburn|breath*)',
  '(jaw|kiefer) & (shoulder|schulter|arm) & (ache|aches|hurt|hurts|pain|schmerz*|weh|zieht)',
  // Fainting.
  '(room|world|zimmer|raum|welt|licht|lights) ~3 (went|turned|goes|wurde|wird|ging|gingen) ~2 (grey|gray|black|dark|grau|schwarz|dunkel|aus|white|blurry|fuzzy)',
  '(slap*|ohrfeig*|gehauen|tatschel*) ~5 (cheek|cheeks|face|wange|wangen|gesicht)',
  '(cheek|cheeks|wange|wangen|gesicht) ~3 (gehauen|getatschelt|geschlagen)',
  '(lost|missing|fehlen|fehlt|lose) ~4 (few minutes|some minutes|minutes|paar minuten|minuten|seconds|sekunden|half an hour|erinnerung) !(of sleep|schlaf|in the)',
  '(vom|von der|von dem) ~1 (stuhl|hocker|bank|toilette) ~1 (gekippt|gefallen|gerutscht|gesackt)',
  '(fell|toppled|topple|slid|slipped|tipped|crumpled|dropped|rolled|slumped) ~2 (off|down|from) ~2 (chair|wall|stool|bench|toilet|seat)',
  '(stuhl|hocker|wand|bank|toilette|sitz) & (gekippt|gefallen|gerutscht|gesackt|runtergerutscht|gerollt|heruntergerutscht)',
  '(ceiling|decke) & (star*|lying|looking|lag|starre|starrte|sah) & (next|then|suddenly|dann|plotzlich|eben|auf einmal)',
  '(eyes|augen) ~4 (rolled|rolling|roll|verdreht|verdrehen|weggedreht)',
  '(shaking|shakes|twitching|jerking|zittert|zuckt|schuttelt) & (all over|whole body|ganzen korper|am ganzen|not respond*|uncontrollabl*|unkontrolliert)',
  '<someone> ~3 not ~2 (stir|budge|react|move|wake|answer|respond)',
  '(snor*|gurgl*|schnarch*|rochel*|grunt*) & (not react*|not respond*|reagiert nicht|not reacting|unconscious|weird|nicht wach)',
  '(limp|floppy|schlaff|leblos) & <someone>',
  // Breath.
  '(air|breath) ~4 not ~2 (go|get|come|reach) ~1 (in|through|down|lungs)',
  'luft ~4 nicht ~2 (rein|hinein|an|durch|in die lunge)',
  '(breathe|breathing|breath|atme|atmen) & (under water|underwater|unter wasser|straw|strohhalm|wet cloth|pillow|kissen|durch einen|concrete)',
  '(lying|liegen|lie down|flach) & (choke|suffocate|drown*|ersticke|ertrinke|luft|air|breath*) & (not|can|no|keine|pillows|kissen|sonst|ersticke|ertrinke|choke|drown*|suffocate)',
  '(throat|neck|hals|kehle) & (narrow*|tight*|eng|enger|itch*|schwell*|dick|swell*|closing|blow*|zu) & (ate|eaten|sting|stung|gegessen|stich*|wespenstich|bienenstich|nuts|nusse|shrimp|garnelen|allerg*|tongue|zunge|lips|lippen)',
  '(lips|tongue|lippen|zunge) ~4 (tingl*|kribbel*|swell*|schwell*|thick|dick|itch*|jucken) & (hives|quaddeln|swallow|schlucken|throat|hals|ate|gegessen|allerg*|rash|breath*)',
  // One side, limbs.
  '<limb> ~4 (will|does|do|can|would|did|is|are) not ~1 (go|close|open|grip|hold|lift|bend|respond|come|want|move|work|belong|listen|rise|straighten) !(out|well|to the gym|fast)',
  '(arm|bein|hand|fuss|finger|fingern|seite) ~5 (geht|gehen|schliesst|schliessen|will|lasst|kommt|offnet|heb*|bewegt|bewegen|greift) ~3 nicht',
  '(arm|bein|hand|fuss|finger) ~5 nicht ~2 (hoch|schliessen|offnen|bewegen|heben|greifen)',
  '(leg|knee|bein|knie|fuss|foot) ~3 (buckl*|gives way|knickt|einknickt|wegknickt|wegsackt|sackt|gave way) & (side|seite|seit|since|suddenly|plotzlich|weg|links|rechts|left|right)',
  '(one side|left side|right side|einer seite|linken seite|rechten seite|eine seite|half of him|half of her|one half|eine halfte|links|rechts) & (smile|smiling|face|mouth|drool*|water|drink*|lachel*|lacheln|gesicht|mund|trinken|wasser|geschmolzen|melted|knickt|buckl*|weg|lauft|lief|numb|taub)',
  '(half|halfte|face|gesicht|side|seite) ~4 (melt*|geschmolzen|schmilzt|slid|verrutscht|abgerutscht)',
  '(bump*|stosse|remple|crash*|renne|laufe) & (left|right|links|rechts|one side) & (things|everything|keep|standig|uberall|doors|tur|turen|dauernd)',
  '(kein|keine|keinerlei) gefuhl ~4 (arm|bein|hand|seite|gesicht|finger|armen|fuss|korper)',
  '(lost|no|lose|losing) ~1 (feeling|sensation) ~2 (in|of) ~2 (arm|leg|hand|side|face|foot|fingers|legs|arms)',
  '(spure|fuhle|spur) ~4 (seite|korperseite|halfte|korperhalfte|arm|bein|hand|gesicht) ~2 (nicht|nimmer|kaum)',
  // Speech, writing, sight.
  '(words|letters|sentences|speech|language|handwriting|writing) & (no sense|random|garbage|scribbl*|nonsense|gibberish|strange|wrong|suddenly|jumbl*|rubbish|mush|noise|soup|salad|all of a sudden|foreign)',
  '(worte|worter|wortern|buchstaben|satze|sprache|schrift|handschrift|texte) & (sinn|zufallig*|gekritzel|unsinn|wirr*|falsch*|plotzlich|mull|salat|durcheinander|auf einmal|unleserlich|fremd)',
  '(mouth|mund) & (garbage|mull|rubbish|noise|nonsense|unsinn|gibberish|kauderwelsch|laute) & (open|comes|kommt|heraus|out|aufmach*|auf)',
  '(eye|vision|sight|auge|blick|sicht|sehfeld) & (dark|black|hole|gone|curtain|double|tunnel|blind|dunkel|schwarz*|loch|vorhang|schleier|weg|nebel|half|halb*) & (one|suddenly|since|seit|ein|einem|plotzlich|auf einmal|middle|mitte|feels|wie|see|is|out)',
  '(black|dark|schwarzes|dunkles|blinder) (hole|spot|loch|fleck) & (see|vision|sight|eye|blick|auge|sehe|sicht|sehfeld)',
  // Blood, head, confusion.
  '(cough|coughing|coughed|husten|huste|hustenanfall|coughs) & (rusty|rust|brown|pink|frothy|rostig*|braun*|rosa|schaumig*|blutfleck*|specks|blood|blut)',
  '(head|skull|kopf|schadel) & (pop|popped|snap|snapped|split|cracked|burst|bursting|geknallt|knall|gespalten|gerissen|geplatzt|peng|zerbarst|bang)',
  '(headache|kopfschmerz*|head) & (hell|torture|hollisch*|folter|vernichtend*|inferno) ',
  '(neck|nacken) & (stiff|steif) & (light|licht|headache|kopf*|fever|fieber|vomit*)',
  '(asking|asks|ask|fragt|frage|stellt|wiederholt|repeats|repeating) & (same|gleiche*|dieselbe*|selbe|immer wieder) & (question|frage|questions|minute)',
  '(lost|verlaufen|verirrt) ~6 (my own|own|eigene*|way home|home|heimweg|flat|apartment)',
  '(own|eigene*) ~2 (bathroom|kitchen|house|street|flat|bad|kuche|haus|strasse|wohnung|bett) & (lost|find|recognise|recognize|verlaufen|finde|erkenne)',
  '<someone> ~6 (not know|weiss nicht) ~2 (who i am|wer ich|where|wo)',
];

/** Taken out before looking. */
export const emergencyEveryday: readonly string[] = [
  '(kalte|vor kalte|cold|kaelte|frost) ~2 (taub|numb|gefuhllos)',
  '(taub|numb) ~3 (kalte|cold|frost|cycling|riding|skiing)',
  '(finger|finger|zehen|fingers|toes) ~3 (kalte|cold|frost)',
  '(sweat*|schwitz*|soaked|drenched) ~4 (after|from|during|nach|beim|workout|training|sauna)',
  '(dark|darker|black|schwarze) ~1 (circles|bedroom|room|chocolate|coffee|kaffee|mode|roast)',
  '(eye|eyes) ~1 (mask|drops|cream|strain|contact)',
  '(heart|herz) ~4 (pounding|hammer*|klopf*|geklopft|beating) ~3 (start|race|line|rennen|vor dem)',
];
