import { type Examples, lines } from './examples.ts';

export const german: Examples = {
  selfHarm: lines(`
Der Gedanke, mich umzubringen, geht mir nicht aus dem Kopf
Ich werde Suizid begehen
Am besten wäre es, ich würde einfach sterben
Ich habe diese Woche wieder angefangen, mich zu ritzen
Ich habe ungefähr fünfzig Tabletten geschluckt
Ich stürze mich vom Balkon
Ich habe keinen Wunsch mehr zu leben
Bis Weihnachten will ich tot sein
Ich plane ständig, wie ich mich umbringe
Ich verletze mich, wenn ich mich leer fühle
Letzten Monat wollte ich mein Leben beenden
Ich bin suizidal, bitte hilf mir
Mein Vater sagt, er hängt sich auf
Ich will eine Überdosis meiner Herztabletten nehmen
Ich glaube, ich bringe mich bald um
Ich würde so gern einfach sterben
Der Tod ist das Einzige, was ich will
Ich will nicht weiterleben
Ich habe ein Messer und will mir die Pulsadern aufschneiden
Niemanden würde es kümmern, wenn ich mich umbringe
Ich will mich umbringen
Ich möchte mich umbringen
Ich bringe mich um
Ich bring mich heute noch um
Ich werde mich töten
Ich will sterben
Ich möchte einfach nur sterben
Ich möchte tot sein
Ich wäre lieber tot
Ich wünschte, ich wäre tot
Ich will nicht mehr leben
Ich möchte nicht mehr leben
Ich mag nicht mehr leben
Ich will so nicht mehr leben
ich will nicht mehr weiterleben
Ich bin suizidal
Ich habe Suizidgedanken
Ich habe jede Nacht Selbstmordgedanken
Ich denke an Selbstmord
Ich denke über Suizid nach
Ich plane meinen Suizid
Ich will Selbstmord begehen
Ich habe versucht, mich umzubringen
Ich habe letzte Woche versucht mir das Leben zu nehmen
Ich will mir das Leben nehmen
Ich nehme mir das Leben
Ich will mein Leben beenden
Ich werde meinem Leben ein Ende setzen
Ich will allem ein Ende machen
Ich will mich erhängen
Ich denke daran, mich zu erschießen
Ich will mich ertränken
Ich will von der Brücke springen
Ich springe vom Dach
Ich werfe mich vor den Zug
Ich will mich vor einen Zug legen
Ich habe eine Überdosis genommen
Ich nehme eine Überdosis
Ich will alle Tabletten nehmen
Ich habe eine ganze Packung Schlaftabletten geschluckt
Ich will mir die Pulsadern aufschneiden
Ich ritze mich
Ich habe mich wieder geritzt
Ich habe angefangen mich zu ritzen
Ich verletze mich selbst
Ich habe mich absichtlich verletzt
Ich will mich selbst verletzen
Ich schneide mich, wenn es zu viel wird
Ich habe mir in den Arm geschnitten
Ohne mich wären alle besser dran
Es wäre besser, wenn ich tot wäre
Mein Leben hat keinen Sinn mehr
Mein Leben ist nicht mehr lebenswert
Ich sehe keinen Sinn mehr im Leben
Ich habe keinen Grund mehr zu leben
Ich bin lebensmüde
Ich habe das Leben satt
Ich habe keine Lust mehr zu leben
Ich kann so nicht mehr weiterleben
Ich will nicht mehr aufwachen
Ich hoffe, dass ich nicht mehr aufwache
Ich möchte einschlafen und nie wieder aufwachen
Ich will nicht mehr existieren
Ich will nicht mehr da sein
Ich habe einen Plan mich umzubringen
Ich wünschte, ich wäre nie geboren worden
Ich denke ständig an den Tod
Ich denke oft ans Sterben
Ich habe Todessehnsucht
Ich will Schluss machen mit meinem Leben
Mein HRV ist egal, ich will nicht mehr leben
Wie war mein Schlaf? Ich will nämlich sterben.
ich moechte nicht mehr leben
ich wuenschte ich waere tot
Ich will mich aufhängen
Ich hänge mich heute Abend auf
Morgen bringe ich mich um
Ich erschieße mich
Ich will mir eine Kugel in den Kopf jagen
Ich möchte mir das Leben nehmen und habe Angst davor
Ich denke jeden Tag an Suizid
Selbstmord ist das Einzige, woran ich denke
Ich habe vor, mich umzubringen
Ich hab mir schon einen Strick gekauft
Ich habe gerade 40 Paracetamol genommen
Ich habe alle meine Tabletten auf einmal geschluckt
Ich werde heute alle Schlaftabletten nehmen
Ich hab mir die Arme geritzt
Ich ritze mich seit Wochen wieder
Ich verbrenne mir absichtlich den Arm
Ich will mir wehtun
Ich möchte mir was antun
Ich könnte mir etwas antun
Ich tu mir noch was an
Ich will nicht mehr am Leben sein
ich will tot sein
Ich wär so gern tot
Ich will endlich sterben
Ich werde mich vom Hochhaus stürzen
Ich spring heute von der Brücke
Ich werfe mich morgen vor die Bahn
Ich lege mich auf die Gleise
Ich habe eine Waffe und will mich erschießen
Nach Weihnachten beende ich mein Leben
Ich hab im März versucht mich umzubringen und fühle jetzt wieder genauso
bin suizidgefährdet
Ich habe Selbstmordgedanken
Selbstmordgedanken werde ich einfach nicht los
Ich will mich umbrigen
Wie viele Tabletten braucht man um zu sterben
Wie bringe ich mich am schnellsten um
Wie kann ich mich umbringen
Wie erhängt man sich richtig
Ich habe Bleichmittel getrunken um zu sterben
Ich wünsche mir den Tod
Ich will den Tod
Ich würde mich am liebsten umbringen
Ich möchte mich aufhängen
Ich stehe kurz davor, mich umzubringen
Ich hätte mich gestern fast umgebracht
Soll ich mich umbringen?
Umbringen will ich mich, sonst nichts
Meine Tochter sagt, sie will sich umbringen
Mein Sohn ist suizidal und hat sich eingeschlossen
Meine Freundin hat gerade geschrieben, dass sie sich das Leben nimmt
Ich wollte mich gestern umbringen
Ich schneide mich wieder
Ich hab mich mit der Rasierklinge geschnitten
Ich will mir die Kehle durchschneiden
Ich hungere mich absichtlich zu Tode
Ich habe keinen Lebenswillen, ich will sterben
Das Leben ist nicht lebenswert
Ich will von dieser Welt gehen
Ich will Suizid begehen
ich kann nicht mehr, ich bring mich um
ey ich will mich echt umbringen
Am Samstag nehme ich mir das Leben
Mein Kopf sagt mir ständig, ich soll mich umbringen
Ich werde diese Suizidgedanken nicht los
ich bin heute so suizidall
Ich recherchiere seit Tagen, wie man Suizid begeht
Ich habe Angst, dass ich es wieder versuche und mich umbringe
Ich habe heute Abend viel zu viele Tabletten genommen
20 Tavor und Wodka hab ich intus
Ich habe vor einer Stunde eine Überdosis genommen und niemand weiß es
Ich ritze mich seit ich 14 bin und heute wieder
Ich hab mir mit dem Cutter den Arm aufgeschlitzt
Ich schlage meinen Kopf gegen die Wand, um mich zu bestrafen
Ich will mich unter einen Bus werfen
Ich denke daran, über die Klippe zu fahren
Lieber sterbe ich, als noch ein Jahr so zu leben
Ich wünschte, ich könnte im Schlaf sterben
Bitte lasst mich einfach sterben
Ich hätte bei dem Unfall sterben sollen
Ich will dass es vorbei ist, ich will tot sein
Ich weiß nicht, warum ich am Leben bleiben soll
Ich habe null Lebenswillen
Ich will dieses Leben nicht
Ich bin fertig mit dem Leben
Ich will aufhören zu leben
Heute Abend mache ich Schluss mit dem Leben
Der Strick hängt schon
Die Pistole ist geladen, ich mach jetzt Schluss
Ich habe beschlossen, mich an meinem Geburtstag umzubringen
Mein Mann sagt, er erschießt sich
Meine Freundin hat sich die Pulsadern aufgeschnitten
Mein Mitbewohner droht mit Selbstmord
Ich plane, mein Leben zu beenden
Ich stehe auf der Brücke und springe gleich
Ich stehe auf dem Dach und will springen
Ich will mich erhängen, aber ich habe Angst vor den Schmerzen
Nichts hilft, Suizid ist der einzige Weg
Ich verdiene es nicht zu leben
Ich hasse mein Leben und will so sehr sterben
ich will st3rben
Ich will S-u-i-z-i-d begehen
Ich hab gestern versucht mich zu erhängen
Wie hoch ist die tödliche Dosis Paracetamol
Welche Tabletten sind tödlich, wenn man alle nimmt
Ich bring mich um, wenn das so weitergeht
Jeden Abend würde ich mich am liebsten umbringen
Ich habe wieder Gedanken, mich umzubringen
Ich bin suizidal und weiß nicht, wem ich es sagen soll
Ich will so sehr tot sein
Seit der Trennung denke ich an Suizid
Wenn meine Eltern weg sind, bringe ich mich um
Ich denke nur noch ans Sterben
Ich wünschte, ich könnte einfach sterben
ich will sterben, kein witz
Ich will morgen nicht mehr leben
Mit diesem Schmerz will ich nicht mehr leben
Ich kann nicht mehr leben
Ich habe mir eine Waffe gekauft, um mich zu erschießen
Ich erhänge mich, wenn sie mich rauswerfen
Ich habe gestern versucht, mich mit Tabletten umzubringen
Ich hab alle Schlaftabletten auf einmal genommen
Ich habe eine ganze Flasche Schlafmittel getrunken
Ich schneide mich absichtlich mit dem Messer
Ich kann nicht aufhören, mich selbst zu verletzen
Ich bin rückfällig geworden und ritze wieder
Ich verbrenne mir die Arme mit dem Feuerzeug
Ich habe frische Schnitte am Handgelenk, die waren Absicht
Ich will vom Balkon springen
Ich denke daran, vor die U-Bahn zu springen
Mein Plan ist, mich im See zu ertränken
Ich habe mir einen Tag ausgesucht, an dem ich mich umbringe
Niemand kann mich davon abhalten, mich umzubringen
Es hat keinen Sinn mehr zu leben
Ich habe keinen Grund zu leben
Mein Leben ist wertlos und soll enden
Tot wäre ich besser dran
Ich habe meinen Abschiedsbrief fertig
Wie kann ich mich ohne Schmerzen umbringen?
Heute früh hätte ich mich fast erhängt
Mein bester Freund will sich heute umbringen
Meine Schwester hat eine Überdosis genommen
Mein Freund sagt, er will sterben
ich denke viel an suizd
Ich will nicht mehr auf der Welt sein
Ich plane, am Wochenende allem ein Ende zu setzen
Mich umzubringen ist der einzige Plan, den ich habe
Auf der Arbeit stelle ich mir dauernd vor, mich umzubringen
Diesen Monat hatte ich fast jeden Tag Suizidgedanken
Ich war kurz davor, von der Brücke zu springen
Im August habe ich versucht, mir das Leben zu nehmen
Ich schlucke gleich alle diese Tabletten
Ich will mir das Hirn rausschießen
Ich denke daran, mich im Keller aufzuhängen
Ich habe mich wieder verletzt, die Schnitte sind tief
Gestern Nacht bin ich mit der Rasierklinge an meine Oberschenkel
Ich habe mich heute früh selbst verletzt
Mein Suizidplan steht
Lieber wäre ich tot, als diesen Job weiterzumachen
Ich will nicht länger am Leben sein
bitte ich will sterben
Soll ich mich einfach umbringen
Ich werde mich ertränken
Mein Sohn schreibt, dass er sich umbringen will
Meine Frau hat versucht, sich mit Tabletten umzubringen
Es gibt für mich keinen Grund zu leben
ich will mich umbirngen
Ich habe Suiziedgedanken
Ich springe von einem Hochhaus
Am liebsten wäre ich morgen früh tot
Ich habe eine ganze Schachtel Aspirin genommen
Der Tod wäre besser als dieses Leben
Ich will es beenden, ich kann nicht länger leben
Ich habe nicht den Wunsch, am Leben zu sein
Das Leben ist es nicht wert, gelebt zu werden
Ich schneide mir in der Badewanne die Pulsadern auf
`),
  selfHarmIndirect: lines(`
Ich habe entschieden, das ist mein letzter Sommer
Erst werden sie traurig sein, aber dann wird es leichter für sie
Mir sind die Gründe zum Durchhalten ausgegangen
Die Welt dreht sich auch ohne mich weiter, besser sogar
Noch eine Woche existieren halte ich nicht aus
Ich wünschte, der Boden würde mich für immer verschlucken
Ich tippe Abschiedsnachrichten ins Handy
Die Ergebnisse werde ich wohl nicht mehr erleben
Das zusätzliche Insulin hebe ich auf, falls es zu schlimm wird
Jedes Mal wenn ich über die Bahngleise gehe, werde ich langsamer und denke nach
Ich stehe nur noch auf, weil die Katze Futter braucht
Meine Familie hat es verdient, mich los zu sein
Ich hoffe, bei der OP geht etwas schief
Ich möchte wegdämmern und nie wieder zu mir kommen
Keine Morgen mehr, das ist alles, was ich will
Die Passwörter liegen in einem Umschlag für meine Frau
Ich fühle mich, als wäre ich schon gegangen
Es ist Zeit für mich zu gehen, diesmal wirklich
Ich kann dem Drang nicht mehr widerstehen und das Dach ist gleich da
Wenn ich verschwände, würde nicht mal jemand anrufen
Ich habe beschlossen zu sterben
Ich weiß nicht, ob ich die Nacht überlebe, ich will es nicht
So kann ich nicht leben
Ich hasse mein Leben
Alles wäre leichter, wenn ich tot wäre
Ich habe mich mit einer Klinge verletzt
Ich will alle Pillen schlucken
Ein Teil von mir will tot sein
Ich wünschte, jemand würde mich töten
Ich sehe keinen Grund weiterzuleben
Ich denke immer wieder daran, allem ein Ende zu setzen
Ich fühle mich suizidgefährdet
Ich habe keinen Lebenswillen mehr
Ich will verbluten
Ich habe vor zwei Tagen einen Suizidversuch gemacht
Das Leben fühlt sich sinnlos an
Ich bin bereit zu sterben
Ich wünschte es gäbe mich nicht
Ich habe Tabletten gekauft um es zu beenden
Ich will einfach tot sein
Es hat doch alles keinen Sinn mehr
Ich denke dauernd daran, mich umzubringen
Ich habe Gedanken, mir etwas anzutun
Meine Familie wäre ohne mich besser dran
Ich mag nicht mehr am Leben sein
Manchmal wünsche ich mir, nicht mehr aufzuwachen
Ich habe das Gefühl, mein Leben beenden zu müssen
Ich würde gern nicht mehr existieren
Ich habe genug vom Leben
Alle wären froh, wenn es mich nicht mehr gäbe
Ich will weg sein, für immer
Ich bin rückfällig und habe mich wieder geschnitten
Am Bahnsteig will ich manchmal springen
Ich habe Pillen gesammelt
Ich bin besser tot als so
Ich will keinen weiteren Morgen erleben
Am liebsten würde ich ins Meer gehen und nicht zurückkommen
Ich weiß schon wie und wann ich es mache
Ich will mein Leben nicht mehr
Ich bin zu feige mich umzubringen
Wozu soll ich noch leben
So will ich nicht weiterleben
Es gibt für mich keine Hoffnung mehr, ich gebe das Leben auf
Ich möchte tot umfallen
Ich habe mir die Arme aufgeschnitten
Mir wäre es recht, wenn ich morgen nicht aufwachen würde
Ich würde am liebsten gegen einen Baum fahren
Ich denke darüber nach, nicht mehr zu leben
Ich bete jede Nacht, dass ich im Schlaf sterbe
Ich suche nach schmerzlosen Methoden zu gehen
Ich wäre lieber unter der Erde
Ich kann nicht mehr
Ich kann einfach nicht mehr so weitermachen
Ich halte das alles nicht mehr aus
Ich sehe keinen Ausweg mehr
Der Tod wäre eine Erlösung
Sterben wäre leichter
Ich will, dass alles aufhört
Ich will einfach verschwinden
Ich möchte für immer verschwinden
Ich bin allen nur zur Last
Ich bin eine Last für meine Familie
Niemand würde mich vermissen
Keiner würde merken, wenn ich weg wäre
Meine Kinder wären ohne mich glücklicher
Die Welt wäre ohne mich besser
Ich habe meinen Abschiedsbrief geschrieben
Ich habe mich von allen verabschiedet
Ich verschenke meine Sachen, ich brauche sie bald nicht mehr
Bald bin ich nicht mehr da
Ich werde morgen nicht mehr hier sein
Ich habe mit dem Leben abgeschlossen
Ich will diese Welt verlassen
Ich möchte nicht mehr auf dieser Welt sein
Mir ist egal, ob ich lebe oder sterbe
Die Tabletten liegen schon neben mir
Ich stehe oft auf der Brücke und überlege zu springen
Ich wünschte, ein Auto würde mich überfahren
Wenn ich im Schlaf sterben würde, wäre das gut
Ich will nur noch schlafen und nicht mehr aufwachen
Ich habe nichts mehr, wofür ich lebe
Es gibt nichts mehr, für das es sich zu leben lohnt
Ich habe den Lebenswillen verloren
Das Leben ist nur noch eine Qual, ich will dass es vorbei ist
Mein Leben ist vorbei
Heute Nacht beende ich es
Ich bestrafe mich mit Schnitten
Ich ertrage dieses Leben nicht mehr
Ich wäre am liebsten gar nicht mehr da
Ich schaffe es nicht mehr weiter
Ich hab keine Kraft mehr zu leben
Silvester werde ich nicht mehr erleben, und das ist gut so
Ab Freitag bin ich euch nicht mehr im Weg
Mein Testament ist geschrieben und der Hund ist versorgt
Auf dem Arbeitsweg ist eine Brücke, jeden Tag fällt es mir schwerer weiterzufahren
Ich schlafe ein und hoffe, dass mein Herz einfach aufhört zu schlagen
Es würde sich nichts ändern, wenn ich nicht mehr atmen würde
Ich schaue beim Überqueren der Straße nicht mehr
Ich frage mich, wie sich der Fall anfühlen würde
Nach einer Woche hätten mich alle vergessen
Ich nehme anderen nur den Platz weg
Ich bin für meine Familie nur ein Klotz am Bein
Ich bin es müde zu existieren
Ich habe das Dasein satt
Ich will hier raus, aus allem, für immer
Ich will nur noch Ruhe, endgültig
Ich will dass der Schmerz für immer aufhört
Für mich gibt es kein Morgen
In einem Jahr sehe ich mich nicht mehr unter den Lebenden
Ich sehe keine Zukunft für mich
Ich horte seit Wochen meine Schlaftabletten
Ich weiß wo mein Vater seine Pistole hat und denke ständig daran
Ich spare mein Insulin für eine große Dosis auf
Ich habe allen, die ich liebe, Briefe geschrieben, sie finden sie danach
Sagt meinen Kindern, dass ich sie geliebt habe
Danke für alles, das ist meine letzte Nachricht
Nach heute Nacht hört ihr nichts mehr von mir
Kümmert euch um Mama, wenn ich nicht mehr bin
Nur meine Tochter hält mich noch davon ab
Ich bin nur noch wegen meinem Hund da
Wenn meine Eltern nicht wären, hätte ich es schon getan
Ich bin Verschwendung von Sauerstoff
Mich sollte es gar nicht geben
Es wäre für alle besser, wenn ich weg wäre
Sie wären erleichtert, wenn ich nicht mehr da wäre
Ich möchte mich einfach ausschalten und nie wieder angehen
Am liebsten ins Bett gehen und das war es dann
Mir wäre es egal, wenn ich morgen nicht aufwache
Hoffentlich geht es mit dem Krebs schnell
Wenn mich morgen ein Laster erwischt, wäre das okay
Ich hoffe auf einen Unfall auf dem Weg zur Arbeit
Ich sehe die Messer in der Küche inzwischen anders an
Ich drücke mir die Klinge auf die Haut bis ich ruhig werde
Nur wenn ich mein Blut sehe, geht es mir besser
Ich greife zur Klinge, wenn die Gefühle zu stark werden
Ich drücke Zigaretten auf meiner Haut aus
Ich kann nicht für mich garantieren heute Nacht
Ich traue mir selbst nicht, wenn ich allein bin
Ich habe Angst vor dem, was ich mir antun könnte
Ich bin am Ende meines Weges
Mich hält hier nichts mehr
Ich habe meine Entscheidung getroffen und bin endlich im Frieden damit
Heute Nacht ist alles vorbei
Ich glaube nicht, dass ich diese Woche überlebe
Meine Zeit ist abgelaufen und das ist okay
Lieber schlafe ich für immer, als das noch zu fühlen
Ich frage mich, wer zu meiner Beerdigung käme
Ich habe keine Kraft mehr weiterzuleben
Ohne mich ginge es euch besser
Ich will bei meiner verstorbenen Mutter sein
Es gibt keinen Grund zu bleiben
Ihr seid mich bald los
Nach Sonntag störe ich niemanden mehr
Ich habe eine Liste gemacht, wer was bekommt
Ich habe die Wohnung geputzt, damit es danach keiner machen muss
Ich habe alle Schulden bezahlt, damit meine Frau später keinen Ärger hat
Ich formuliere im Kopf schon den Brief
Ich kann mir nicht vorstellen, dreißig zu werden
Ich habe einen Plan für den Ausstieg und das beruhigt mich
Hätte ich eine Waffe, wäre es schon vorbei
Ich atme nur noch aus Gewohnheit
Ich spiele den anderen vor, dass ich lebe
Jeden Morgen bin ich enttäuscht, dass ich aufgewacht bin
Ich war wütend, dass ich heute früh noch da war
Ich beneide die Toten
Ich beneide Leute, die Krebs haben
Ich hoffe ständig, dass ich etwas Tödliches bekomme
Meine Existenz ist ein Fehler
Auf dieser Erde braucht mich keiner
Ich würde meiner Familie einen Gefallen tun, wenn ich für immer ginge
Die Versicherung zahlt mehr, als ich lebend wert bin
Tot bin ich mehr wert
Ich bin so müde vom Weitermachen
In mir ist kein Kampf mehr übrig
Heute Nacht verliere ich gegen meinen Kopf
Die Stimmen sagen, ich soll es tun
Ich bin ohne zu schauen über die Straße und habe gehofft
Ich schnalle mich ab, wenn ich schnell fahre
Ich saß in der Garage im Auto mit laufendem Motor
Ich tauche unter und denke daran, nicht mehr hochzukommen
Ich sitze auf dem Fensterbrett mit den Beinen draußen
Ich habe heute ein Seil gekauft, nur um es zu haben
Ich habe gegoogelt, wie hoch man fallen muss
Unter meinem Kissen liegt das Messer für die schlimmen Nächte
Meine Handgelenke sehnen sich wieder nach der Klinge
Nur der Schmerz lässt mich etwas fühlen, also hole ich ihn mir
Ich will schlafen und es soll das letzte Mal sein
Wenn meine Augen doch für immer zu blieben
Hoffentlich ist das meine letzte Nacht
Kann mich bitte jemand erlösen
Bitte verzeiht mir, was ich gleich tue
Seid nicht traurig, wenn ihr es erfahrt
Es ist nicht eure Schuld, denkt daran, wenn ich weg bin
Das wird mein allerletztes Training, überhaupt
Ich kann nicht mehr weitermachen, am Ende von diesem Tunnel ist nichts
Ich bin innerlich schon längst gestorben
Ich glaube nicht, dass ich bei der Hochzeit meiner Schwester noch da bin
Euch wird es besser gehen, wenn ich nicht mehr im Weg bin
Ein nächstes Mal wird es für mich nicht geben
Ich habe genug, ich steige für immer aus
Ich möchte heute einschlafen und kein Morgen mehr haben
Nichts auf dieser Welt gibt mir Lust zu bleiben
Ich bin eine Belastung, ohne mich wären sie frei
Im Herzen habe ich mich schon von allen verabschiedet
Was würde es ändern, wenn ich weg wäre
Ich finde keinen Grund mehr weiterzuatmen
Ich lege die Tabletten auf dem Tisch aus und zähle
Ich fahre immer am Steinbruch vorbei und denke, wie einfach es wäre
Am Bahnsteig zieht es mich zu den Gleisen
Ich verschenke gerade meine Lieblingssachen an Freunde
Für meinen Hund habe ich einen Platz gefunden, wenn ich nicht mehr da bin
Nur wegen meinem kleinen Bruder habe ich es noch nicht getan
Hoffentlich erwischt mich ein Bus
Ein Unfall und nicht mehr aufwachen, das wäre schön
Mir ist egal, was mit mir passiert, ob leben oder nicht
Ich bin es so leid, hier zu sein
Ich will dieses Leben hinter mir lassen
Es tut zu weh zu existieren
Noch einen Tag von diesem Dasein schaffe ich nicht
Das Leben hat nichts mehr für mich
Innerlich bin ich tot, außen soll es auch so sein
Alle würden schnell weitermachen, wenn ich verschwinde
Keiner würde nach mir suchen
Ich gehöre nicht in diese Welt
Ich habe alles kaputt gemacht, die einzige Lösung ist, dass ich weg bin
Ich will keine Geburtstage mehr
Ich bin bereit, meinen verstorbenen Mann wiederzusehen
Ich habe angefangen, Briefe für danach zu schreiben
Mein Herz könnte heute Nacht aufhören und ich wäre froh
Manchmal halte ich das Messer und denke, wie leicht es wäre
Der Medikamentenschrank ruft nach mir
Es macht mir Angst, wie ruhig ich beim Gedanken ans Ende bin
Es gibt kein Licht mehr, nur noch den Ausgang
Bitte kümmert euch um meine Katze, wenn ich weg bin
Dieser Schmerz muss aufhören, auch wenn ich mit ihm aufhöre
Meine Laufschuhe brauche ich dort nicht, wo ich hingehe
Für mich musst du nicht mehr mitkochen
Ich habe nachgesehen, ob meine Lebensversicherung dann zahlt
Ich will einfach nie mehr etwas fühlen
Für die, die ich liebe, wäre es einfacher, wenn ich verschwinde
Ich sehe mich nicht alt werden
Ich habe niemanden mehr, für den ich am Leben bleibe
Jede Nacht hoffe ich, dass der Morgen nicht kommt
Ich habe das Gefühl, meine Geschichte ist zu Ende
Die Lieder für meine Beerdigung habe ich schon ausgesucht
Ich habe jeden Grund verloren, noch mal aufzustehen
Auf der Dachterrasse denke ich daran, über die Kante zu gehen
Ich habe genug Pillen in der Schublade gesammelt
Ich bin Zeitverschwendung und nehme Platz weg
Sie würden einen Tag weinen und dann ohne mich klarkommen
Ich will die Augen zumachen und sie sollen zu bleiben
Ich sehne mich nach dem Tag, an dem ich nicht mehr existieren muss
Ich habe meinem Bruder Anweisungen in einem Umschlag hinterlassen
Ich habe meinen Kindern zum letzten Mal gesagt, wie lieb ich sie habe
Wenn der Mietvertrag ausläuft, bin ich nicht mehr hier
Der Zug um 6:12 geht mir nicht aus dem Kopf
Unter der Dusche schaue ich die Rasierklinge zu lange an
Meine Tochter ist das Einzige zwischen mir und dem Ende
Ich würde mit jedem tauschen, der gerade stirbt
Am Leben zu sein ist anstrengend und ich bin fertig
Ich tue allen nur weh, weil ich da bin
Vor mir liegt nur noch Dunkelheit
Ich halte keinen Tag mehr auf diesem Planeten aus
Sagt meiner Mutter, dass ich es versucht habe
Wenn ich morgen nicht antworte, wisst ihr warum
Ich wünschte, ich könnte mich ausradieren
`),
  emergency: lines(`
Starke Brustschmerzen seit dem Aufstehen
Enge quer über der Brust und mir ist schwindlig
Beim Treppensteigen tut mir die Brust weh
Ich bin gerade im Supermarkt ohnmächtig geworden
Mein Sohn ist ohnmächtig geworden und hat sich den Kopf gestoßen
Meine Frau atmet nicht
Im Liegen bekomme ich keine Luft
Ich pfeife beim Atmen und bin kurzatmig
Mein Mund hängt links herunter
Mein linkes Bein ist auf einmal schwach
Ein Arm ist taub und ich kann nicht deutlich sprechen
Meine Sprache ist wirr
Ich glaube, mein Vater hat einen Herzinfarkt
Bluthusten und Brustschmerzen
Ich habe viel Blut erbrochen
Schlimmste Kopfschmerzen überhaupt, in Sekunden gekommen
Sie ist plötzlich sehr verwirrt
Auf dem rechten Auge ist die Sicht weg
Meine Tochter hatte einen Krampfanfall
Mein Gesicht schwillt an und ich kriege nach einem Bienenstich keine Luft
Ich habe Brustschmerzen
Ich habe seit heute Morgen Schmerzen in der Brust
Meine Brust tut weh
Meine Brust schmerzt sehr
Ich habe einen Druck auf der Brust
Ich spüre ein Engegefühl in der Brust
Enge in der Brust und Schweißausbruch
Stechen in der Brust
Ein starkes Brennen in der Brust
Ich glaube ich habe einen Herzinfarkt
Mein Herz tut weh
Herzstechen seit einer Stunde
Ich bin ohnmächtig geworden
Ich bin heute in Ohnmacht gefallen
Ich war kurz bewusstlos
Ich habe das Bewusstsein verloren
Ich bin in der Küche umgekippt
Ich bin zusammengebrochen
Mir wird schwarz vor Augen
Mir wurde schwarz vor den Augen
Ich bekomme keine Luft
Ich kriege keine Luft mehr
Ich kann nicht atmen
Ich kann kaum atmen
Ich habe Atemnot
Ich habe Atemnot im Liegen
Ich bin in Ruhe kurzatmig
Ich ringe nach Luft
Es fällt mir schwer zu atmen
Probleme beim Atmen seit gestern
Mein linker Arm ist taub
Mein rechter Arm ist plötzlich schwach
Meine linke Seite ist gelähmt
Taubheit in der linken Hand und im Gesicht
Meine rechte Gesichtshälfte ist taub
Ich habe eine Lähmung auf der linken Seite
Mein Mundwinkel hängt
Mein Gesicht hängt auf einer Seite
Mein Mund ist schief
Ich kann nicht mehr richtig sprechen
Ich lalle plötzlich
Meine Sprache ist verwaschen
Ich finde die Worte nicht mehr
Ich glaube ich habe einen Schlaganfall
Ich huste Blut
Ich habe Blut gehustet
Ich habe Blut erbrochen
Ich spucke Blut
Blut im Auswurf
Die schlimmsten Kopfschmerzen meines Lebens
Ich habe die stärksten Kopfschmerzen überhaupt
Plötzlich extrem starke Kopfschmerzen
Donnerschlagkopfschmerz vor einer Stunde
Ich bin plötzlich verwirrt
Mein Mann ist plötzlich völlig verwirrt
Ich bin desorientiert
Ich weiß nicht, wo ich bin
Ich weiß nicht mehr welcher Tag ist
Ich glaube ich werde gleich ohnmächtig
Brustschmerzen und Übelkeit
Schmerzen in der Brust, die in den linken Arm ziehen
Brustenge beim Liegen
Beklemmung in der Brust
Mein Brustkorb fühlt sich eng an
Ich bin kollabiert
Atemnot und blaue Lippen
Ich kann meinen linken Arm nicht bewegen
Ich kann mein rechtes Bein nicht heben
Ich habe noch nie so starke Kopfschmerzen gehabt
Ich bekomme kaum Luft
kein Fieber, aber Brustschmerzen
Ich kann nicht durchatmen, es sticht in der Brust
Mein Vater hat gerade Brustschmerzen
Ich habe ganz schlimme Brustschmerzen
Schmerzen in der Brust, die in den linken Arm ausstrahlen
Meine Brust fühlt sich an wie zerquetscht
Ein schwerer Druck mitten auf der Brust
Mir ist so eng in der Brust
Engegefühl in der Brust und kalter Schweiß
Es sticht in der Brust, wenn ich einatme
Ich habe einen Herzinfarkt
Das ist bestimmt ein Herzinfarkt
Ich bin auf der Arbeit in Ohnmacht gefallen
Ich bin gerade im Bad ohnmächtig geworden
Ich werde ständig ohnmächtig
Ich habe zweimal das Bewusstsein verloren
Mein Vater ist zusammengebrochen und reagiert nicht
Meine Frau ist eben kollabiert
Mein Freund ist bewusstlos
Mein Baby atmet nicht
Er hat aufgehört zu atmen
Sie atmet nicht richtig und wird blau
Ich kann nicht richtig atmen
Ich krieg keine Luft
ich bekomm kaum noch luft
Ich habe so starke Atemnot, dass ich keinen Satz zu Ende sprechen kann
Ich bin schon im Bett kurzatmig
Schwere Atemnot
Ich ersticke gleich
Ich habe mich verschluckt und bekomme keine Luft
Mein Hals schwillt zu
Mein Gesicht ist auf einer Seite heruntergefallen
Meine rechte Gesichtshälfte hängt
Mein linker Arm und mein linkes Bein sind taub
Plötzliche Schwäche im rechten Arm
Ich kann meine linke Seite nicht bewegen
Eine Körperseite ist ganz schwach
Ich kann plötzlich den Arm nicht mehr heben
Ich spreche verwaschen und mir ist schwindlig
Ich kann plötzlich nicht mehr sprechen
Ich habe gerade einen Schlaganfall
Meine Mutter hat einen Schlaganfall
Bluthusten seit heute
Ich huste den ganzen Morgen Blut
Ich erbreche Blut
Im Ausgehusteten war Blut
Die schlimmsten Kopfschmerzen, die ich jemals hatte
Plötzlich rasende Kopfschmerzen, die stärksten meines Lebens
Ich habe vernichtende Kopfschmerzen
Innerhalb von Sekunden kamen extreme Kopfschmerzen
Ich bin auf einmal verwirrt und weiß nicht welcher Tag ist
Meine Großmutter ist plötzlich verwirrt
Er ist verwirrt und erkennt mich nicht
Ich sehe auf dem rechten Auge nichts mehr
Plötzlicher Sehverlust auf einem Auge
Mein Mann hat einen Krampfanfall
Sie hatte einen Krampfanfall und wacht nicht auf
Starke Blutung, die nicht aufhört
Mein Vater hat Brustschmerzen und ist ganz grau
Brust tut weh und ich muss mich übergeben
Ich hatte die ganze Nacht Brustschmerzen
Ich bin mit vernichtenden Schmerzen in der Brust aufgewacht
Mein Herz hat kurz ausgesetzt und ich wurde ohnmächtig
Schreckliche Schmerzen in der Brust und mein Arm kribbelt
Seit 20 Minuten Druck in der Brust, der nicht weggeht
Meine Brust tut beim Gehen so weh
ich glaub ich hab nen Herzinfakt
Starke Brustschmerzen und Schwindel
Ich bin diese Woche dreimal ohnmächtig geworden
Ich habe eben auf dem Laufband das Bewusstsein verloren
Ich bin in der Dusche umgekippt und habe mir den Kopf angeschlagen
Meine Frau ist bewusstlos und ich bekomme sie nicht wach
Mein Opa ist im Garten zusammengebrochen
Mein Kind atmet nicht mehr
Hilfe ich bekomme keine Luft
Keine Luft, Lippen sind blau
Richtig schlimme Atemnot seit heute Morgen
Ich schnappe nach Luft, obwohl ich sitze
Ich komme nicht mehr zu Atem
Die linke Gesichtshälfte hängt und der Arm ist schwach
Mein rechtes Bein ist plötzlich gelähmt
Ich habe kein Gefühl mehr im linken Arm
Plötzliche Taubheit im Gesicht
Ich kann meine rechte Hand nicht bewegen
Meine Sprache ist plötzlich verwaschen
Mein Vater kann nicht mehr richtig reden und sein Mund hängt
Ich glaube, meine Mutter hat gerade einen Schlaganfall
Ich habe gerade viel Blut gehustet
Beim Husten kommt Blut
Ich habe zweimal Blut gespuckt
Die schlimmsten Kopfschmerzen, die ich je erlebt habe
Ein plötzlicher, explosionsartiger Kopfschmerz
Aus dem Nichts wahnsinnige Kopfschmerzen und ich musste mich übergeben
Ich bin sehr verwirrt und weiß nicht mehr, wo ich bin
Mein Mann ist verwirrt und kennt seinen eigenen Namen nicht
Er ist desorientiert aufgewacht und redet Unsinn
Plötzlich sehe ich auf dem linken Auge nichts mehr
Ich hatte heute früh einen Krampfanfall
Mein Bruder krampft am ganzen Körper
Mein Hals schwillt nach den Nüssen zu
Meine Zunge ist geschwollen und ich bekomme schlecht Luft
Schwere allergische Reaktion, Gesicht ist geschwollen
Mein Puls ist in Ruhe bei 180 und mir wird schwarz vor Augen
Ich glaube ich werde gleich ohnmächtig, die Brust ist eng
Meine Frau hatte vor einer Stunde Brustschmerzen und ist jetzt blass und schwitzt
Ich spüre eine Körperseite nicht mehr
Er blutet stark und es hört nicht auf
Enge in der Brust und Schmerzen im linken Arm
Ich habe einen starken Schmerz in der Brust
Druck mitten auf der Brust und ich schwitze
Brustschmerzen, die beim Treppensteigen schlimmer werden
Meine Brust tut seit gestern Nacht weh
Ich habe ziemliche Beschwerden in der Brust
Mein Herz tut weh und der linke Arm ist taub
Ich bin heute auf der Treppe ohnmächtig geworden
Ich bin nach dem Aufstehen umgekippt
Ich war eine Minute bewusstlos
Meine Mutter ist ohnmächtig und wacht nicht auf
Mein Mann ist zusammengebrochen und ich weiß nicht was ich tun soll
Meine Frau kriegt keine Luft
Mein Baby erstickt
Ich habe Mühe zu atmen
Ich wache auf und kann nicht atmen
Ich bin schon beim Reden außer Atem
Das Atmen fällt mir richtig schwer
Ich habe in Ruhe Atemnot
Mein Gesicht ist rechts taub
Eine Seite von meinem Gesicht hängt
Mein linker Arm ist gerade schwach geworden
Meine ganze rechte Seite ist taub
Ich kann meinen Arm nicht bewegen
Plötzlich kann ich nicht mehr richtig reden
Ich spreche verwaschen
Ich habe Sprachprobleme und mein Gesicht hängt
Schlaganfall-Symptome, der rechte Arm ist schwach
Ich habe Blut ins Waschbecken gehustet
Ich erbreche gerade Blut
In meinem Schleim ist Blut
Das sind die schlimmsten Kopfschmerzen, die ich je gefühlt habe
Die heftigsten Kopfschmerzen meines Lebens, ganz plötzlich
Plötzlich furchtbare Kopfschmerzen
Ich bin plötzlich verwirrt und kann nicht klar denken
Mein Vater ist seit einer Stunde verwirrt und desorientiert
Ich weiß nicht, wo ich bin und wie ich hergekommen bin
Ich sehe auf einem Auge nichts mehr
Mein Sohn hat einen Krampfanfall
Ich habe eine allergische Reaktion und mein Hals schwillt an
Mein Freund ist bewusstlos und atmet nicht
Seit einer Stunde habe ich Brustschmerzen
Meine Brust schmerzt und mein Arm ist taub
Starker Druck in der Brust
Im Liegen wird mir eng in der Brust
Ich glaube, ich hatte letzte Nacht einen Herzinfarkt
Ich bin ohnmächtig geworden und habe mir den Kopf gestoßen
Ich verliere immer wieder das Bewusstsein
Mein Nachbar ist zusammengebrochen und atmet nicht
Meine Freundin ist umgekippt und ich bekomme sie nicht wach
Ich kann überhaupt nicht atmen
Ich habe Atemprobleme und blaue Lippen
Ich habe Atemnot auf dem Sofa
Meine rechte Seite ist taub geworden
Die linke Gesichtshälfte ist gelähmt
Mein Arm ist plötzlich zu schwach zum Heben
Ich lalle und finde keine Worte
Mein Mann kann nicht sprechen und sein Gesicht hängt
Vielleicht habe ich einen Schlaganfall
Ich huste hellrotes Blut
Seit heute früh erbreche ich Blut
Die schlimmsten Kopfschmerzen meines ganzen Lebens
Plötzlich extrem schmerzhafte Kopfschmerzen
Meine Mutter ist auf einmal verwirrt
Ich bin desorientiert und weiß das Datum nicht
Mit dem linken Auge sehe ich nichts
Sie hat gerade einen Krampfanfall
Sein Hals schwillt zu und er bekommt keine Luft
Stechende Brustschmerzen beim Atmen
Vernichtender Schmerz in der Brust, der in den Kiefer zieht
Meine Frau blutet sehr stark
`),
  emergencyIndirect: lines(`
Meine Brust fühlt sich an, als würde jemand darauf knien
Ein Zusammenziehen, das in den Hals und in den Arm geht
Kalter Schweiß ist mir ausgebrochen und die Schulter zieht wie verrückt
Die Lichter gingen aus und ich kam mit dem Gesicht auf dem Teppich zu mir
Ich bin immer wieder für Sekunden weg
Er ist vom Sofa gerutscht, die Augen sind offen, aber keiner ist da
Ich kriege meinen Mitbewohner nicht wach
Ich habe Lufthunger, obwohl ich ruhe
Ich brauche alle Kraft nur zum Einatmen
Seit der Tablette bin ich heiser und der Hals wird dicker
Ein Augenlid ist runter und die halbe Stirn bewegt sich nicht
Der rechte Arm hängt wie ein nasser Lappen
Ich greife ständig an der Tasse vorbei
Beim Reden zerfallen mir die Sätze
Ich höre die Leute, aber verstehe keine Wörter mehr
Links von allem hängt ein grauer Schleier
Roter Schaum beim Husten
Ein plötzlicher Knall im Kopf und jetzt ertrage ich kein Licht
Mein Onkel zieht die Schuhe über die Hände und weiß das Jahr nicht
Meine ganze linke Hälfte kribbelt und fühlt sich weit weg an
Ich habe so etwas wie Blut erbrochen
Linke Gesichtshälfte taub
Ich ersticke, keine Luft
Ich lalle und mein Arm ist schwach
Ich bin seit gestern zweimal umgekippt
Meine Brust bringt mich um vor Schmerz und ich schwitze
Ich bin beim Autofahren kurz bewusstlos geworden
Mir ist schwindlig und ich weiß nicht wo ich bin
Die schlimmsten Kopfschmerzen, die ich je hatte
Ich huste seit gestern Blut
Eine Körperhälfte fühlt sich taub an
Starker Druck im Brustkorb seit einer Stunde
Meine Mutter kann plötzlich nicht mehr sprechen
Ich bekomme nicht genug Luft
Ich bin gerade im Fitnessstudio umgekippt
Meine Brust ist total eng und mein Arm kribbelt
Ich vergesse plötzlich welches Jahr wir haben
Heute früh war Blut im Schleim
Explosion im Kopf, unerträglicher Schmerz
Ich pfeife beim Atmen und bekomme keine Luft
Meine rechte Körperhälfte fühlt sich tot an
Meine Zunge ist schwer und ich nuschle seit heute
Ich war kurz weg und lag auf dem Boden
Im Sitzen habe ich starke Schmerzen hinter dem Brustbein
Mir ist das Herz stehen geblieben und ich bin umgekippt
Beim Husten kam Blut
Ich bin aufgewacht und bekam keine Luft
Meine Hand gehorcht mir plötzlich nicht mehr
Schmerzen von der Brust bis in den Kiefer
Ich werde immer wieder ohnmächtig
Die Sprache meines Mannes ergibt keinen Sinn und sein Gesicht ist schief
Als ob jemand auf meiner Brust steht
Es fühlt sich an als säße ein Elefant auf meiner Brust
Etwas drückt mir die Brust zusammen
Wie ein Gürtel um die Brust
Ein Gewicht liegt auf meiner Brust
Mir schnürt es die Brust zu
Ich schnappe nach Luft, sogar im Sitzen
Das Atmen tut weh
Ich ersticke
Meine Worte kommen ganz durcheinander heraus
Ich rede wirres Zeug, sagt meine Frau
Meine halbe Gesichtshälfte ist wie tot
Ich spüre mein linkes Bein nicht mehr
Mein Lächeln ist ganz schief
Mir wurde alles schwarz und dann lag ich da
Ich kippe ständig um
Ich bin auf dem Boden aufgewacht und weiß nicht wie
Mein Kopf explodiert, so etwas hatte ich noch nie
Kopfschmerzen wie noch nie
Es kam hellrotes Blut hoch beim Husten
Er weiß nicht mehr, wie er heißt
Er ist nicht ansprechbar
Meine Oma reagiert nicht mehr
Meine Lippen werden blau
Sie atmet nicht
Mein Herz ist kurz stehen geblieben und ich lag am Boden
Halbseitig bin ich plötzlich ganz schwach
Meine Hand ist wie gelähmt
Der Schmerz zieht von der Brust in den Kiefer
Es zerquetscht mir die Brust
Ich sacke immer wieder weg, bin fast weggetreten
Als wäre mein Brustkorb in einem Schraubstock
Auf meiner Brust liegt ein Ziegelstein
Etwas Schweres drückt hinter dem Brustbein
Mein Brustbein brennt und es zieht in den Kiefer hoch
Das Ziehen in der Brust geht bis zwischen die Schulterblätter
Linker Arm schwer, Kiefer tut weh und ich schwitze wie verrückt
Wie ein Band um die Rippen, das immer enger wird
Mein Oberkörper wird zusammengepresst
So ein furchtbares Quetschen hinter den Rippen
Meine Brust fühlt sich komisch an, so ein Flattern und Druck, und ich bin klamm
Kalter Schweiß, übel, und ein Ziehen in der linken Schulter und im Kiefer
Ich bin aufgestanden und dann lag ich plötzlich am Boden
Auf den Badfliesen wieder zu mir gekommen, keine Ahnung wie ich da hinkam
Meine Beine gaben nach und alles wurde grau
Ich war vielleicht eine halbe Minute weg, sagt mein Kollege
Jedes Mal beim Aufstehen wird es dunkel und ich knalle hin
Mein Mann ist mitten im Satz zu Boden gegangen
Sie hängt im Stuhl und ich kriege sie nicht wach
Er macht die Augen nicht mehr auf
Mein Sohn ist ganz schlaff und lässt sich nicht wecken
Ich schaffe nur zwei Worte, dann brauche ich den nächsten Atemzug
Jeder Atemzug ist ein Kampf
Als würde ich durch einen Strohhalm atmen
Ich ertrinke in meiner eigenen Lunge
Ich kriege die Lunge nicht voll
Egal wie viel ich atme, es kommt nicht genug Sauerstoff an
Ich muss die ganze Nacht aufrecht sitzen, sonst ersticke ich
Meine Lippen sehen bläulich aus
Meine Fingerspitzen sind blau und ich hechle im Sitzen
Meine Zunge schwillt nach den Erdnüssen an
Wespenstich und jetzt wird mein Hals eng und die Lippen dick
Überall Quaddeln und ich pfeife beim Atmen
Mein Lächeln sieht im Spiegel krumm aus
Mein halbes Gesicht ist erschlafft
Ein Augenlid hängt auf einmal und die Wange ist taub
Der Kaffee läuft mir auf einer Seite aus dem Mund
Seit einer Stunde fällt mir rechts alles aus der Hand
Mein linker Fuß schleift seit heute Morgen
Meine Finger machen nicht was ich will
Mein Arm sackt einfach runter, wenn ich ihn hebe
Kribbeln auf der ganzen einen Seite
Ich laufe plötzlich wie betrunken und ziehe nach links
Was ich sage ist nur Kauderwelsch
Ich weiß was ich sagen will, aber es kommen falsche Wörter heraus
Meine Frau sagt, ich rede Unsinn
Mein Papa redet wirr und versteht mich nicht
Wie ein Vorhang vor einem Auge
Ich sehe auf einmal alles doppelt
Links ist alles aus meinem Blickfeld verschwunden
Das Taschentuch ist rot, wenn ich huste
Ich hab nach dem Husten einen Mund voll Blut ausgespuckt
Mein Erbrochenes sieht aus wie Kaffeesatz
Als hätte mir einer mit dem Schläger auf den Kopf gehauen, aus dem Nichts, irrer Schmerz
Kopfschmerzen, die in Sekunden am schlimmsten waren
Mein Kopf platzt gleich, Licht tut weh und der Nacken ist steif
So einen Schmerz im Kopf habe ich noch nie gespürt, kam auf einen Schlag
Mama erkennt mich seit dem Mittag nicht mehr
Opa sieht Dinge, die nicht da sind, und weiß das Jahr nicht
Ich weiß plötzlich nicht mehr, wie ich nach Hause komme
Er starrt, zuckt und antwortet nicht
Als hätte jemand einen Laster auf mir geparkt, und mein Arm ist komisch
Mein Brustbein steht in Flammen und ich bin klatschnass
Etwas packt mein Herz wie eine Faust
Ein dumpfer Schmerz kriecht von der Brust den Hals hoch
Sodbrennen wie noch nie und der linke Arm schläft ein
Mein BH fühlt sich fünf Nummern zu klein an und das Drücken geht nicht weg
Ich habe meine Frau geweckt, weil Kiefer und Schulter schmerzen und ich nassgeschwitzt bin
Der Raum wurde grau und dann haben mir meine Kinder auf die Wange gehauen
Ich bin an der Wand runtergerutscht und mir fehlen ein paar Minuten
Eben stand ich am Waschbecken, dann starrte ich an die Decke
Mein Chef sagt, ich bin einfach vom Stuhl gekippt
Oma rührt sich nicht, egal was ich mache
Ihre Augen sind verdreht und sie zittert am ganzen Körper
Er macht komische Schnarchgeräusche und reagiert nicht
Mein Kleiner ist ganz schlaff und grau
Ich kann keine ganzen Sätze reden, weil ich Luft brauche
Die Luft geht einfach nicht rein
Ich fühle mich, als würde ich unter Wasser atmen
Aus dem Bett steigen und ich hechle wie ein Hund
Ich brauche vier Kissen im Rücken, im Liegen ersticke ich
Meine Nägel sind lila und mir ist flau
Hals und Zunge werden seit dem Wespenstich dick
Ich habe Garnelen gegessen und jetzt wird mein Hals eng
Ich kann nur noch mit einer Seite lächeln
Mein Mann sieht aus, als wäre die eine Hälfte geschmolzen
Beim Trinken lief mir das Wasser auf einer Seite wieder aus dem Mund
Mein Arm geht nicht mehr hoch
Mein Bein knickt seit Mittag auf einer Seite weg
Ich stoße links ständig überall an
Die Finger der rechten Hand schließen sich nicht um die Gabel
Meine Handschrift ist von einer Minute auf die andere nur Gekritzel
Buchstaben ergeben für mich plötzlich keinen Sinn
Ich mache den Mund auf und es kommt nur Müll heraus
Mein Kumpel antwortet mit zufälligen Wörtern
Ein Auge ist wie dunkel geworden
Seit einer Stunde ist in der Mitte ein schwarzes Loch in meinem Blick
Blutflecken auf dem Kissen nach einem Hustenanfall
Beim Husten kommt rostiges Zeug hoch
Es hat im Kopf geknallt und jetzt tut alles weh
Mein Schädel hat sich in einer Sekunde wie gespalten angefühlt
Nacken steif, Licht ist Folter, höllische Kopfschmerzen
Mama legt die Schlüssel in den Ofen und weiß nicht, wer ich bin
Mein Partner stellt seit heute früh jede Minute die gleiche Frage
Ich habe mich auf dem Weg ins eigene Bad verlaufen
Meine Lippen kribbeln, überall Quaddeln und ich kann nicht schlucken
Als stünde ein Pferd auf meinen Rippen
Ein enger Ring um die Brust lässt nicht los
Beim Gehen so ein Gefühl von Zerquetschen hinter dem Brustbein
Ein Schmerz zieht von der Brust ins Schulterblatt
Meine Brust fühlt sich an, als würde sie gleich platzen
Mein Kiefer tut weh und ich schwitze ohne Grund
Mir ist kalt, ich schwitze und der linke Arm zieht
Ich bin auf dem Küchenboden aufgewacht
Ich sah schwarze Punkte und dann nichts mehr
Die Knie sind weggeknickt und ich war weg
Beim Aufstehen werde ich jedes Mal fast ohnmächtig
Er ist hingefallen und bewegt sich nicht
Sie liegt da und antwortet nicht
Mein Großvater reagiert auf gar nichts
Ich kriege keine Luft in die Lunge
Im Bett habe ich das Gefühl zu ersticken
Jeder Atemzug sticht wie ein Messer
Zwischen den Wörtern muss ich nach Luft schnappen
Meine Lippen sind ganz blau geworden
Seit dem Medikament fühlt sich meine Zunge zu groß an
Mein Hals fühlt sich an, als ginge er zu
Mein Mund hängt, wenn ich lächle
Beim Grinsen bewegt sich eine Gesichtshälfte nicht
Meine Hand fühlt sich plötzlich an, als gehöre sie nicht mir
Ich kann mit links keine Tasse mehr halten
Mein Bein schleift beim Gehen
Meine rechte Seite ist wie eingeschlafen und wird nicht wach
Ich bekomme keinen geraden Satz heraus
Die Leute sagen, ich rede komisch
Die Wörter bleiben stecken und kommen falsch raus
Ich sehe von allem nur die Hälfte
Auf einem Auge wurde es auf einen Schlag verschwommen
Ich sehe alles zweimal
Im Taschentuch war Blut, nachdem ich gehustet habe
Mein Erbrochenes war dunkelrot
Es war wie ein Blitzschlag im Kopf
Kopfschmerzen, als hätte mich einer angeschossen
Meine Mutter wiederholt sich ständig und weiß nicht, wo sie ist
Meine Frau erkennt unser Wohnzimmer nicht
Ich weiß nicht mehr, was ich vor einer Stunde gemacht habe, und bin ganz durcheinander
Als hätte jemand ein Seil um meine Brust gebunden und zieht
Ein Brennen hinter dem Brustbein, das in den Arm geht
Meine Brust fühlt sich an wie voller Beton
Ein dumpfes Ziehen in der linken Schulter, mir ist übel und kalt verschwitzt
Ich habe Geschirr gespült und dann lag ich am Boden
Meine Beine wurden zu Pudding und ich ging zu Boden
Beim Fahren war kurz alles weg
Er ist am Tisch vornüber gekippt
Sie reagiert nicht, wenn ich sie schüttle
Meine kleine Tochter wurde ganz steif und zuckt
Ich kriege keinen vollen Atemzug hin, egal was ich mache
Nach drei Schritten muss ich stehen bleiben, um Luft zu holen
Als würde mir jemand ein Kissen aufs Gesicht drücken
Meine Brust rasselt und ich kann nicht flach liegen
Nach dem Antibiotikum sind Lippen und Augenlider angeschwollen
Nach der Kiwi kratzt der Hals und geht zu
Meine Wange hängt und ich sabbere
Wenn ich die Zunge rausstrecke, geht sie zur Seite
Ich kriege das Hemd nicht zu, weil die Finger nicht gehorchen
Mein linkes Bein ist plötzlich wie aus Holz
Ich bin gegen den Türrahmen gelaufen, weil ich ihn rechts nicht gesehen habe
Ich bringe keinen Satz mehr zusammen
Ich sage ja, wenn ich nein meine, und verwechsle alle Wörter
Wie durch Milchglas auf einem Auge
Nach dem Hustenanfall hatte ich den Mund voller Blut
In meinem Erbrochenen ist Blut
Mein Kopf tut weh wie von einer Axt getroffen, von null auf hundert
Mein Kopf explodiert und ich übergebe mich ständig
Opa redet wirres Zeug und kennt sein eigenes Haus nicht
Meine Frau schaut mich an, als würde sie mich nicht kennen
`),
  everyday: lines(`
Nach der Massage habe ich gut geschlafen
Dieses Wetter killt meine Motivation
Ich bin todsicher pünktlich beim Rennen
Ich würde so gern einfach schlafen
Ich will um zehn ins Bett
Mein Plan ist, am Samstag zu laufen
Mein Vater sagt, er geht jetzt ins Gym
Ich habe diese Woche wieder angefangen zu dehnen
Ich habe ungefähr fünfzig Kekse gegessen
Mein Sohn hat Bestzeit
Unter der Maske atme ich bei der Arbeit schlecht
Mein linkes Knie schmerzt
Ein Schuh ist nass
Meine Rede im Meeting lief gut
Ich glaube, mein Vater hat viel Spaß
Sie ist sehr schnell
Meine Tochter hat bei Freunden geschlafen
Um elf ging das Licht aus
Er ist auf dem Sofa eingeschlafen
Ich komme morgens nicht hoch
Ich habe zu viel Kaffee getrunken
Ich war lange mit Freunden weg
Mein Brustgurt sitzt locker
Ich verpasse ständig meine Schlafenszeit
Jedes Mal im Park sehe ich denselben Läufer
Früh stehe ich nur für Rennen auf
Meine Familie ist im Urlaub
Ich habe das Gefühl, fitter zu werden
Es ist Zeit für eine Pause
Heute hat mich niemand angerufen
Wie viele Schläge pro Minute sind normal
Zeig mir den Verlauf meiner Atemfrequenz
Warum ist mein Schlaf so leicht
Ich habe zwei Kilo abgenommen
Mein niedriger Wert macht mir Sorgen
Mein Chef hat mir viel Arbeit gegeben
Ich habe das Abendessen ausgelassen
Ich habe Schnupfen
Ich habe auf dem Dach Yoga gemacht
Ich bin die Brückenrunde gelaufen
Wie habe ich geschlafen?
Wie ist mein HRV heute?
Warum ist mein Wert so niedrig?
Zeig mir die letzten sieben Nächte
Ich bin todmüde
Ich bin hundemüde
Ich bin tot müde nach der Schicht
Ich könnte für einen Kaffee sterben
Ich sterbe vor Hunger
Ich sterbe vor Langeweile
Ich bin vor Lachen fast gestorben
Das Training hat mich umgebracht
Diese Deadline bringt mich um
Der Berg bringt mich um
Meine Beine bringen mich um
Der Akku ist tot
Die Batterie meiner Uhr ist leer
Mein Handy ist gestorben
Ich habe heute alles gegeben
Das war mörderisch anstrengend
Eine Mordseinheit heute
Todesangst vor dem Zahnarzt
Der Film war todlangweilig
Die Hitze ist tödlich
Ich bin nicht suizidal
Ich habe keine Suizidgedanken
Ich habe keine Selbstmordgedanken
Ich würde mir nie etwas antun
Suizidprävention ist ein wichtiges Thema
Suicide Squad war ein schlechter Film
Ich liebe mein Leben
Das Leben ist schön
Ich will lange leben
Ich möchte hundert Jahre alt werden
Ich will heute nicht trainieren
Ich will nicht mehr so früh aufstehen
Ich möchte morgen nicht laufen
Ich habe keine Lust auf Sport
Ich habe keine Kraft in den Beinen
Ich will das Training beenden
Ich beende mein Fasten am Mittag
Kannst du die Einheit beenden
Ich habe mich beim Rasieren geschnitten
Ich habe mich beim Kochen in den Finger geschnitten
Ich habe mich beim Fußball verletzt
Ich habe mich im Training verletzt
Ich lasse mir die Haare schneiden
Ich schneide Kohlenhydrate weg
Ich mache Schluss für heute
Schluss mit Zucker
Ich gebe auf, wie verbinde ich meinen Ring
Tschüss bis morgen
Ich bin am Wochenende nicht da
Niemand hat meine neuen Schuhe bemerkt
Ich verschwinde jetzt ins Bett
Ich will in den Bergen wandern
Ich will eine Woche lang schlafen
Ich will, dass der Regen aufhört
Ich brauche Urlaub
Ich habe keine Brustschmerzen
Keine Brustschmerzen, keine Atemnot
Ich habe keine Schmerzen in der Brust
Ich hatte nie Brustschmerzen
Ohne Atemnot laufe ich eine Stunde
Meine Brust tut nicht weh
Heute ist Brusttag
Brusttraining und Rudern
Mein Brustgurt ist verrutscht
Der Brustgurt misst mehr als die Uhr
Ich schwimme Brust
Hundert Meter Brust in zwei Minuten
Muskelkater vom Bankdrücken
Der Druck auf der Arbeit ist hoch
Ich stehe unter Druck
Mein Blutdruck ist gut
Der Reifendruck war zu niedrig
Keine Luft im Reifen
Mein Herz ist voller Freude
Mein Herzschlag war 48 in der Nacht
Meine Herzfrequenz war wegen Wein hoch
Was ist mein Ruhepuls
Herzfrequenzvariabilität verstehe ich nicht
Mein Vater hatte 2015 einen Herzinfarkt
Mein Opa starb an einem Schlaganfall
Meine Oma hatte vor zehn Jahren einen Schlaganfall
Meine Tante wurde letztes Jahr ohnmächtig
Ich bin als Kind einmal ohnmächtig geworden
Ich habe vor Schreck fast einen Herzinfarkt bekommen
Das Glas ist umgekippt
Mein Fahrrad ist umgefallen
Der Server ist zusammengebrochen
Ich bin ins Bett gefallen
Ich bin auf dem Sofa eingeschlafen
Verdunkelung hat geholfen
Ich war nach der Treppe außer Atem
Nach den Intervallen war ich außer Atem
Ich war nach dem Sprint kurzatmig
Atemübung vor dem Schlafen
Ich mache Atemübungen
Meine Atemfrequenz war 15
Atemfrequenz etwas höher
Durch die Nase bekomme ich keine Luft wegen der Allergie
Meine Nase ist zu
Meine Beine sind schwach nach dem Beintag
Meine Arme sind müde vom Klettern
Meine Beine sind eingeschlafen
Mein Fuß ist eingeschlafen
Kalte Finger auf dem Rad
Mein linkes Knie tut weh
Mein rechter Knöchel ist geschwollen
Die linke Schulter ist steif
Schmerzen im unteren Rücken
Rückenschmerzen nach dem Büro
Leichte Kopfschmerzen vom Wetter
Kopfschmerzen nach dem Rotwein
Kopfweh weil ich zu wenig getrunken habe
Meine schlechteste Nacht diesen Monat
Der schlimmste Schlaf seit Wochen
Das schlimmste Training des Jahres
Ich verstehe meinen Wert nicht
Ich bin verwirrt von den Zahlen
Die Grafik verwirrt mich
Ich weiß nicht wo mein Ring ist
Ich weiß nicht wo meine Daten sind
Ich weiß nicht was Zone 2 ist
Ich finde meine Uhr nicht
Ich finde den Export nicht
Ich kann kein Englisch
Mein Schwimmstil wurde besser
Schlagfrequenz beim Rudern war 28
Blutwerte kommen nächste Woche
Blutsauerstoff war 96
Ich habe gestern Blut gespendet
Blutzucker ist stabil
Ich habe das Gel ausgespuckt
Ich habe nachts etwas gehustet
Trockener Husten seit zwei Tagen
Ich bin erkältet
Ich habe Halsschmerzen
Ich habe Fieber
Meine Temperatur war erhöht
Mir ist heute schlecht
Ich liege krank im Bett
Ich bin völlig erschöpft
Ich bin fix und fertig
Ich bin platt nach dem Marathon
Ich bin ausgebrannt von der Arbeit
Ich bin gestresst
Ich bin vor dem Rennen nervös
Ich habe Angst vor morgen
Heute bin ich traurig
Ich bin einsam in der neuen Stadt
Ich habe beim Film geweint
Ich hatte einen schlechten Tag
Harte Nacht, das Baby hat geschrien
Ich bin um vier aufgewacht und konnte nicht mehr schlafen
Ich kann nicht schlafen
Bei Hitze kann ich nicht schlafen
Wieder Schlafprobleme
Ich habe wie ein Stein geschlafen
Ich habe wie tot geschlafen
Ich habe verschlafen
Im Spiel bin ich zehnmal gestorben
Meine Pflanze ist eingegangen
Meine Großmutter ist letztes Jahr gestorben
Mein Hund ist im Frühling gestorben
Der alte Rechner ist gestorben
Wir wurden fünf zu null vernichtet
Ich habe heute Fotos geschossen
Wir hängen am Abend ab
Klimmzüge bis zum Versagen
Training bis zum Muskelversagen
Ich habe den Zug verpasst
Der Zug war wieder zu spät
Ich bin vierzig Mal auf die Box gesprungen
Seilspringen für zehn Minuten
Ich habe meine Allergietabletten genommen
Vitamintabletten am Morgen
Ich habe zwei Tabletten Magnesium genommen
Soll ich Melatonin nehmen
Ein Glas Wein
Ich habe gestern zu viel getrunken
Ich bin verkatert
Alkohol ruiniert meinen Schlaf
Ich habe einen Monat nichts getrunken
Spätes Essen, schlechte Nacht
Die Pizza um elf war ein Fehler
Jetlag aus Tokio
Morgen fliege ich nach New York
Zeitverschiebung von sechs Stunden
Mein Wecker klingelte um fünf
Stell den Wecker auf sechs
Was heißt belastet
Warum bin ich belastet
Wie wird Schlafschuld berechnet
Wie sicher bist du
Welche Daten nutzt du
Welche Nächte fehlen
Wann war die letzte Synchronisierung
Lösche meine Daten
Exportiere meine Daten
Was weißt du noch über mich
Vergiss was ich über mein Knie gesagt habe
Darf ich heute hart trainieren
Soll ich ruhen
Ist ein Ruhetag besser
Was soll ich heute Abend tun
Gib mir eine Atemübung
Plane meine Woche
Ist mein HRV normal für mein Alter
Mein HRV ist niedriger als gestern
Mein HRV ist durch die Decke
Sind 45 ms gut
Was ist RMSSD
Erkläre mir h7
Was war meine beste Nacht
Vergleiche diese Woche mit der letzten
Wie viele Stunden habe ich geschlafen
Hat Alkohol meinen HRV verändert
Ich will meine Bestzeit schlagen
Ich werde das Rennen rocken
Der Berg hat mich fertig gemacht
Die Prüfung liegt mir auf der Seele
Das Thema liegt mir am Herzen
Ich habe schwere Gewichte gehoben
Auf der Stange lagen 100 Kilo
Bankdrücken mit 80 Kilo
Schwere Beine
Schwere Woche auf der Arbeit
Harter Trainingsblock
Ich habe 900 Kalorien verbrannt
Meine Oberschenkel brennen nach Kniebeugen
Die Beine brennen am Anstieg
Sonnenbrand am Arm
Ein Lauf in der Mittagspause
Ich kämpfe gegen eine Erkältung
Ich kämpfe um das Podium
Morgens komme ich schwer aus dem Bett
Einschlafen fällt mir schwer
Ich habe Probleme beim Einschlafen
Ich kann es kaum erwarten
Ich kann das Meeting nicht verschieben
Ich kann mich kaum bewegen vor Muskelkater
Ich kann die Hitze nicht leiden
Ich freue mich aufs Wochenende
Die Saison ist vorbei
Meine Serie ist vorbei
Endlich Wochenende
Ich will alleine laufen
Ich will ein besserer Läufer werden
Ohne mich hat das Team verloren
Meine Kinder haben mich geweckt
Meine Frau schnarcht
Mein Mann findet ich trainiere zu viel
Der Hund hat mich um drei geweckt
Einarmiges Rudern
Einbeinige Kniebeugen
Heute linkes Bein trainieren
Mein Gesicht ist sonnenverbrannt
Morgens ist mein Mund trocken
Mundpflaster ja oder nein
Der Bildschirm wurde schwarz
Die App ist abgestürzt
Meine Uhr ist eingefroren
Stromausfall in der Nacht
Ich bin vom Rad gefallen aber es geht mir gut
Ich bin beim Trail gestolpert
Ich dehne mich auf dem Boden
Ich meditiere auf dem Boden sitzend
Yoga auf dem Dach war schön
Wir sind über die Brücke gelaufen
Intervalle an der Brücke
Ich habe mich am Knie gestoßen
Ich bin heute schlapp
Ich fühle mich schlapp und müde
Ich fühle mich gut
Ich fühle mich ausgeruht
Alles bestens
Mir geht es gut
Kein Fieber, kein Husten
Mir ist kalt
Ich habe Hunger
Ich habe Durst
Ich habe Muskelkater in der Schulter
Mein Nacken ist verspannt
Sauna am Abend, gute Idee?
Eisbad nach dem Lauf?
Kaffee nach 15 Uhr?
Wie viel Schlaf brauche ich
Ich war gestern feiern
Ich hatte viel Stress mit dem Chef
Die Kinder sind krank
Mein Kollege ist krank
Die Grippe geht um
Ich wurde gestern geimpft
Ich habe meine Periode
Ich mache eine Diät
Ich faste bis zwölf
Ich laufe am Sonntag einen Halbmarathon
Mein Puls war im Rennen bei 190
Pulsgurt oder Uhr
Die Uhr zeigt keinen Schlaf
Der Ring hat keine Daten
Heute Nacht fehlt
Der Sensor saß locker
Ich habe die Uhr nicht getragen
Gute Nacht
Guten Morgen
Danke dir
Das hat geholfen
Das hat nicht geholfen
Was bedeutet Vertrauen 68
Warum sagst du ungewöhnliches Muster
Ist das schlimm
Muss ich mir Sorgen machen
Ich kann heute nicht
Das schaffe ich nicht
Ich kann das Training heute nicht machen
Ich kann morgen leider nicht
Ich schaffe die Einheit diese Woche nicht
Ich halte mich nicht an den Plan
Ich will dass der Muskelkater aufhört
Ich will, dass der Winter endlich vorbei ist
Eine Last von 80 Kilo heben
Mein Rucksack war schwer
Ich will höher springen
Ich springe Seil auf dem Balkon
Wie kann ich das Abo kündigen
Ich habe genug geschlafen
Ich habe genug trainiert
Ich bin bald im Urlaub
Ich will nicht mehr so viel Kaffee trinken
Ich möchte nicht mehr so spät essen
Ich will nie wieder so früh aufstehen
Ich bin wieder da
Warum wache ich um vier auf
Wozu dient der Ruhetag
Warum ist das Leben mit Kindern so laut
Ich habe heute keine Zeit
Ich habe keine Kraft mehr in den Armen nach dem Klettern
Mein Kopf ist müde
Mein Herz schlägt ruhig
Der Gurt sitzt um die Brust
Ich ziehe den Gurt enger
Ich nehme die Tabletten gegen Allergie jeden Morgen
Ich plane eine ruhige Woche
Das Rennen wird der Hammer
Ich habe schlecht geschlafen wegen der Hitze
Meine Beine waren am Berg tot
Die Intervalle waren mörderisch
Ich bin fast gestorben, als ich meinen Puls gesehen habe, 190!
Mörderischer Gegenwind heute
Meine Uhr geht ständig aus
Für ein Nickerchen würde ich sterben
Ich muss vor dem Rennen noch Zeit totschlagen
Ich habe verschlafen und den Wecker nicht gehört
Kann ich mit Muskelkater in der Brust trainieren
Muskelkater in der Brust von Liegestützen
Mein Puls ging bei den Intervallen hoch
Nach dem Zielsprint habe ich gehechelt
Ich bin total kaputt
Die Lunge hat am Ende gebrannt, herrlich
Der Kopf brummt ein wenig, wohl zu wenig Wasser
Mein Arm tut nach der Impfung weh
Meine Schulter schmerzt nach dem Schwimmen
Kribbeln in den Händen auf langen Touren
Ich habe mir beim Essen auf die Zunge gebissen
Mein Auge zuckt, wenn ich müde bin
Ich erinnere mich nicht an mein Passwort
Ich habe vergessen, was ich gestern gegessen habe
Ich bin heute etwas niedergeschlagen
Muss ich mir wegen des niedrigen HRV Sorgen machen
Kann ich die Einheit heute auslassen
Ich will nicht im Regen laufen
Ich habe keine Lust auf Training
Mit der Arbeit bin ich für diese Woche fertig
Das Buch ist endlich zu Ende
Ich verschenke mein altes Rad
Wir haben unseren Trainer verabschiedet
Meine letzte Nachricht ging um Zone 2, bitte antworte
Ich habe dem Veranstalter einen Brief geschrieben
Bei Sonnenaufgang bin ich über die Brücke gelaufen
Yoga auf der Dachterrasse war toll
Ich zähle meine Schritte selbst
Vitamin D nehme ich zum Frühstück
Der Arzt hat meine Blutdrucktabletten gewechselt
Ich habe Hähnchen satt
Ich habe den Winter satt
Ich bin es leid, langsam zu sein
Der Schmerz in der Wade ist weg
Ich will, dass der Muskelkater endlich weggeht
Noch einen Regentag halte ich nicht aus
Meine Katze hält mich wach
Nur der Hund bringt mich früh aus dem Bett
Meine Kinder halten mich auf Trab
Schaffe ich das Ziel unter vier Stunden
Ich glaube nicht, dass ich es heute ins Gym schaffe
Ich möchte schneller einschlafen
Ich würde gern ausschlafen
Ich wache nie vor sieben auf
Das schwere Atmen meines Partners weckt mich
Die Hälfte meines Schlafs war leicht
Meine Hand war auf dem Rad kalt
Mein Fuß hat in der Nacht gekrampft
Der linke Kopfhörer geht nicht mehr
Mir fehlen die Worte, danke
Das Abendessen lag mir schwer im Magen
Mein Trainer bringt mich um, wenn ich das auslasse
Es ist mir todernst mit dem Ziel
Der Anstieg hat mir fast den Rest gegeben
Für ein Croissant würde ich morden
Der Gegenwind killt meinen Schnitt
Meine Motivation ist im Januar gestorben
Das alte Laufband haben wir im Keller begraben
Letzte Nacht habe ich wie ein Baby geschlafen
Ohne meinen Ring kann ich nicht mehr leben
Ich habe Magnesium und zwei Vitamintabletten genommen
Ich brauche eine Pause vom Kaffee
Mein Herz hat am Start geklopft
Vor dem Rennen hatte ich Schmetterlinge im Bauch
Meine Lunge hat auf dem letzten Kilometer gebrannt
Nach dem Ziel habe ich nach Luft geschnappt
Muskelkater in der Brust von den Liegestützen gestern
Ich habe mir im Gym die Schulter gezerrt
Mein linkes Knie knackt
Meine Waden sind fest und schwer
Kribbelnde Füße nach zwei Stunden auf dem Rad
Meine Finger waren vor Kälte taub
Ich habe mich an einer Dose in den Finger geschnitten
Ich habe mir die Hand am Herd verbrannt
Meine Uhr ist runtergefallen und das Glas ist gesprungen
Mein Handy ist vom Balkon gefallen
Die Brückenrunde ist gesperrt, welchen Lauf gibt es sonst
Ich laufe gern nachts am Fluss
Nach dem Lauf bin ich in den See gesprungen
Der Zug hatte Verspätung, deshalb weniger Schlaf
Meine Kinder haben mich angesteckt
Meine Mutter besucht uns am Wochenende
Mein Vater hat mit 60 mit dem Laufen angefangen
Tschüss Winter, hallo Frühling
Das ist meine letzte Urlaubswoche
Ich schreibe einen Brief an die Versicherung wegen der Uhr
Ich will meine alten Schuhe verschenken
Ich will den Tag mit Yoga beenden
Bitte mein Abo beenden
Ich will mit den Nickerchen aufhören
Ich will, dass beim Marathon alles perfekt ist
Ich komme mit dem Plan diese Woche nicht hinterher
Ich kann wegen der Arbeit nicht mitfahren
Ich verzichte in der Fastenzeit auf Zucker
Ich habe die Nase voll vom Winter
Zum Lauftreff ist keiner gekommen
Mein Tempo interessiert niemanden außer mich
Im Gym war ich heute zu nichts zu gebrauchen
Das Leben mit zwei Kindern ist voll
In Woche drei wird der Plan hart
Manchmal vergesse ich, die Uhr zu laden
Ich erinnere mich nicht an meine Träume
Die zwei Werte verwirren mich
Ich sehe meine Daten in der App nicht
Morgens ist ein Auge trocken
Vom Bildschirm bekomme ich Kopfschmerzen
Bei trockener Luft blutet meine Nase ein wenig
In der Sauna sehe ich beim schnellen Aufstehen Sterne
Mein Nacken ist vom Kissen steif
Warum ist meine Atemfrequenz gestiegen
Ich bin auf dem Sofa weggenickt
Ich möchte besser schlafen
Vergleiche meinen HRV mit letztem Monat
Mein Lauf war super
Wegen Regen habe ich das Training ausfallen lassen
Ich brenne darauf, wieder aufs Rad zu steigen
Dieser Plan bringt mich noch ins Grab, ich liebe ihn
Es war ein totes Rennen
Am Flughafen habe ich Zeit totgeschlagen
Nach dem Horrorfilm habe ich schlecht geschlafen
Mein Sohn hat die ganze Nacht gehustet
Meine Tochter hat Fieber
Mein Mann ist erkältet
Meine Frau ist schwanger
Mein Rücken tut von der Gartenarbeit weh
Mein Zeh tut weh
Mein Magen spinnt nach dem Curry
Leichter Schmerz am Schienbein
Meine Schulter ist morgens steif
Nachts werden meine Hände kalt
Meine Füße kribbeln in den neuen Schuhen
Ich kann die App nicht öffnen
Ich finde mein Ladekabel nicht
Ich kann es kaum erwarten, wieder zu starten
Ich will meine Serie nicht verlieren
Ich will vor dem Rennen nicht krank werden
Ich will kein Frühstück
Ich will meinen Job kündigen
Ich bin durch mit dieser Diät
Ich bin immer müde
Ich habe meinen Wecker satt
Nach dem Marathon fühle ich mich leer, ist das normal
Ohne meine Uhr fühle ich mich verloren
Ich vermisse meinen alten Trainer
Mein altes Rad ist Geschichte
Ich gebe in jeder Einheit alles
Ich gebe mein Laufband weg
Morgen fahre ich in den Urlaub
Ich ziehe in eine neue Wohnung
Bis morgen
Schlaf gut
Ich brauche ein neues Kissen
Ich hatte zwei Bier
Ich nehme jeden Morgen Blutdrucktabletten
Meine Ärztin hat meine Tabletten umgestellt
Letztes Jahr hatte ich ein EKG, alles war gut
Mein Ruhepuls ist 52
Meine Atmung ist ruhig
Beim Laufen atme ich durch die Nase
Ich musste wegen Seitenstechen anhalten
Nach der Sauna war mir kurz schwindlig
Meine Augen sind müde
Mein Ziel dieses Jahr ist ein Marathon
Nach dem Laufen ist mein Gesicht rot
Mein Mund war über Nacht trocken
Ich rede im Schlaf
Ich spreche drei Sprachen
Mein linker Fuß ist größer als der rechte
Meine rechte Hand ist die starke
Eine Seite vom Bett ist zu warm
Die zweite Hälfte der Nacht war unruhig
Ich habe neun Stunden geschlafen und bin trotzdem müde
Der Spinning-Kurs war mörderisch
In der zweiten Rennhälfte sind meine Beine gestorben
Für acht Stunden Schlaf würde ich töten
Ich war Letzter in meiner Altersklasse
Die Deadline wurde verschoben, also habe ich nachts trainiert
Ich will den Monat mit einer Bestzeit beenden
Muss ich abends auf Tee verzichten
Ich hasse Burpees
Ich hasse meinen neuen Sattel
Ich mache mir Sorgen um das Rennen am Sonntag
Ich habe Angst vor dem Schwimmstart
Diese Hitze macht mich fertig
Mein Brustgurt hat die Verbindung verloren
Warum ist mein Puls nachts so hoch
Nach dem Dehnen fühlt sich meine Brust super an
Ich habe fürs Knie eine Ibuprofen genommen
Ich nehme meine Tabletten zum Frühstück
Meine Knie tun beim Treppabgehen weh
Nach dem langen Lauf tut mein Fuß weh
Meine Hand krampft beim Schreiben
Ich bin mit trockenem Hals aufgewacht
Ich bin mit dem falschen Fuß aufgestanden
Im Zug bin ich eingeschlafen
Gestern bin ich mit dem Rad gestürzt, aber nichts passiert
Vor Vorträgen bin ich nervös
Wegen der verstopften Nase habe ich laut geatmet
Ich habe dauernd Hunger
Meine Haut ist rot von der Sonne
Meine Augen jucken wegen der Pollen
Ich habe die Uhr zu Hause vergessen
Ich weiß nicht mehr, wann ich eingeschlafen bin
Was bringt das Tracking überhaupt
Ich kann mich nicht zwischen zwei Schuhen entscheiden
Ich hatte eine tolle letzte Nacht mit Freunden
Es ist mein letztes Jahr an der Uni
Meine Freundin zieht weg
Meine Cousine heiratet
Unser Hund hat meine Laufsocke gefressen
Danke, das war alles für heute
Ich bin um sechs aufgewacht und fühle mich gut
Ich bin auf der linken Seite aufgewacht
Meine Frau trainiert für einen Halbmarathon
Mein Mann läuft auch
Meine Frau ist heute lange auf der Arbeit
Meine Frau schläft besser als ich
Mein Sohn hat Fußballtraining
Meine Tochter schläft jetzt durch
Meine Mutter kommt zum Essen
Mein Papa lernt, seine Uhr zu bedienen
Mein Bruder hat ein neues Rad
Meine Schwester und ich laufen zusammen
Mein Partner arbeitet nachts
Mein Freund ist verletzt und kann nicht laufen
Meine Freundin ist schneller als ich
Mein Kollege ist im Urlaub
Mein linker Schuh ist durchgelaufen
Mein rechter Fuß ist etwas größer
Mein linker Arm ist stärker als der rechte
Meine rechte Hand ist größer
Meine Hand schmerzt vom Klettern
Meine Beine sind müde von den Hügeln
Meine Beine sind diese Woche schwer
Meine Waden sind fest
Meine Arme tun vom Rudern weh
Meine Finger tun vom Gitarrespielen weh
Mein Gesicht hat Sonnenbrand
Mein Mund schmeckt nach dem Gel
Meine Augen sind rot vom Chlor
Mein Kopf ist heute frei
Mein Kopf ist voller Ideen
Meine Brust juckt unter dem Gurt
Meine Brust fühlt sich nach Yoga frei an
Mein Herz hat sich über das Ergebnis gefreut
Mein Puls ging nach dem Intervall schnell runter
In Zone 2 bleibt mein Puls niedrig
Meine Atmung war beim Lauf ruhig
Mein Atem war in der Kälte zu sehen
Mein Hals ist etwas trocken
Meine Zunge ist blau vom Bonbon
Meine Rede für die Hochzeit ist fertig
Ich habe auf der Arbeit eine Rede gehalten
Ich lerne gerade eine neue Sprache
Ich finde keine Worte, so schön war der Lauf
Ich finde die Einstellungen nicht
Ich sehe die Grafik auf dem Handy nicht
Ich kann die Einheit nicht auf Freitag legen
Ich kann diese Woche nicht heben, keine Zeit
Ich kann nicht aufhören zu lachen
Ich kann nicht aufhören Kekse zu essen
Ich kann noch keinen Klimmzug
Ich kann ohne Musik nicht trainieren
Ich kann nicht mehr als zwei Ruhetage nehmen
Ich kann heute leider nicht kommen
Ich vertrage die Hitze schlecht
Ich will jetzt nicht aufhören, die Serie läuft
Ich will nicht ins Gym
Ich will nicht zu spät zum Training kommen
Ich will heute nicht arbeiten
Ich will nicht im Büro sein
Ich lebe nicht gern in der Stadt
Ich weiß nicht, wo ich mit Intervallen anfangen soll
Ich weiß nicht, was ich vor dem Rennen essen soll
Ich weiß nicht, ob ich heute laufen soll
Ich weiß nicht mehr, wann ich ins Bett bin
Ich weiß nicht mehr, wo die Uhr liegt
Ich sehe keinen Sinn im Aufwärmen
Ich sehe meinen Schlaf vom Dienstag nicht
Ich habe keine Lust zu kochen
Mir ist der Wert heute egal
Ich will schlafen
Ich will morgen ausschlafen
Ich will abends nicht mehr naschen
Ich will weniger Kaffee trinken
Ich will, dass die Erkältung weggeht
Ich will meine Beine zurück
Ich will beim Laufen allein sein
Ich will ein Wochenende in die Berge abhauen
Ich will am Wochenende meine Familie sehen
Ich will, dass am Sonntag alles klappt
Ich wäre gern schneller
Ich wünschte, es wäre Freitag
Ich wünschte, die Uhr hielte länger
Ich hätte gern mehr Zeit
Hoffentlich schlafe ich heute besser
Hoffentlich hält mein Knie
Hoffentlich regnet es morgen nicht
Ich könnte im Stehen schlafen
Ich bin es leid, um fünf aufzuwachen
Ich habe dieses Plateau satt
Ich bin nach der Woche erschöpft
Ich bin fertig, das war eine harte Einheit
Ich bin mit dem letzten Intervall fertig
Ich bin bereit fürs Bett
Ich bin bereit für den Lauf
Ich bin diese Woche allein zu Hause
Auf langen Läufen bin ich allein
Ich spüre keinen Unterschied durch das Pulver
Ich fühle mich nach dem Essen schwer
Ich fühle mich nach der Grippe schwach
Ich fühle mich gestresst von der Arbeit
Ich spüre Schmerzen in der Ferse
Abends ist mir kalt
Nachts ist mir heiß
Ich habe Lust auf Pizza
Ich habe das Gefühl, gut in Form zu sein
Ich habe viel Druck bei der Arbeit
Ich habe einen Plan für den Marathon
Ich habe einen Plan für morgen
Ich habe heute nichts vor
Ich habe heute keine Energie
Ich habe keine Zeit zum Trainieren
Ich habe keine Ahnung, was das heißt
Ich habe beim Laufen Schmerzen im Schienbein
Ich habe links eine feste Wade
Ich saß den ganzen Tag
Ich hatte genug Kaffee
Ich hatte genug Schlaf
Ich habe komisch geträumt, dass ich falle
Ich hatte einen Albtraum vom Ertrinken
Ich bin sofort eingeschlafen
Ich habe mich ins Traillaufen verliebt
Ich stand den ganzen Tag auf der Messe
Ich saß auf dem Balkon und habe mich entspannt
Ich bin mit dem Hund über die Brücke spaziert
Ich bin mit dem Zug zum Rennen gefahren
Ich habe geschlafen und fühle mich besser
Ich nehme die Treppe statt den Aufzug
Ich habe meine Medikamente wie immer genommen
Ich habe eine Schmerztablette für den Zahn genommen
Ich zähle Kalorien
Ich habe vor dem Schlafen Tagebuch geschrieben
Ich habe mich von meinem alten Gym verabschiedet
Ich habe meinem Bruder meine alte Uhr gegeben
Ich habe meine Sachen im Spind gelassen
Ich bin früh aus dem Rennen gegangen
Ich habe vom Dach die Sterne angeschaut
Ich habe überlegt, das Rennen auszulassen
Ich denke den ganzen Tag an Essen
Ich glaube, ich habe es gestern übertrieben
Ich glaube, mein Plan ist zu hart
Heute ist nichts Besonderes passiert
Heute tut nichts weh
Um fünf ist niemand im Gym
Alle in meiner Familie sind erkältet
Alle waren schneller als ich
Bei Kniebeugen tut es etwas weh
Es fühlt sich an wie Sommer
Es fühlt sich nach einer harten Woche an
Es ist so heiß, dass ich nicht schlafen kann
Es war die beste Nacht seit Wochen
Es läuft alles gut
Es ist vorbei, das Rennen ist geschafft
Das Ende der Woche war ruhig
Die letzte Nacht war kurz
Das letzte Intervall war brutal
Der Schmerz im Fuß ist besser
Der Schnitt am Finger heilt
Mir ist beim Kochen das Messer abgerutscht, nur ein Kratzer
Die Kinder sind wieder krank
Mein Sohn ist krank und hat gehustet
Der Hund hat mich dreimal geweckt
Die Nacht war zu warm
Heute Abend gehe ich früh ins Bett
Morgen ist Renntag
Morgen ruhe ich mich aus
Wir sehen uns nach dem Rennen
Steigt mein HRV, wenn ich mehr schlafe
Soll ich es morgen locker angehen
Wann bin ich wieder fit
Bergauf komme ich außer Atem
Wenn ich links liege, drückt die Uhr am Handgelenk
Warum wache ich nachts auf
Warum bin ich so müde
Warum bin ich um vier wach
Warum ist mein Wert so schlecht
Was stimmt mit meinem Schlaf nicht
Was kann ich für besseren Schlaf tun
Wie lange brauche ich zur Erholung
Wie schlafe ich schneller ein
Wie viele Magnesiumtabletten darf ich nehmen
Soll ich mit dem Knie zum Arzt
Ist es normal, nachts zu schwitzen
Ist es schlecht, das Frühstück auszulassen
Darf ich heute Wein trinken
Darf ich mit einer Blase trainieren
`),
};
