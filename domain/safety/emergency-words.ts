/** Groups of words that rules about emergencies share, English and German. */
export const emergencyWords = {
  chest: 'chest|breastbone|sternum|ribs|ribcage|rib cage|breast bone|torso|upper body|thorax|heart',
  pain: 'pain|pains|painful|ache|aches|aching|hurt|hurts|hurting|agony|sore|pressure|tight|tightness|tightening|tightens|heavy|heaviness|discomfort|crushing|crushed|crush|squeeze|squeezes|squeezed|squeezing|stabbing|stabs|burning|burns|cramp|cramps|cramping|gripping|constricting|constricted|pressing|presses|stinging|tearing|ripping|clenching|clamped|pinching|twinge|spasm|stabbed|knife|fire|concrete|rattles|rattling|lead',
  not: 'not|never|no longer',
  side: 'side|arm|arms|leg|legs|hand|foot|face|half|body|cheek|eye|fingers|mouth|lip|eyelid|brow',
  limb: 'arm|arms|leg|legs|hand|hands|foot|feet|fingers|side|limb|limbs|fingertips',
  weak: 'weak|weaker|weakness|numb|numbness|paralysed|paralyzed|paralysis|limp|dead|droop|droops|drooping|droopy|floppy|lifeless|useless|flops|tingling|tingles|tingly|slack|heavy|gone|feeble|powerless|asleep suddenly|pins and needles|strengthless',
  droop:
    'droop|droops|drooping|droopy|drooped|lopsided|sagging|sags|sagged|crooked|numb|dropped|drops|hang|hangs|hanging|slack|uneven|asymmetric|asymmetrical|twisted|fallen|paralysed|paralyzed|frozen|weird suddenly|slipped|wonky|slanted|askew|pulled down|pulling down',
  face: 'face|mouth|smile|eyelid|cheek|lips|lip',
  unable:
    'can not|could not|unable to|hardly|barely|struggle to|struggling to|hard to|trouble|difficulty|difficult to|can hardly|can barely|not able to|impossible to|problem|problems|will not|does not|do not|is not|are not|would not|did not',
  suddenly:
    'sudden|suddenly|abrupt|abruptly|all at once|out of nowhere|instant|instantly|within seconds|in seconds|seconds|explosive|explosively|thunder|thunderbolt|lightning|from one second|like a bolt|all of a sudden|in an instant|from zero',
  bad: 'severe|terrible|excruciating|intense|violent|massive|splitting|unbearable|agonising|agonizing|explosive|blinding|extreme|extremely|awful|horrendous|insane|crazy|brutal|crushing|strongest|never felt|thunderclap|worst|exploding',
  headache: 'headache|headaches|migraine|head',
  someone:
    'he|she|husband|wife|mother|father|mum|mom|dad|son|daughter|baby|child|kid|toddler|brother|sister|partner|friend|grandma|grandpa|grandmother|grandfather|nan|gran|neighbour|neighbor|colleague|uncle|aunt|boyfriend|girlfriend|roommate|flatmate|man|woman|guy|person|they|someone|him|her|my boss|coach|teammate|cousin|boss',
  blood: 'blood|bloody|bloodstained|blood stained',
  // German.
  brust: 'brust|brustkorb|brustbein|brustkasten|herz|herzen|herzgegend|rippen|oberkorper|brustmitte|thorax',
  schmerz:
    'schmerz|schmerzen|beschwerden|unwohlsein|schmerzt|schmerzhaft|weh|druck|druckt|drucken|druckend|enge|eng|enger|engegefuhl|engt|stechen|sticht|stechend|stechender|stich|stiche|brennen|brennt|brennender|ziehen|zieht|ziehender|beklemmung|beklemmungen|krampf|krampft|krampfe|gewicht|elefant|gurtel|stein|last|zentner|klemmt|presst|gepresst|pressen|schnurt|zugeschnurt|zusammen|zusammengepresst|zusammengedruckt|zerquetscht|zerquetschen|zerquetschte|quetscht|quetschen|quetschung|zerreisst|eisern|eiserner|ring|schraubstock|messer|feuer|explodiert|ziegelstein|backstein|amboss|felsbrocken|tonnenschwer|schweres|panzer|reifen um|klammer|zange|beton|blei|rasselt|rasseln',
  seite:
    'arm|arme|bein|beine|hand|fuss|seite|halfte|korperhalfte|korperseite|gesichtshalfte|gesicht|wange|finger|mundwinkel|mundhalfte|auge|schulter|armes',
  taub: 'taub|taube|taubes|tauber|taubheit|taubheitsgefuhl|gelahmt|gelahmte|lahm|lahme|lahmung|lahmungen|lahmungserscheinungen|schwach|schwache|schwacher|kraftlos|kraftlosigkeit|gefuhllos|kribbelt|kribbeln|hangt|schlaff|erschlafft|tot|abgestorben|pelzig|schwer|sackt|fremd|weggesackt|leblos',
  hangt:
    'hangt|hangen|hangend|hangender|hangendes|schief|schiefer|schiefes|gelahmt|taub|verzogen|herunter|heruntergefallen|herab|runter|erschlafft|krumm|asymmetrisch|ungleich|herabgesunken|herunterhangt|herunterhangend|unbeweglich',
  jemand:
    'er|sie|vater|papa|mutter|mama|bruder|schwester|sohn|tochter|mann|frau|partner|partnerin|freund|freundin|kind|baby|opa|oma|grossvater|grossmutter|nachbar|nachbarin|kollege|kollegin|onkel|tante|chef|mitbewohner|mitbewohnerin|jemand|kumpel|trainer|ihn',
} as const;
