/** Groups of words that rules about self-harm share, English and German. */
export const selfHarmWords = {
  wish: 'want|wants|wanted|wanting|wish|wishes|wished|wishing|hope|hopes|hoping|hoped|like|love|rather|ready|going|deserve|deserves|prefer|plan|plans|planning|decided|need|long|longing|pray|praying|beg|begging|waiting|gladly|determined|supposed|intend|dream|dreaming',
  hope: 'hope|hoping|wish|wishing|pray|praying|want|wanting|beg|waiting|dream|praying|be fine|would be fine|be ok|be okay|would not mind|do not mind|not care',
  not: 'not|never|no longer|dont|nothing',
  people:
    'everyone|everybody|they|people|family|kids|children|parents|wife|husband|friends|world|mother|mom|mum|dad|son|daughter|partner|us|all|others|you',
  gone: 'gone|dead|not around|not here|not alive|not there|not in it|not in the picture|out of the picture|out of the way|no longer here|no longer around|no longer alive|under the ground|six feet under',
  pills:
    'pill|pills|tablet|tablets|meds|medication|medicine|medicines|paracetamol|tylenol|ibuprofen|aspirin|painkiller|painkillers|antidepressants|sleeping pills|sleeping tablets|insulin|xanax|opioids|oxy|benzos|cupboard of pills|medicine cabinet',
  blade: 'blade|blades|razor|razors|razorblade|razorblades|knife|knives|scissors|scalpel|glass',
  weapon: 'gun|guns|pistol|rifle|shotgun|rope|noose|blade|razor|razorblade|razorblades',
  height:
    'bridge|bridges|roof|rooftop|ledge|balcony|cliff|cliffs|overpass|window|tower|platform|tracks|rails|building|garage|edge|multistorey',
  vehicle: 'train|car|truck|lorry|bus|tram|traffic|subway|van|motorbike',
  family:
    'cat|dog|kids|kid|children|child|son|daughter|baby|mum|mom|mother|dad|father|parents|family|wife|husband|sister|brother|pet|pets|grandma|partner|horse',
  body: 'arm|arms|wrist|wrists|thigh|thighs|skin|vein|veins|throat|legs|stomach|forearm|forearms',
  // German.
  ich: 'ich|mich|mir',
  mag: 'will|mochte|mocht|mag|wollte|wurde|wunsche|wunschte|hoffe|gerne|gern|lieber|liebsten|durfte|verdiene|bereit|besser|sollte|wollen|will',
  nicht: 'nicht|nimmer|nie|niemals|nichtmehr|ned|net',
  toten:
    'umbringen|umzubringen|umbringe|umbringt|umgebracht|toten|tote|erhangen|erhange|erhangt|aufhangen|aufzuhangen|aufgehangt|aufhange|erschiessen|erschiesse|erschiess|erschiesst|vergiftet|ertrankt|ertranken|ertranke|vergiften|vergifte|erstechen|ersteche|strangulieren|ersticken|umlegen|killen|kille|hinrichten',
  ritzen:
    'ritze|ritz|ritzen|geritzt|schneide|schneid|schneiden|geschnitten|verletze|verletzt|verletzen|aufgeschnitten|aufschneiden|aufschneide|aufschlitzen|aufgeschlitzt|verbrenne|verbrannt|verbrennen|zerkratzt|aufgekratzt|zerschnitten|wehtun|weh tun|wehgetan|weh getan|schlage|bestrafe',
  tabletten:
    'tablette|tabletten|pille|pillen|schlaftabletten|schmerztabletten|medikamente|paracetamol|ibuprofen|aspirin|insulin|schlafmittel|antidepressiva|ibus|tavor|medis|medikamentenschrank',
  klinge: 'klinge|klingen|rasierklinge|rasierklingen|messer|scherbe|glasscherbe|cutter|skalpell',
  hohe: 'brucke|dach|hochhaus|balkon|fenster|klippe|turm|gelander|parkhaus|bahnsteig|bahnsteigkante|abgrund|felsen|kante|dachkante|hausdach',
  fahrzeug:
    'zug|bahn|auto|laster|lkw|bus|ubahn|sbahn|lastwagen|gleise|gleis|gleisen|schienen|strassenbahn|tram|ice',
  leute:
    'alle|allen|familie|kinder|eltern|welt|niemand|keiner|jeder|jedem|freunde|mann|frau|ihr|euch|sie|anderen|andere|partner|umfeld',
} as const;
