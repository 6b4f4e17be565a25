/** SF1. Explicit wishes to die or to hurt oneself. A false alarm costs a line of text, a miss may cost a life. */
export const selfHarm: readonly RegExp[] = [
  /\b(kill|killing|hang|hanging|shoot|shooting|drown|drowning|hurt|hurting|harm|harming|cutting|poison|starve) (myself|my self)\b/,
  /\bcut (myself|my (wrists?|arms?|thighs?|legs?))\b/,
  /\bself[- ]?(harm|harming|harmed|injur\w*)\b/,
  /\b(end|ending|take|taking) (my (own )?life|it all)\b/,
  /\bsuicid(e|al|ality)\b/,
  /\b(want|wanna|wanted|wish|ready|going|gonna|rather|hope|hoping|planning|deserve|prefer) (to )?(i could )?(just )?(die|be dead)\b/,
  /\b(wish|wished|want|hope) (that )?(i was|i were|i am|i'm|to be|i had) (dead|gone forever|never (been )?born|not alive)\b/,
  /\b(don't|do not|dont|didn't|did not|no longer|not) (really |even )?(want|wanna|wish|care) (to |if i )(live|be alive|exist|go on|keep living|stay alive|wake up)\b/,
  /\b(don't|do not|dont) wanna (live|be alive|exist|go on|wake up)\b/,
  /\b(don't|do not|dont|no longer) (want to|wanna) be (here|around) (any ?more|any longer)\b/,
  /\b(no|any|without a) (reason|point|purpose) (to|in|for me to) (live|living|go on|going on|keep living|stay alive)\b/,
  /\blife (is|isn't|is not|feels) (not |no longer )?worth living\b/,
  /\b(life|it) (is|isn't|is not)( not| no longer)? worth living\b/,
  /\bbetter off (dead|without me|if i (was|were) (dead|gone))\b/,
  /\b(can't|cannot|cant|can not) (go on|take it) (any ?more|any longer|like this)\b/,
  /\b(never|not) (want to )?wake up (again|any ?more|tomorrow)\b/,
  /\btired of (living|being alive|life)\b/,
  /\b(overdose|overdosed|overdosing)\b/,
  /\b(take|taking|took|swallow\w*) (all|a (whole )?(bottle|handful) of) (of )?(my |the |these )?(pills|tablets|medication|meds)\b/,
  /\b(jump|jumping) (off|from) (a|the) (bridge|roof|building|balcony)\b/,
  /\b(jump|jumping|step|stepping|throw myself) in front of (a|the) (train|car|bus|truck)\b/,
];

/** Taken out before looking, so that what remains of the sentence is still read. */
export const selfHarmIdioms: readonly RegExp[] = [
  /\bcut (myself|my (arms?|legs?)) (some slack|while |when )?(shaving|cooking|chopping|slicing|some slack|on (a|the) \w+)\b/g,
  /\bcut myself (some )?slack\b/g,
  /\bsuicide (squad|squeeze|sprints?|drills?|runs?|burpees?|prevention|awareness)\b/g,
  /\b(want|wanted|ready|going) to (just )?die (of|from|with) (embarrassment|laugh\w*|shame|boredom|cringe|jealousy|heat)\b/g,
  /\b(hurt|hurting|harm) myself (in|at|during|on|while|when|doing|playing|lifting|running|skiing|climbing|training) (?!purpose)\w+/g,
  /\bkill(ing)? myself laughing\b/g,
];
