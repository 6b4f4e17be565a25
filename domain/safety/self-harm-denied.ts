/** Thoughts of self-harm that are plainly denied; taken out before looking. Anything less plain is looked at. */
export const selfHarmDenied: readonly string[] = [
  '(not|never|nor) ~1 (been|feeling|at all|would|going to|ever|actually|felt)? (suicidal|kill myself|hurt myself|harm myself|self harm|cut myself|kill himself|kill herself) !(until|till|before|like|but)',
  '(no|without|never had|not have|never have) ~1 (suicidal|self harm) (thoughts|thought|plans|ideas|ideation|intentions|intent)',
  '(no|without) ~1 (thoughts|thought|plans|plan|intentions|intention|ideas|wish|desire) (of|about|to) ~2 (suicide|killing myself|kill myself|self harm|hurting myself|hurt myself|harming myself|harm myself|die)',
  '(kein|keine|keinen|keinerlei|ohne|nie) ~2 (suizid*|selbstmord*|todesgedanken|selbstverletz*)',
  '(nicht|nie|niemals) ~1 (suizid*|lebensmude|umbringen|umzubringen) !(will|soll|sollte)',
  '(mir|mich) ~2 (nie|niemals|nicht) ~2 (antun|umbringen|verletzen)',
];

/** A denial inside of another one; looked for before denials are taken out. */
export const selfHarmDespiteDenial: readonly string[] = [
  '(reason|why|promise|sure|guarantee|know|decide|whether|if|stop) ~6 not ~2 (kill|hurt|harm|cut|end) (myself|it|my)',
  'why should i not',
  '(warum|wieso|grund|garantieren|versprechen|ob|weiss|schwer) ~5 (mich|mir) ~2 nicht ~3 (umbring*|umzubringen|antu*|anzutun|verletz*)',
];
