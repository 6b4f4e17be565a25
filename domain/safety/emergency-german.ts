/** SF2 in German, written as `normalised` leaves it. A negation inside the match takes it back. */
export const emergencyGerman: readonly RegExp[] = [
  // Chest.
  /\b(brustschmerz\w*|brustenge|brustdruck|herzschmerz\w*|herzstechen|herzinfarkt\w*|herzanfall|herzattacke|herzstillstand|herzkasper|angina pectoris)\b/,
  /\b(schmerz\w*|druck|enge|engegefuhl|stechen|sticht|brennen|ziehen|beklemmung\w*|krampf\w*|gewicht|elefant|gurtel|stein|last|zentner|weh|klemmt|presst|druckt|krampft|schnurt|drucken)( \w+){0,7} (brust|brustkorb|brustbein|brustkasten|herz|herzgegend|herzen)\b/,
  /\b(brust|brustkorb|brustbein|brustkasten|herz)( \w+){0,6} (schmerzt|schmerzen|weh|sticht|stechen|druckt|druck|brennt|eng|enge|zusammen\w*|krampft|zerquetscht|zugeschnurt|explodiert|feuer|stehen geblieben|stehengeblieben)\b/,
  /\b(zerquetsch\w*|zerreiss\w*|zusammen\w*|erdruck\w*|schnur\w*|quetsch\w*)( \w+){0,4} (brust|brustkorb|herz)\b/,
  /\b(jemand|etwas|was|einer|tonne\w*|lkw|auto|pferd|mensch)( \w+){0,5} (auf|um|in) (meiner|meine|der|die|den|dem|meinem|meinen) (brust|brustkorb)\b/,
  /\b(krampfanfall\w*|epileptisch\w* anfall|anaphyla\w*|blutet stark|plotzlich blind|sehverlust|doppelbilder|sehe doppelt)\b|\b(hals|zunge|kehle)( \w+){0,2} (schwillt|zugeschwollen|geht zu)\b/,
  /\b(brust|brustkorb)( \w+){0,5} (schmerz\w*|um vor)\b/,
  // Fainting.
  /\b(ohnmachtig|ohnmacht|ohnmachts\w*|bewusstlos\w*|synkope|kollabier\w*|kreislaufkollaps|kreislaufzusammenbruch|weggetreten|weggekippt|umgekippt|umgefallen|zusammengebrochen|zusammengeklappt|zusammengesackt|umzukippen)\b/,
  /\bbewusstsein( \w+){0,2} (verloren|verlor\w*|verliere|weg|verlieren)\b|\b(verliere|verlor|verloren)( \w+){0,3} bewusstsein\b/,
  /\bkipp(e|t)?( \w+){0,3} um\b|\bschwarz (vor|geworden vor)( \w+)? augen\b|\b(mir|alles)( \w+){0,3} schwarz\b/,
  /\b(aufgewacht|zu mir gekommen|gefunden|lag|aufgewacht bin)( \w+){0,4} (boden|fussboden|fliesen)\b|\b(boden|fussboden|fliesen)( \w+){0,2} (aufgewacht|zu mir gekommen|gefunden)\b/,
  // Breath.
  /\b(atemnot|luftnot|kurzatmig\w*|atembeschwerden|erstick\w*|erstickungs\w*|atemlos\w*|lufthunger)\b/,
  /\b(kaum|schwer|wenig|zu wenig|schlecht)( \w+){0,2} (luft|atmen|zu atmen|einatmen|durchatmen)\b/,
  /\b(atmen|einatmen|luftholen|luft holen)( \w+){0,4} (schwer|weh|schmerzt|schmerzen|sticht|unmoglich|kaum)\b/,
  /\b(ringe|ringt|schnappe|schnappt|japse|japst)( \w+){0,2} nach luft\b|\bnach luft (ringen|ringe|ringend|schnappen|schnappe|japsen|ringt|schnappt)\b/,
  /\b(probleme|schwierigkeiten|muhe)( \w+){0,3} (atmen|luft zu bekommen|atmung)\b|\baus(s|ß)er atem\b|\blippen( \w+){0,4} blau\b|\bblaue lippen\b/,
  // One side, face, speech.
  /\b(link|recht|ein|halb|ganz)(e|er|en|es|em|s)? (seite|arm\w*|bein\w*|hand|fuss|gesichtshalfte|korperhalfte|korperseite|halfte|gesicht)( \w+){0,6} (taub\w*|gelahmt\w*|lahm\w*|schwach\w*|kraftlos\w*|kribbelt|hangt|herunter\w*|gefuhllos\w*|tot|schlaff|lahmung)\b/,
  /\b(taub\w*|gelahmt\w*|lahmung\w*|schwache|kraftlos\w*|gefuhllos\w*|kribbeln|lahmungs\w*)( \w+){0,5} (link|recht|ein|halb)(e|er|en|es|em|s)? (seite|arm|bein|hand|gesichtshalfte|korperhalfte|korperseite|gesicht|halfte)\b/,
  /\b(halbseitig\w*|einseitig\w*)( \w+){0,5} (taub\w*|gelahmt\w*|lahmung\w*|schwach\w*|schwache|kraftlos\w*)\b/,
  /\b(mundwinkel|gesicht|gesichts\w*|augenlid|lid|mund|lacheln)( \w+){0,5} (hangt|hangen|hangend|schief\w*|gelahmt|taub|verzogen|herunter|herab|runter)\b/,
  /\b(hangend\w*|schief\w*|hangende[nrs]?|taub\w*|gelahmt\w*) (mundwinkel|gesicht|augenlid|mund|gesichtshalfte)\b|\bgesichtslahmung\b/,
  /\b(arm|bein|hand|gesicht|gesichtshalfte)( \w+){0,4} (gelahmt|plotzlich taub|plotzlich schwach|wie tot)\b|\bplotzlich( \w+){0,4} (taub|gelahmt|halbseitig|lahm)\b/,
  /\b(schlaganfall\w*|hirnschlag|hirnblutung|schlagerl)\b/,
  /\b(lall\w*|verwaschen\w*|sprachstorung\w*|wortfindungs\w*)\b|\b(sprache|aussprache|worte|worter|satze|sprechen)( \w+){0,5} (weg|undeutlich|durcheinander|wirr\w*|schwer|verdreht|unverstandlich)\b/,
  /\b(zunge|sprache|aussprache)( \w+){0,4} (schwer|nuschl\w*|lall\w*|taub|dick)\b|\bnuschle\b|\bnuscheln\b/,
  /\bexplosion( \w+){0,2} (kopf|schadel)\b|\bkopf( \w+){0,3} (explosion|zerreisst)\b|\bvergesse( \w+){0,3} (welche\w*|was fur ein) (jahr|tag|monat)\b/,
  // Blood.
  /\b(blut|blutig\w*)( \w+){0,4} (gehustet|husten|huste|gespuckt|spucken|spucke|erbrochen|erbrechen|erbreche|gekotzt|kotze|ausgehustet|ausgespuckt|hoch|hochgehustet|auswurf|ausgewurgt)\b/,
  /\b(huste\w*|hust|spuck\w*|erbrech\w*|erbroch\w*|kotz\w*|gehustet|gespuckt|wurge)( \w+){0,5} (blut|blutig\w*)\b|\bbluthusten\b|\bblut (im|in) (\w+ )?(auswurf|schleim|speichel|sputum|erbrochenen)\b|\bbluterbrechen\b/,
  // Head.
  /\b(schlimm|stark|heftig|ubel|extrem)st\w*( \w+){0,3} (kopf\w*|migrane\w*)\b|\b(kopf\w*|migrane)( \w+){0,6} (meines lebens|donnerschlag\w*|explodiert|zerspringt|platzt)\b/,
  /\b(donnerschlag\w*|vernichtungskopfschmerz\w*)\b/,
  /\b(plotzlich\w*|schlagartig\w*|auf einmal)( \w+){0,4} (stark|heftig|extrem|unertraglich|rasend|schlimm|wahnsinnig|massiv|furchtbar|irrsinnig)\w*( \w+)? kopf\w*\b|\bkopfschmerz\w*( \w+){0,3} (schlagartig|aus dem nichts|wie ein blitz)\b/,
  // Confusion.
  /\b(plotzlich|auf einmal|seit heute|neuerdings|vollig|total|ganz|sehr)( \w+){0,3} (verwirrt|desorientiert|orientierungslos|durcheinander im kopf)\b|\b(desorientiert|orientierungslos|delirium|wirres zeug|wirr im kopf)\b/,
];

/** The same where the negation belongs to the symptom. */
export const emergencyGermanNegative: readonly RegExp[] = [
  /\bnoch nie( \w+){0,4} (kopf\w*|migrane)\b|\b(kopf\w*|migrane)( \w+){0,4} (wie noch nie|wie nie zuvor|noch nie)\b/,
  /\b(krieg\w*|bekomm\w*|hab|habe|hol\w*|kriegt)?( \w+){0,4} (keine|nicht genug|nicht genugend|nicht richtig|nicht mehr genug) luft\b/,
  /\b(kann|konnte|konnen)( \w+){0,4} (nicht|nimmer|nichtmal)( \w+){0,3} (atmen|durchatmen|einatmen|luft holen)\b/,
  /\b(kann|konnte)( \w+){0,5} (nicht|nimmer)( \w+){0,3} (sprechen|reden|artikulieren)\b/,
  /\b(kann|konnte)( \w+){0,3} (link|recht|halb|ein)\w* (arm|bein|hand|seite|gesichtshalfte|gesicht|korperhalfte)( \w+){0,4} (nicht|nimmer)( \w+){0,2} (bewegen|heben|spuren|fuhlen|anheben)\b/,
  /\b(link|recht|halb|ein)\w* (arm|bein|hand|seite|gesichtshalfte|gesicht|korperhalfte)( \w+){0,4} (nicht|nimmer)( \w+){0,2} (bewegen|heben|spuren|fuhlen|mehr)\b/,
  /\b(spure|fuhle|bewege|finde|bringe|bekomme)( \w+){0,4} (arm|bein|hand|gesichtshalfte|worte|worter|wort)( \w+){0,2} (nicht|nimmer)\b/,
  /\b(hand|arm|bein|finger)( \w+){0,4} (gehorcht|gehorchen|bewegt|funktioniert|reagiert|reagieren)( \w+){0,3} (nicht|nimmer|kaum)\b/,
  /\b(sprache|satze|was er sagt|was sie sagt)( \w+){0,5} keinen sinn\b|\bblutung( \w+){0,3} nicht\b|\bsehe( \w+){0,4} nichts mehr\b/,
  /\b(worte|worter)( \w+){0,3} (nicht|nimmer)( \w+){0,3} (finden|raus|heraus|richtig)\b/,
  /\b(weiss|wusste|weiss er|weiss sie)( \w+){0,3} (nicht|nimmer)( \w+){0,2} (wo (ich|er|sie) (bin|ist|war)|wer (ich|er|sie) (bin|ist)|welcher tag|welches jahr|welchen tag|wie (ich|er|sie) heiss\w*|was passiert ist)\b/,
  /\b(erinnere|erinner)( \w+){0,3} nicht( \w+){0,4} (namen|sturz|wie ich|was passiert)\b/,
  /\b(er|sie|vater|mutter|mann|frau|kind|opa|oma|freund|freundin|papa|mama|baby)( \w+){0,4} (nicht|nicht mehr|keine) (ansprechbar|reagiert|atmet|aufzuwecken|aufwecken|antwort)\b|\b(reagiert|atmet|antwortet)( \w+){0,2} (nicht|nimmer)\b|\bnicht (mehr )?ansprechbar\b/,
];

/** Taken out before looking. */
export const emergencyGermanIdioms: readonly RegExp[] = [
  /\b(fast |beinahe )?(einen? )?(herzinfarkt|herzanfall|herzkasper) (bekommen |gekriegt )?(als|vor (schreck|freude)|wegen der rechnung)\b/g,
  /\b(vor (schreck|freude)|als ich)( \w+){0,8} (fast |beinahe )(einen? )?(herzinfarkt|herzanfall|herzkasper)\b/g,
  /\b(server|system|verbindung|internet|app|netz|markt|kurs|stuhl|zelt|regal|kreislauf der)( \w+){0,4} (zusammengebrochen|umgefallen|umgekippt)\b/g,
  /\b(glas|flasche|rad|fahrrad|vase|baum|kaffee|tasse|milch|stimmung|wein)( \w+){0,4} (umgekippt|umgefallen|gekippt)\b/g,
  /\b(aus(s|ß)er atem|atemlos|kurzatmig|kaum luft|keine luft|atemnot|luftnot|schwer zu atmen|nach luft (schnappen|schnappe|ringen|gerungen))( \w+){0,4} (nach|beim|wahrend|vom|nach dem|nach den|bei den|bei) (\w+ ){0,3}(lauf\w*|sprint\w*|intervall\w*|training|treppe\w*|berg\w*|rennen|einheit|sport|anstieg|schwimmen|radfahren|hugel\w*|steigung|burpees|anstrengung)\b/g,
  /\b(nach|beim|wahrend|vom|bei) (\w+ ){0,3}(lauf\w*|sprint\w*|intervall\w*|training|treppe\w*|berg\w*|rennen|einheit|sport|anstieg|schwimmen|radfahren|hugel\w*|steigung|burpees|anstrengung)( \w+){0,4} (aus(s|ß)er atem|atemlos|kurzatmig|kaum luft|keine luft|nach luft (geschnappt|gerungen))\b/g,
  /\b(keine|kaum|wenig|zu wenig) luft (im|in den|in dem|mehr im|mehr in den) (reifen|reifens|schlauch|ball|zimmer|raum|vorderrad|hinterrad)\b/g,
  /\b(durch|mit) (die|der) nase( \w+){0,4} (keine luft|nicht atmen|kaum luft|schwer atmen|schlecht luft)\b|\b(keine|kaum|schlecht) luft (durch|mit) (die|der) nase\b/g,
  /\b(herz\w*) (uber kopf|und seele|am rechten fleck)\b|\bliegt mir am herzen\b|\bschweren herzens\b|\bdruck (im job|in der arbeit|auf der arbeit|im reifen|in den reifen)\b/g,
];
