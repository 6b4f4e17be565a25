import { type Examples, lines } from './examples.ts';

export const english: Examples = {
  selfHarm: lines(`
I can't get the thought of killing myself out of my mind
I'm going to commit suicide
it would be best if I just died
I started cutting again this week
I've swallowed about fifty pills
I will throw myself off the balcony
I have no wish to stay alive
I want to be dead by Christmas
I keep planning how I'd kill myself
I harm myself when I feel empty
I tried to end my life last month
I'm suicidal, please help
my dad said he'd hang himself
I want to take an overdose of my heart pills
I think I will kill myself soon
I'd love to just die
death is the only thing I want
I don't want to go on living
I have a knife and I want to cut my wrists
nobody would care if I killed myself
I want to kill myself
I am going to kill myself tonight
I'm thinking about killing myself
I want to die
I just want to die already
I wish I was dead
I wish I were dead
i wanna be dead
I don't want to live anymore
I do not want to be alive
I no longer want to live
I'm suicidal
I have been suicidal for weeks
I feel suicidal again
I have suicidal thoughts every night
I am thinking of suicide
Suicide seems like the only option
I want to commit suicide
I am planning my suicide
I tried to kill myself last week
I want to end my life
I'm going to end my life
I plan to take my own life
I will take my life
I want to hang myself
I thought about shooting myself
I want to drown myself
I cut myself again last night
I have been cutting my arms
I started cutting myself
I want to hurt myself
I hurt myself on purpose today
I keep harming myself
I self-harm when I can't sleep
I have been self harming
I want to slit my wrists
I took an overdose
I want to overdose
I am going to overdose on my pills
I want to take all of my pills
I swallowed a handful of tablets
I will jump off the bridge
I want to jump in front of a train
I'd rather be dead
I would be better off dead
everyone would be better off without me
there is no reason to live
I see no point in living
life is not worth living
my life isn't worth living anymore
I'm tired of living
I am sick of being alive
I hope I never wake up again
I don't want to wake up tomorrow
I can't go on anymore
I can't go on like this
I want to end it all
I am ready to die
I'm gonna end it all
I don't want to exist anymore
I deserve to die
I think about death all the time, about my own death
I fantasise about dying
I have a plan to kill myself and the pills to do it
nobody would miss me if I died
I want to disappear forever
I wish I had never been born
I keep thinking about being dead
I'm going to poison myself
I am not okay, I want to kill myself
HRV is down and honestly I want to die
My readiness is 40 and I don't want to live
I am going to hang myself in the garage
tonight I'm killing myself
I've bought a rope and I'm going to use it on myself
I want to shoot myself in the head
thoughts of suicide won't leave me alone
I keep having suicidal ideation
I'm gonna kms
honestly just want to be dead
I'm planning to overdose this weekend
I took 40 paracetamol an hour ago
I've just taken a whole box of ibuprofen to die
I cut my thighs open last night
I've been self harming for a month now
burned my arm on purpose again
I want to die and nobody knows
I dont want to be alive any more
i do not wish to live
My plan is to jump from the parking garage
I'm going to step in front of the train tomorrow
I have a gun and I want to use it on myself
I'll end my life after Christmas
I attempted suicide in March and I feel the same way now
im suicidle again
thinking of taking my life
I want to take myself out
I'm having urges to cut
I can't stop thinking about ending my life
I would kill myself if I had the courage
I'm so close to killing myself
how many pills does it take to die
what is the quickest way to kill yourself
how do I hang myself
I tried to strangle myself with a belt
I swallowed bleach
I drank a bottle of bleach to end it
I wish I'd die
Death is what I want
I want death
I'm ready to go, I want to die tonight
I'd like to die
I am contemplating suicide
considering suicide as an option
suicide is on my mind every day
I don't wanna be alive
Life isn't worth living for me
I wanna end my own life
I have thoughts of wanting to be dead
I've thought about slitting my throat
kill myself, that is all I think about
should I kill myself
I'm about to kill myself
My daughter says she wants to kill herself
My son is suicidal and locked himself in his room
my friend just told me she's going to end her life
I was going to kill myself yesterday but my roommate came home
I nearly killed myself last night
I hate being alive and want to die
Wanna die rn
I'm cutting again
I've been starving myself to punish myself
yo i legit wanna kill myself
I'm going to take my life on Saturday
my head keeps telling me to kill myself
I can't shake these suicidal urges
i feel so suicidall today
Lately I've been researching how to commit suicide
I'm scared I'll attempt again
I took way too many pills tonight
took 20 xanax and some vodka
I overdosed an hour ago and nobody knows
been cutting since I was 14 and I did it again today
I slashed my arm with a box cutter
I hit my head against the wall until it bleeds to punish myself
I want to throw myself under a bus
thinking of driving off a cliff
I'd rather die than live another year like this
I wish I could die in my sleep
Please just let me die
I should have died in that accident
I want it to be over, I want to be dead
I don't see why I should stay alive
I have zero will to live
I don't want this life
I'm done with being alive
I want to stop living
I wanna unalive myself
gonna end it tonight
I have the noose ready
I've loaded the gun
I've decided to kill myself on my birthday
My husband says he will shoot himself
My girlfriend cut her wrists
my roommate is threatening suicide
I am planning on ending my own life
I'm at the bridge and I'm going to jump
I am standing on the roof and want to jump
I want to hang myself but I'm afraid of the pain
Nothing helps, suicide is the only way
I don't deserve to live
I hate my life and want to die so much
im so done i want to d1e
I want to su1c1de
I tried hanging myself last night
what's the lethal dose of paracetamol
which pills are deadly if you take them all
I feel like killing myself every evening
I've been having thoughts about killing myself again
I'm suicidal and I don't know who to tell
I want to be dead so badly
Suicide has been on my mind since the breakup
I'm going to kill myself when my parents leave
Dying is all I think about
I wish I could just die already
I wanna die lol but not joking
I don't want to be alive tomorrow
I don't want to live with this pain anymore
I can't live anymore
I bought a gun to shoot myself
I'll hang myself if they fire me
I tried to overdose yesterday
Took all my sleeping pills at once
I ate the whole bottle of Tylenol
I cut myself on purpose with a knife
I can't stop self-harming
I've relapsed into self harm
I keep burning my arms with a lighter
there are fresh cuts on my wrists, I did it
I want to jump from my balcony
I am thinking about jumping in front of the subway
my plan is to drown myself in the lake
I have picked a day to kill myself
Nobody can stop me from killing myself
there's no point living any more
I have no reason to live
my life is worthless and I want it to end
I'd be better off dead
I wrote my suicide note
How can I kill myself without pain?
I nearly hanged myself this morning
my best friend wants to commit suicide tonight
my sister took an overdose
my boyfriend says he wants to die
i think about sucide a lot
i want 2 die
I am planning to end it all this weekend
Killing myself is the only plan I have
I keep fantasizing about killing myself at work
I've had suicidal thoughts for most of this month
I was this close to jumping off the overpass
I tried to take my own life in August
I'm about to swallow all of these tablets
I want to go and shoot my brains out
thinking about hanging myself in the basement
I hurt myself again, the cuts are deep
I used a razor on my thighs last night
I self harmed this morning
my suicide plan is ready
I'd rather be dead than keep this job
I no longer want to be alive
please I want to die
should I just kill myself
I am going to drown myself
my teenager wrote that he wants to kill himself
my wife tried to overdose
there is no reason for me to be alive
i wnat to kill myself
I'm having suidical thoughts
I'm gonna jump off a building
I'd like to be dead by morning
I've taken an entire bottle of aspirin
death would be better than this life
I want to end it, I can't live any longer
I don't wish to be alive
life's not worth living
I'm going to slit my wrists in the bath
`),
  selfHarmIndirect: lines(`
I've decided this is my last summer
They'll be sad at first but then life will be easier for them
I've run out of reasons to hang on
the world goes on fine minus me
I can't stand existing for one more week
I wish the ground would swallow me for good
I've been writing farewell messages on my phone
I don't expect to be around to see the results
I keep the extra insulin in case it gets too bad
every time I cross the railway I slow down and think
I only get up because the cat needs food
my family deserves to be free of me
I'm hoping the surgery goes wrong
I want to drift off and never come round
no more mornings, that's all I want
I've put my passwords in an envelope for my wife
I feel like I'm already gone
it's time for me to leave, for real this time
I can't fight this urge any longer and the roof is right there
If I vanished nobody would even call
I don't think I can stay safe tonight
I can't live like this
I hate my life and don't want it
everything would be easier if I were dead
I've hurt myself again with a blade
I want to swallow all the pills in the house
part of me wants to be dead
I've decided I'm going to die this weekend
I wish someone would kill me
I can't see any reason to stay alive
I keep having thoughts about ending it all
I feel suicidal and alone
I have no will to live
I want to bleed out
I attempted suicide two days ago
life feels pointless and I want to die
I'm ready to end my life tonight
I wish I didn't exist
I bought pills to end it
I just want to be dead
there's no point in going on
I can't stop thinking about killing myself
I am having thoughts of hurting myself
I think my family would be better off without me around
I don't feel like living anymore
some nights I wish I wouldn't wake up
I feel like ending my life
I want to be gone
I have relapsed and cut again
sometimes I stand at the platform and want to jump
I keep a bottle of pills for when I'm ready
I am better off dead than like this
my life has no meaning and I want it finished
I don't want to see another morning
I think about walking into the sea and not coming back
honestly I hope this heart problem finishes me
I don't want my life anymore
I've thought about how to do it and when
some days I wish the plane would crash with me in it
there is no hope left for me, I'm giving up on life
I feel like driving my car into a tree
it would be easier if I just vanished
I pray every night that I die in my sleep
I can't keep living like this
I scratched my wrists until they bled
nothing matters, I want out of life
I'm thinking about not being alive
my kids deserve a mother who is not me, I should go for good
I've been researching painless ways to go
I don't think I'll make it to my next birthday, I don't want to
I would be happier six feet under
I don't see a way out except not being here
I just want it all to stop forever
I want to go to sleep and not wake up
the world would be a better place without me
my family would be happier if I was gone
I am done with life
I have nothing left to live for
what is the point of staying alive
I can't do this life anymore
I don't want to be on this earth any longer
I have written a goodbye letter to my kids
I have said my goodbyes and I'm at peace with it
I'm giving away my things because I won't need them
soon you won't have to worry about me
I won't be around much longer, I made sure of that
I wish a car would just hit me
if I died in my sleep that would be fine
I hope I don't wake up
I would not mind being dead
I am a burden to everyone
they'd all be better off if I were gone
I keep looking at the bridge and thinking about it
I have the pills next to me and I am counting them
I don't care if I live or die
living hurts too much
I just don't want to be here anymore
there's nothing to live for
I can't bear to live another day
I want to leave this world
I want to be with my dead mother
I feel like ending it
tonight I will end it
I've lost the will to live
I want my life to be over
my life is over
I want to stop existing
dying would be easier
death would be a relief
I've been burning myself with cigarettes
I punish myself by cutting
I don't plan on seeing the new year
By Friday none of this will be my problem because I'll be gone
I've sorted out my will and who takes the dog, there's nothing left to do
There's a bridge on my commute and every day it is harder to keep driving past
I fall asleep hoping my heart gives out
Nothing would change if I stopped breathing
I've stopped looking before crossing the road
I catch myself wondering what the fall would feel like
everyone would get over it in a week
I'm just taking up space
I'm nothing but a weight around my family's neck
I'm tired of fighting to stay alive
I'm tired of existing
I don't want to do this life thing any longer
I want out
I want peace, the permanent kind
I just want the pain to end for good
There is no tomorrow for me
I can't see myself alive in a year
I don't see a future with me in it
I've been hoarding my sleeping tablets
I know where my dad keeps his gun and I keep thinking about it
I have been saving up my insulin for one big dose
I wrote letters to everyone I love, they'll find them afterwards
I deleted everything and wrote down my passwords for my sister
please tell my kids I loved them
thank you for everything, this is my last message
You won't hear from me again after tonight
take care of my mum when I'm not here
the only thing stopping me is my daughter
I'm only still here because of my dog
If it weren't for my parents I would have done it by now
I feel like a waste of oxygen
I shouldn't exist
I was never meant to be here
It would be better for everyone if I wasn't around
They'd be relieved if I was out of the picture
I wish I could just switch off and never come back on
I wish I could go to bed and that would be it
I wouldn't mind if I didn't wake up tomorrow
I wish the cancer would hurry up
if a truck hit me tomorrow I'd be fine with that
hoping for an accident on the way to work
I look at the knives in the kitchen differently lately
I press the blade against my skin until I calm down
the only thing that helps is seeing my own blood
I pick a razor whenever the feelings get too much
I burn my skin with a lighter to feel something
I can't keep myself safe
I don't trust myself alone tonight
I'm scared of what I might do to myself
I have reached the end of the road
I've got nothing left to give and no reason to stay
what's keeping me here? nothing
I'm at peace now that I've made my decision
it will all be over tonight
I don't think I'll survive this week, I don't want to
My time is up and I'm okay with it
I would rather sleep forever than feel this
I wonder who would come to my funeral
You'll be rid of me soon
I won't bother anyone after Sunday
I made a list of who should get what
I've cleaned my flat so nobody has to do it afterwards
I've paid off everything so my wife has no trouble later
I keep rehearsing the note in my head
I can't picture turning thirty
I have an exit plan and it calms me
if I had a gun it would be over already
I'm only breathing out of habit
I pretend to be alive for the others
Every morning I'm disappointed that I woke up
I was angry when I opened my eyes this morning and was still here
I envy dead people
I envy people who have cancer
I keep hoping that I catch something deadly
My existence is a mistake
the planet has no need for me
My team, my family, everyone does better when I'm not in the room or on earth
I'd be doing my family a favour if I left for good
insurance pays more than I'm worth alive
I'm worth more dead
I'm so tired of carrying on
I have no fight left in me
I'm losing the battle with my own head tonight
the voices tell me to do it
I crossed the street without looking and hoped
I unbuckle my seat belt when I drive fast
I sat in the car in the garage with the engine running
I hold my breath under water and think about not coming up
I sit on the window sill with my legs outside
I bought a rope today, just to have it
I googled how high a fall has to be
I keep the box cutter under my pillow for the bad nights
My wrists itch for the blade again
Only pain makes me feel real, so I bring it on
I want to sleep and let it be the last time
I wish my eyes would stay shut for ever
I hope tonight's my last night
can somebody please end me
please forgive me for what I'm about to do
don't be sad when you find out
it's not your fault, remember that when I'm gone
this will be my last workout, ever
I can't keep going, there is nothing at the end of this tunnel
I don't think I'll be around for my sister's wedding
You all will be better when I'm no longer in the way
There won't be a next time for me
I've had enough, I'm checking out for good
I wish I could go to sleep tonight and not have a tomorrow
nothing in this world makes me want to stay
I'm a burden and they'd be free without me
I feel like I've already said goodbye to everyone in my heart
what difference would it make if I were gone
I can't find one reason to keep breathing
I'm counting out my tablets on the table
I keep driving past the quarry and thinking how simple it would be
Standing on the platform I get this pull toward the tracks
I've been giving my favourite things to friends
I booked a kennel for my dog, for when I'm not there to feed him
the only reason I haven't done it is my little brother
I hope I get hit by a bus
It would be nice to have an accident and not wake up
I don't care what happens to me any more, living or not
I am so tired of being here
I want to leave this life behind
it hurts too much to exist
I can't do another day of this existence
life has nothing left for me
I feel dead inside and want the outside to match
everyone would move on quickly if I vanished
no one would even come looking for me
I don't belong in this world
I ruined everything and the only fix is me being gone
I don't want any more birthdays
I'm ready to meet my late husband
I've started writing letters for after
my heart could stop tonight and I would be glad
sometimes I hold the knife and think how easy it'd be
the medicine cabinet is calling me
I scare myself with how calm I am about the end
There is no light any more, just a way out
Please look after my cat when I'm gone
this pain has to stop, even if I have to stop with it
I won't need my running shoes where I'm headed
You won't need to make dinner for me any more
I've been checking whether my life insurance covers it
I just want to stop feeling anything for all time
It'd be simpler for the people I love if I disappeared
I don't see myself growing old
I have nobody left to stay alive for
Every night I hope the morning doesn't come
I feel like my story is finished
I've picked the songs for my funeral
I've lost every reason to get up again, ever
When I'm on the roof terrace I think about going over the edge
I collected enough pills in my drawer
I am a waste of everyone's time and of space
They would cry for a day and then be fine without me
I want to close my eyes and have them stay closed
I long for the day I don't have to exist
I left instructions for my brother in an envelope
I told my kids how much I love them for the last time
I don't plan to be here when the lease runs out
the train at 6:12 keeps coming to my mind
I look at the razor in the shower for too long
My daughter is the one thing between me and the end
I would trade places with anyone who is dying
being alive is exhausting and I'm finished
I'm only hurting everybody by being here
There's nothing ahead of me but darkness
I can't take one more day on this planet
tell my mother I tried
If I don't reply tomorrow, you know why
I wish I could erase myself
`),
  emergency: lines(`
strong chest pains since I got up
there's a tightness across my chest and I'm dizzy
my chest hurts when I climb stairs
I just fainted at the supermarket
my son fainted and hit his head
my wife isn't breathing
I can't breathe lying down
I'm wheezing and short of breath
my mouth is drooping on the left
my left leg is suddenly weak
one arm is numb and I can't speak clearly
my speech is garbled
I think my dad is having a heart attack
coughing up blood and chest pain
I vomited a lot of blood
worst headache ever, came on in seconds
she is suddenly very confused
my vision disappeared in my right eye
my daughter had a seizure
my face is swelling and I can't breathe after a bee sting
I have chest pain
I have had chest pain since this morning
my chest hurts
my chest hurts badly
there is pressure on my chest
I feel a tightness in my chest
my chest feels tight and heavy
crushing pain in my chest
stabbing pain in the chest
I think I am having a heart attack
I fainted this morning
I just fainted
I passed out in the kitchen
I blacked out twice today
I lost consciousness for a moment
my wife found me unconscious
I collapsed at home
I can't breathe
I cannot breathe properly
I am short of breath at rest
I have shortness of breath lying down
I'm gasping for air
I struggle to breathe
I can barely breathe
trouble breathing since last night
difficulty breathing
my left arm is numb
my right arm is weak
my left side is paralysed
weakness on one side of my body
numbness in my left leg and arm
my face is drooping
the left side of my face is numb
one corner of my mouth droops
my speech is slurred
I am slurring my words
I can't speak properly
I can't find my words
I think I'm having a stroke
I coughed up blood
I am coughing blood
I vomited blood
I threw up blood
there is blood in my sputum
worst headache of my life
this is the worst headache ever
sudden severe headache
thunderclap headache half an hour ago
I am suddenly confused
my husband is suddenly very confused
I am disoriented
I don't know where I am
I feel like I am going to faint
I am about to pass out
chest pain and sweating
chest discomfort that goes to my jaw
pain in my chest spreading to the left arm
tight chest and I feel sick
burning pain in my chest when I lie down
everything went black and I fell
facial droop since breakfast
I woke up with my arm paralysed
my leg suddenly went numb on the left side of my body
shortness of breath and blue lips
spitting blood since the run
chest tightness at rest
heart attack symptoms right now
I am delirious with fever
my heart hurts
I feel faint and my chest is tight
I've got really bad chest pains
pain in my chest that goes down my left arm
my chest feels like it's being crushed
there's a heavy pressure in the centre of my chest
my chest is so tight I can't take it
chest tightness and cold sweat
sharp stabbing pain in the chest when I breathe in
I'm having a heart attack
I think it's a heart attack
I fainted at work
I just passed out in the bathroom
I keep passing out
I lost consciousness twice
my dad collapsed and is not responding
my wife collapsed a minute ago
my friend is unconscious
My baby isn't breathing
he stopped breathing
she is not breathing properly and is turning blue
I can't breathe properly
I cant breath
can't get my breath
I'm so short of breath I can't finish a sentence
I am breathless just lying in bed
severe shortness of breath
I'm suffocating
I'm choking
my throat is closing up
my face has dropped on one side
the right side of my face is drooping
my left arm and leg went numb
sudden weakness in my right arm
I can't move my left side
one side of my body is weak
I can't lift my arm all of a sudden
my speech is slurred and I'm dizzy
I suddenly can't speak
I'm having a stroke
my mum is having a stroke
coughing up blood
I've been coughing blood all morning
I'm vomiting blood
there was blood in what I coughed up
the worst headache I've ever had
sudden severe headache, worst in my life
I have a thunderclap headache
an extremely severe headache came on within seconds
I suddenly feel confused and don't know what day it is
my grandmother is suddenly confused
he's confused and doesn't recognise me
I can't see out of my right eye
sudden loss of vision in one eye
my husband is having a seizure
she had a seizure and won't wake up
heavy bleeding that won't stop
My father has chest pain and is grey
chest hurts and I feel like vomiting
I had chest pain all night
I woke up with crushing chest pain
my heart stopped for a moment and I fainted
terrible chest pain and my arm is tingling
pressure in my chest for 20 minutes that won't go away
my chest hurts so bad when i walk
i think im having a heartattack
having bad chest pains and feeling dizzy
I fainted three times this week
I just lost consciousness on the treadmill
blacked out in the shower and hit my head
my wife is unconscious and I can't wake her
my grandpa collapsed in the garden
my child is not breathing
I cant breathe help
can't breathe, lips are blue
really bad shortness of breath since this morning
i am gasping even when sitting still
I cannot catch my breath
the left side of my face is drooping and my arm is weak
My right leg is suddenly paralysed
I have lost feeling in my left arm
sudden numbness of my face
I can't move my right hand
my speech suddenly got slurred
my dad can't talk properly and his mouth hangs
I think my mother is having a stroke right now
I just coughed up a lot of blood
blood is coming up when I cough
threw up blood twice
the worst headache I have ever experienced
a sudden explosive headache
a blinding headache hit me out of nowhere and I vomited
I am very confused and can't remember where I am
my husband is confused and doesn't know his own name
He woke up disoriented and is talking nonsense
sudden loss of sight in my left eye
I had a seizure this morning
my brother is having convulsions
my throat is swelling shut after eating nuts
my tongue is swollen and I can't breathe well
severe allergic reaction, face swollen
my heart is racing at 180 at rest and I feel faint
I feel like I'm about to pass out, my chest is tight
my wife had chest pain an hour ago and now she is pale and sweaty
I can't feel one side of my body
He is bleeding heavily and won't stop
chest tightness plus left arm pain
I have a strong pain in my chest
there's pressure in the middle of my chest and I'm sweating
chest pain that gets worse when I walk upstairs
my chest has been hurting since last night
I'm having a lot of chest discomfort
my heart hurts and my left arm is numb
I fainted on the stairs today
I passed out after standing up
I was unconscious for a minute
my mother fainted and isn't waking up
my husband collapsed and I don't know what to do
my wife can't breathe
my baby is choking
I am struggling to breathe
I wake up unable to breathe
I get out of breath just by talking
it's really hard to breathe
I'm breathless at rest
my face feels numb on the right
one side of my face is hanging
my left arm just went weak
my whole right side is numb
I can't move my arm
suddenly I can't talk right
my words are slurring
I have trouble speaking and my face droops
stroke symptoms, right arm is weak
I coughed blood into the sink
I'm throwing up blood
there's blood in my phlegm
this is the worst headache I've ever felt
the most severe headache of my life came on suddenly
sudden terrible headache
I'm suddenly confused and can't think straight
my dad is confused and disoriented since an hour
I don't know where I am or how I got here
I've lost vision in one eye
my son is having a seizure
I have an allergic reaction and my throat is swelling
my friend is unconscious and not breathing
I've been having chest pain for an hour
my chest is hurting and my arm feels numb
severe pressure in my chest
chest feels tight when I lie down
I think I had a heart attack last night
I fainted and hit my head
I keep losing consciousness
my neighbour collapsed and he isn't breathing
my girlfriend passed out and I can't wake her up
can't breathe at all
I'm having trouble breathing and my lips are blue
I have shortness of breath sitting on the couch
my right side went numb
the left half of my face is paralysed
my arm is suddenly too weak to lift
I'm slurring and can't find words
my husband can't speak and his face is drooping
I might be having a stroke
I'm coughing up bright red blood
vomiting blood since this morning
worst headache of my entire life
sudden extremely painful headache
my mother became confused all of a sudden
I'm disoriented and don't know the date
I can't see with my left eye
she's having a seizure right now
his throat is swelling up and he can't breathe
I have stabbing chest pain when I breathe
crushing chest pain that spreads to my jaw
my wife is bleeding heavily
`),
  emergencyIndirect: lines(`
my chest feels like someone is kneeling on it
there's a squeezing that goes up into my throat and down my arm
I broke into a cold sweat and my shoulder aches like mad
the lights went out and I came to with my face on the carpet
I keep blanking out for seconds at a time
he slid off the couch and his eyes are open but nobody's home
I can't wake my roommate
I'm hungry for air even though I'm resting
it takes all my strength just to inhale
my voice is hoarse and my throat is getting thicker since the pill
my eyelid dropped and half my forehead doesn't move
the right arm hangs like a wet towel
I keep missing the cup when I reach for it
my sentences fall apart while I speak
I hear people but can't understand words any more
there's a grey curtain on the left of everything
red foam when I cough
a sudden crack in my head and now I can't stand light
my uncle puts his shoes on his hands and doesn't know the year
my whole left half tingles and feels far away
I vomited something like blood
numb face on the left
I'm choking, no air
my words are slurred and my arm feels weak
I fainted twice since yesterday
my chest is killing me and I'm sweating
I blacked out while driving
I feel dizzy, confused and don't know where I am
the worst headache I've ever had came out of nowhere
I've been coughing up blood since yesterday
one side of my body feels numb
severe chest pressure since an hour
my mother suddenly can't speak
I'm struggling to get enough air
I just passed out at the gym
my chest is really tight and my arm tingles
I forget what year it is all of a sudden
crimson sputum this morning, blood I think
an explosion in my head, agony
I wheeze and can't draw breath
the right side of my body feels dead
tongue feels heavy and I mumble since this morning
I went down like a log and was out for a minute
sitting still and my chest is pounding with pain
there was blood when I coughed
woke up gasping and could not breathe
my hand suddenly stopped working
pain from my chest into my jaw
I keep fainting
I can hardly get air
my husband's speech makes no sense and his face looks uneven
it's like someone is standing on my chest
it feels like an elephant is sitting on my chest
something is squeezing my chest
there is a weight on my chest that won't go away
a belt is tightening around my chest
my chest is on fire
I can't get enough air
I can't catch my breath even sitting down
I am fighting for air
it hurts to breathe
I can't get any air in
my words come out jumbled
my mouth is crooked all of a sudden
half of my face won't move
I can't lift my left arm
I can't feel my right leg
my smile is lopsided today
my arm went dead and my face feels strange
my vision went black
I keep blacking out
I nearly collapsed in the shower
my head feels like it exploded, never had a headache like this
a headache like I have never had before
bright red blood when I cough
I brought up some blood
he doesn't know what day it is and talks nonsense
I woke up on the floor and don't remember falling
I can't remember my own name
my lips are turning blue
I found my father on the floor and he does not respond
my heart stopped for a few seconds and I went down
feels like my ribcage is in a vice
there's a brick on my chest
something heavy is pressing down behind my breastbone
my sternum burns and it goes up into my jaw
the ache in my chest goes through to my back between the shoulder blades
left arm feels heavy and my jaw aches and I'm sweating buckets
it feels like a band around my ribs getting tighter
my upper body feels like it's being squeezed
I have this awful squeezing feeling behind my ribs
my chest feels weird, like fluttering and pressure, and I'm clammy
cold sweat, sick to my stomach, and an ache in my left shoulder and jaw
I got up and next thing I knew I was on the floor
came to on the bathroom tiles with no idea how I got there
my legs gave way and everything went grey
I was out for maybe half a minute, my colleague says
things go black whenever I stand up and I hit the floor
my husband dropped to the ground mid sentence
she's slumped in her chair and I can't wake her
he won't open his eyes
my son is limp and won't wake
I can only say two words before I need another breath
every breath is a battle
it's like breathing through a straw
I'm drowning in my own lungs
I can't fill my lungs
no matter how much I breathe I don't get enough oxygen
I have to sit upright all night or I suffocate
my lips look bluish
my fingertips have gone blue and I'm panting while sitting
my tongue is swelling after the peanuts
bee sting and now my throat feels tight and my lips are puffy
hives everywhere and I'm wheezing
my smile looks crooked in the mirror
half my face has gone slack
one of my eyelids suddenly hangs down and my cheek is numb
coffee runs out of one side of my mouth
I keep dropping things with my right hand since an hour ago
my left foot keeps dragging since this morning
my fingers won't do what I tell them
my arm just flops down when I raise it
pins and needles down one whole side
I walk like a drunk suddenly and keep veering left
what I say comes out as gibberish
I know what I want to say but the wrong words come out
my wife says I'm not making sense
my dad is talking rubbish and can't follow what I say
it's like a curtain came down over one eye
I see double all of a sudden
everything on the left side has disappeared from my view
the tissue is red when I cough
I spat out a mouthful of blood after coughing
what I threw up looks like coffee grounds
like someone hit me over the head with a bat out of nowhere, blinding pain
a headache that peaked in seconds
my head feels like it's about to burst and light hurts and my neck is stiff
never felt head pain like this, it came in an instant
Mum doesn't recognise me since lunch
Grandpa is seeing things that aren't there and doesn't know what year it is
I suddenly can't remember how to get home
he's staring, jerking and doesn't answer
it is as if someone parked a truck on top of me and my arm feels odd
my breastbone feels like it's on fire and I'm drenched
something grips my heart like a fist
a dull ache creeping from my chest up my neck
I've got heartburn like never before and my left arm is going numb
my bra feels five sizes too small and I can't get rid of the squeeze
I woke my wife because my jaw and shoulder ache and I'm soaked in sweat
the room went grey and then my kids were slapping my cheeks
I slid down the wall and lost a few minutes
one second I was at the sink, the next I was staring at the ceiling
my boss says I just toppled off my chair
grandma won't stir no matter what I do
her eyes are rolled back and she's shaking
he's making weird snoring noises and is not reacting
my toddler went floppy and grey
I can't talk in full sentences because I need air
air just won't go in
I feel like I'm breathing under water
climbing out of bed leaves me panting like a dog
I have to prop myself up with four pillows because lying down I choke
my nails look purple and I feel faint
my neck and tongue are blowing up since that wasp sting
I ate shrimp and now my throat is getting narrow
I can only smile with one side
my husband looks like half of him melted
I tried to drink and the water ran out of my mouth on one side
my arm won't go up anymore
my leg buckles on one side when I stand since lunch
I keep bumping into things on my left
my fingers on the right hand won't close around the fork
my handwriting turned to scribbles from one minute to the next
letters make no sense to me all of a sudden
I open my mouth and only garbage comes out
my mate answers with random words
it feels like one eye has gone dark
there's a black hole in the middle of what I see since an hour
specks of blood on my pillow after a coughing fit
rusty stuff comes up when I cough
I felt a pop in my head and now everything hurts
my skull felt like it split in two within a second
neck is stiff, light is torture, headache from hell
mum put the keys in the oven and doesn't know who I am
my partner keeps asking the same question every minute since this morning
I got lost on the way to my own bathroom
my lips tingle, hives all over and I can't swallow
it feels like a horse is standing on my ribs
a tight ring around my chest won't let go
I get a crushing feeling under my breastbone when I walk
there's a pain that runs from my chest to my shoulder blade
my chest feels like it is going to explode
my jaw hurts and I'm sweating for no reason
I'm cold, sweaty and my left arm aches
I woke up on the kitchen floor
I saw black spots and then nothing
my knees gave in and I was out
I keep nearly passing out when I get up
he fell down and doesn't move
she is lying there and doesn't answer
my grandfather isn't reacting to anything
I can't get air into my lungs
I feel like I'm suffocating in bed
every breath hurts like a knife
I have to gasp between words
my lips have turned a blue colour
my tongue feels too big for my mouth after the medication
my throat feels like it's closing
my mouth droops when I smile
one side of my face doesn't move when I grin
my hand suddenly feels like it's not mine
I can't hold a cup with my left hand any more
my leg drags when I walk
my right side feels asleep and won't wake up
I can't get a sentence out straight
people say I'm talking strangely
words get stuck and come out wrong
I see only half of everything
my sight went blurry in one eye all at once
I'm seeing two of everything
there was blood in the tissue after I coughed
my vomit was dark red
it was like a lightning strike in my head
a headache like I've been shot
my mother keeps repeating herself and doesn't know where she is
my wife doesn't recognise our living room
I can't remember what I did an hour ago and feel muddled
it's like someone tied a rope around my chest and pulls
I've a burning behind my breastbone that goes to my arm
my chest feels full of concrete
I have a nagging ache in my left shoulder and I'm clammy and sick
I was washing dishes and then I was on the ground
my legs turned to jelly and I went down
everything faded out for a moment while I was driving
he keeled over at the table
she's not reacting when I shake her
my little girl's body went stiff and she's jerking
I can't get a full breath no matter what
I need to stop after three steps to breathe
it feels as though someone holds a pillow over my face
my chest rattles and I can't lie flat
my lips and eyelids swelled up after the antibiotic
my throat is scratchy and closing after the kiwi
my cheek hangs and I dribble
when I stick out my tongue it goes to one side
I can't button my shirt because my fingers don't obey
my left leg feels like wood all of a sudden
I walked into the door frame because I didn't see it on the right
I can't put a sentence together
I say yes when I mean no and mix up all words
it's like looking through frosted glass with one eye
I had a mouthful of blood after a coughing attack
there's blood in my vomit
my head hurts like it was hit by an axe, from zero to a hundred
my head is exploding and I keep vomiting
grandad is rambling and doesn't know his own house
my wife looks at me as if she doesn't know me
`),
  everyday: lines(`
I slept well after the massage
this weather kills my motivation
I'm dead on time for the race
I'd love to just sleep
I want to go to bed at ten
my plan is to run on Saturday
my dad said he would join the gym
I started stretching again this week
I've eaten about fifty cookies
my son hit a personal best
I can't breathe well in this mask at work
my left knee is sore
one shoe is wet
my speech at the meeting went well
I think my dad is having a great time
she is very fast
my daughter had a sleepover
the lights went out at eleven
he fell asleep on the couch
I can't wake up early
I drank too much coffee
I was out with friends until late
my chest strap feels loose
I keep missing my bedtime
every time I cross the park I see the same runner
I only get up early for races
my family is on holiday
I feel like I am getting fitter
it's time for me to rest
nobody called me today
how many beats per minute is normal
show me the trend of my breathing rate
why is my sleep so light
I lost two kilos
I am worried about my low score
my boss gave me a lot of work
I skipped dinner
I have a cold and a runny nose
I did yoga on the roof
I took the bridge route
I would rather not be outside in this weather
I would rather not start too early
I'd rather not be the last one at the start
How did I sleep last night?
What is my HRV today?
Why is my readiness low?
Show me my last seven nights
I am dead tired
I'm dead on my feet
I could die for a coffee
I'd kill for a pizza
That workout nearly killed me
This hill is killing me
My legs are killing me after squats
you are killing it
I was killing it on the bike today
I killed that interval session
the deadline is killing me
I'm dying to see my new score
I am dying of laughter
I died on the last rep
my phone died overnight
the battery of my watch is dead
the sensor died at 3 am
a dead battery cost me a night of data
deadlift day tomorrow
I did deadlifts and burpees
I nearly died laughing
over my dead body will I run at 5 am
I had a killer session
we watched a movie about suicide prevention
Suicide Squad was boring
we ran suicides at practice, I mean shuttle runs
I wanted to die of embarrassment
this heat is murder
I was bored to death in the meeting
scared to death by that horror film
I was worried sick about the race
the race was a suicide pace
it's do or die on Sunday
I am dying for a nap
die hard fan of morning runs
I'm not suicidal
I have no thoughts of suicide
I would never hurt myself
I don't have suicidal thoughts
no plans to hurt myself
I want to live longer
I want to live to be a hundred
I love my life
life is good
I don't want to train today
I do not want to go on a run
I don't want to wake up early
I can't go on holiday this year
I cut myself shaving
I cut myself while cooking
I cut myself some slack today
I hurt myself playing football
I hurt myself in the gym
cut my carbs last week
I cut my training short
cutting weight for the competition
I cut caffeine after noon
I want to end my run at the lake
end it with a stretch
I will end my fast at noon
let us end the session here
should I end the workout early
I want to quit sugar
I want to disappear into the mountains for a week on holiday
nobody noticed my new shoes
I have no chest pain
no chest pain, no breathlessness
I don't have chest pain
I never had chest pain
without chest pain I can run for an hour
chest day today
chest press and rows
my chest strap slipped
the chest strap shows a higher heart rate than the watch
new chest strap arrived
I wear a chest belt when cycling
my chest muscles are sore from bench pressing
I have a tight schedule
my hamstrings are tight
tight hips after sitting
pressure at work is high
under pressure this week
blood pressure is fine
the pressure in the tyres was low
my heart is full of joy
my heart rate was 48 last night
my heart rate was high because of wine
what is my resting heart rate
heart rate variability is confusing
heart attack risk calculators are interesting
my father had a heart attack in 2015
my grandfather died of a stroke
my grandmother had a stroke in 2010
my aunt fainted at a wedding last year
my uncle had chest pain last summer
I fainted once as a child
I passed out asleep on the sofa
I passed out on the couch after dinner
collapsed into bed at ten
a faint signal from the ring
there was a faint smell of smoke
blackout curtains helped
I sleep with blackout blinds
I was out of breath after the stairs
out of breath after my intervals
I was breathless after the sprint
breathless with excitement
shortness of breath during hill repeats is normal, right
box breathing before bed
I did my breathing exercises
my breathing rate was 15
breathing rate up a little
I can't breathe through my nose because of allergies
my nose is blocked
my legs are weak after leg day
my arms feel weak after climbing
my legs are numb from sitting
my foot fell asleep
numb fingers on a cold ride
pins and needles in my foot from the bike shoes
my left knee hurts
my right ankle is swollen
left shoulder is stiff
pain in my lower back
a headache from too little coffee
slight headache today
I get headaches when I skip breakfast
a headache after the red wine
my worst night this month
worst sleep ever
the worst workout of the year
I am confused about my score
so confused by these charts
I'm confused why HRV went up
confusing numbers this morning
I don't know where I put my ring
I don't know where my data went
I don't know what zone 2 means
I can't find my watch
I can't find the export button
I can't speak German
I can't talk right now, meeting
my swimming stroke got better
breast stroke or freestyle tomorrow
rowing stroke rate was 28
a stroke of luck
stroke volume is trainable
blood test next week
blood oxygen was 96
I donated blood yesterday
blood sugar looks stable
I spat out the gel
I coughed a bit last night
a dry cough for two days
I have a cold
I have a sore throat
I feel feverish
I have a fever of 38
my temperature was up
I feel sick today
I am ill in bed
feeling under the weather
I am exhausted
totally wiped out
I am wrecked after the marathon
I feel destroyed after intervals
burned out from work
I am stressed
I feel anxious before the race
I'm nervous about tomorrow
I feel low today
sad but okay
I am lonely in the new city
I cried at the movie
I had a bad day
rough night, the baby was crying
I woke up at four and could not fall asleep again
I can't sleep
I can't sleep when it is hot
insomnia again
I slept like the dead
slept like a log
I overslept
dead quiet night
what happens when I die in the game
in the game I died ten times
my character died
my plant died
my grandmother died last year
my dog died in spring
the old server died
our team was slaughtered 5 to 0
I shot a great round of golf
shooting photos all day
hang out with friends
hanging leg raises
I hung my jacket in the hall
pull-ups until failure
train to failure or not
I missed the train
I jumped off the box forty times
box jumps and jump rope
jumping rope for ten minutes
I took my pills for the allergy
vitamin pills in the morning
I took two tablets of magnesium
should I take melatonin
one glass of wine
I drank too much yesterday
hungover today
alcohol ruins my sleep
I stopped drinking for a month
late dinner, bad night
pizza at eleven was a mistake
jet lag from Tokyo
flying to New York tomorrow
time zone shift of six hours
my alarm rang at five
set an alarm for six
the alarm went off twice
what does strained mean
why am I strained
how is sleep debt computed
how sure are you
what data do you use
which nights are missing
when did I last sync
delete my data
export my data
what do you remember about me
forget what I said about my knee
can I train hard today
should I rest
is a rest day better
what should I do tonight
give me a breathing exercise
plan my week
is my HRV normal for my age
my HRV is lower than yesterday
my HRV went through the roof
is 45 ms good
what is RMSSD
explain h7
what was my best night
compare this week with last week
how many hours did I sleep
did alcohol change my HRV
I want to beat my record
I will crush this race
I crushed my personal best
that hill crushed me
crushing it today
my chest of drawers fell over
a weight on my mind is the exam
I lifted a heavy weight
the weight on the bar was 100
bench press 80 kilos
heavy legs
heavy week at work
heavy training block
I burned 900 calories
my thighs burn after squats
burning legs on the climb
sunburn on my arms
it stings a little
squeezing in a run at lunch
can you squeeze in a session
stabbing at a guess here
I am fighting for a podium
I am fighting a cold
struggling to keep the pace
I struggle with mornings
trouble falling asleep
difficulty falling asleep
hard to wake up
it is hard to keep the streak
I can't catch a break
I can't lift more than 60 kilos
I can't feel any difference
I can't move my meeting
I can't move, too sore from yesterday
I can't stand the heat
can't wait for the weekend
I can't take this score seriously
I give up chocolate
I give up, how do I connect my ring
goodbye for today
bye, talk tomorrow
see you never, snooze button
I won't be around this weekend, skip the plan
I am done for today
I am done with this workout
I am over it
my streak is over
the season is over
it's over, finally weekend
I want it to stop raining
I want to go to sleep
I want to sleep for a week
I need a holiday
I want to be alone tonight
I want to be a better runner
without me the team lost
my coach would be happier with more base work
my kids woke me up
my wife snores
my husband thinks I train too much
the dog woke me at three
my right arm training is going well
one arm rows
one leg squats
left leg day
face pulls and rows
my face is sunburnt
smile, it's Friday
my mouth is dry in the morning
mouth taping, yes or no
vision goals for the year
everything went well
the screen went black
the app crashed
my watch froze
the lights went out
power cut last night
I woke up on the sofa
I fell asleep on the floor
I fell off the bike but I am fine
I tripped on the trail
I was knocked out in the second round of the tournament
I ran 10 kms this morning
my hand is not as cold as yesterday
I want a dead simple plan
dead hangs for grip strength
I hope my battery does not die tonight
I hope it dies down after the weekend
what is the point of zone 2 training
I could sleep forever on Sundays
I lost my vision board
the train was late so I had to run
I want to jump higher
how do I jump off the line faster
I cut my run short because of rain
I want to go for a swim in the lake
I am thinking about how to do it in under four hours
I decided when to do it, my long run is on Sunday
the gun went off and we started
I collected my race number
I need a break from everything at work
giving up coffee is hard
my face looks tired
I want to stop eating sugar
my life is busy
my heart rate stopped rising at 180
I am not coming back to that gym
the best way to end a workout
a quick way to lower my heart rate
I am ready for the race
I wish I could sleep more
I want to hold my breath longer
I'm going to kill it on Sunday
I am about to end it with a sprint
we are going to kill this workout
I can't live without coffee
I slept badly because of the heat
my legs felt dead on the hills today
that interval set was murder
I nearly died when I saw my heart rate, 190!
killer headwind today
my watch keeps dying
I'd die for a nap right now
the coffee machine at work is dead, send help
I need to kill some time before the race
overslept and missed my alarm
is it okay to lift with sore chest muscles
my chest was sore from push-ups
heart rate spiked during intervals
I was panting after the sprint finish
I am totally knackered
burning lungs at the end of the race, loved it
my head hurts a bit, probably too little water
my arm is sore after the vaccine
my shoulder aches after swimming
pins and needles in my hands on long rides
I bit my tongue at lunch
my eye twitches when I'm tired
I can't remember my password
I forgot what I ate yesterday
my memory of last week is blurry, show me the data
I'm feeling a bit blue today
grey skies and low mood
should I worry about a low HRV
can I skip the session today
I don't want to run in the rain
I don't feel like training
I can't be bothered with the gym today
done with work for the week
finished the book, finally
I'm giving away my old bike
we said goodbye to our coach
my last message was about zone 2, please answer it
I wrote a letter to the race director
I crossed the bridge on my run at sunrise
rooftop yoga was great
I counted my steps by hand
I take my vitamin D pills at breakfast
the doctor changed my blood pressure tablets
I have an appointment about my sleep
I'm tired of eating chicken
sick of winter
I'm tired of being slow
the pain in my calf is gone
I want the soreness to end
I can't stand another rainy day
my cat keeps me awake
only my dog gets me out of bed early
my kids keep me busy
will I make it to the finish under four hours
I don't think I will make it to the gym today
I want to fall asleep faster
I wish I could sleep in
I never wake up before seven
heavy breathing of my partner wakes me
tight chest muscles after bench day
half of my sleep was light sleep
my hand was cold on the bike
my foot cramped in the night
the left one of my earbuds stopped working
can't find the words to thank you
My coach will kill me if I skip this one
I'm dead serious about my goal this year
that climb almost finished me off
I would die for a croissant
this headwind is killing my average
my motivation died in January
we buried our old treadmill in the basement
last night I slept like a baby
I can't live without my ring anymore
I took my magnesium and two vitamin pills
I need to take a break from coffee
my heart was pounding at the start line
I got butterflies before the race
my lungs were on fire in the last kilometre
I was gasping for air after the finish
sore chest from yesterday's push-up challenge
I strained my shoulder at the gym
my left knee clicks
my calves are tight and heavy
tingling feet after two hours on the bike
my fingers were numb from the cold
I cut my finger on a can
I burned my hand on the stove
I dropped my watch and the glass cracked
my phone fell off the balcony
the bridge route is closed, which other run can I do
I love running along the river at night
I jumped into the lake after the run
the train was delayed, so I got less sleep
my kids gave me a cold
my mother visits this weekend
my dad started running at 60
goodbye winter, hello spring
this is my last week of holidays
I am writing a letter to my insurance about the watch
I want to give my old shoes away
I want to end the day with some yoga
please end my subscription
I want to stop taking naps
I want everything to be perfect for the marathon
I can't keep up with the plan this week
I can't go on the trip because of work
I give up sugar for lent
I am so over this winter
nobody came to the group run
nobody cares about my pace but me
I felt useless at the gym today
life is busy with two kids
life is hard in week three of the plan
sometimes I forget to charge my watch
I don't remember my dreams
I am confused by the two different scores
my words of the day: sleep more
I can't see my data in the app
one of my eyes is dry in the morning
I have a headache after looking at screens
my nose bleeds a little in dry air
I see stars when I stand up too fast in the sauna
my neck is stiff from the pillow
can you tell me why my breathing rate rose
I want to improve my sleep
can you compare my HRV with last month
my run was awesome
I skipped training because of rain
I'm dying to get back on the bike
this plan will be the death of me, love it
we had a dead heat in the race
I killed time at the airport
I slept badly after a horror movie
my son was up all night with a cough
my daughter has a fever
my husband has a cold
my wife is pregnant
my back hurts from gardening
my toe hurts
my stomach is upset after curry
slight pain in my shin
my shoulder feels stiff in the morning
my hands get cold at night
my feet tingle after new shoes
I can't open the app
I can't find my charger
I can't wait to race again
I don't want to lose my streak
I don't want to get sick before the race
I don't want to eat breakfast
I want to quit my job
I am done with this diet
I am tired all the time
I am tired of my alarm
I feel empty after the marathon, is that normal
I feel lost without my watch
I miss my old coach
my old bike is history
I give my best in each session
I will give away my treadmill
I'm leaving for vacation tomorrow
I am moving to a new flat
see you tomorrow
goodnight
I need a new pillow
I had two beers
I take blood pressure pills every morning
my doctor changed my tablets
I had an ECG last year and it was fine
my resting pulse is 52
my breathing feels calm
I breathe through my nose while running
I had to stop because of a stitch
I was dizzy for a second after the sauna
my eyes are tired
my vision for this year is a marathon
my face is red after running
my mouth was dry overnight
I talk in my sleep
I speak three languages
my left foot is bigger than my right
my right hand is dominant
one side of the bed is too warm
the second half of the night was restless
I slept nine hours and still feel tired
that spin class was killer
my legs died in the second half of the race
I would kill for eight hours of sleep
I was dead last in my age group
the deadline moved, so I trained at night
I want to end the month with a personal best
do I need to stop drinking tea in the evening
I hate burpees
I hate my new saddle
I'm worried about my race on Sunday
I'm afraid of the swim start
I'm so done with this heat
my heart rate strap lost connection
why is my heart rate high at night
my chest feels great after stretching
I took an ibuprofen for my knee
I take my pills with breakfast
my knees hurt when going downstairs
my foot hurts after the long run
my hand cramps when I write
I woke up with a dry throat
I woke up on the wrong side of the bed
I fell asleep on the train
I fell on my bike yesterday but nothing happened
I get nervous before presentations
my breathing was loud because of a blocked nose
I'm hungry all the time
my skin is red from the sun
my eyes itch from pollen
I forgot my watch at home
I don't remember when I fell asleep
what is the point of tracking this
I can't decide between two shoes
I had a great last night with friends
it's my last year at university
my friend is moving away
my cousin is getting married
our dog ate my running sock
thanks, that is all for today
I woke up at six and felt fine
I woke up on the left side of the bed
my wife is training for a half marathon
my husband is a runner too
my wife is at work until late
my son has football practice
my daughter sleeps through the night now
my mother is coming for dinner
my dad is learning to use his watch
my brother has a new bike
my sister and I run together
my partner works nights
my friend is injured and can't run
my friend is faster than me
my colleague is on holiday
my left shoe is worn out
my right foot is half a size bigger
my left arm is stronger than my right
one arm is longer in this jersey
my hand is sore from climbing
my legs are tired after the hills
my legs feel heavy this week
my calves are tight
my arms are sore from rowing
my fingers hurt from guitar practice
my face is sunburnt again
my mouth tastes like metal after the gel
my eyes are red from chlorine
my head feels clear today
my head is full of ideas
my chest is itchy under the strap
my chest feels open after yoga
my heart was happy to see the result
my heart rate dropped quickly after the interval
my heart rate stays low in zone 2
my breathing was easy on the run
my breath was visible in the cold
my throat is a little dry
my tongue is blue from the candy
my speech for the wedding is ready
I gave a speech at work
I can't find the words for how good that felt
I can't find the settings
I can't see the chart on my phone
I can't move the session to Friday
I can't lift this week because of my schedule
I can't feel the watch on my wrist, it is so light
I can't stop eating cookies
I can't stop laughing
I can't take more than two rest days
I can't do pull ups yet
I can't do this workout without music
I can't handle the heat well
I don't want to stop now, I'm on a streak
I don't want to go to the gym
I don't want to be late for training
I don't want to be here at work today
I don't want to be in the office
I don't like living in the city
I don't know where to start with intervals
I don't know what to eat before the race
I don't know if I should run today
I don't remember setting an alarm
I don't see the point of warm-ups
I don't see my sleep from Tuesday
I don't feel like cooking
I don't care about the score today
I want to sleep
I want to sleep in tomorrow
I want to stop snacking at night
I want to stop using caffeine
I want this cold to end
I want my legs back
I want to be alone on my run
I want to run away for a weekend in the mountains
I want to disappear on a beach for two weeks
I want to see my family this weekend
I want everything to go well on Sunday
I want to die my hair red
I wish I was faster
I wish it was Friday
I wish my watch lasted longer
I wish I had more time
I hope I sleep better tonight
I hope my knee holds up
I hope it rains tomorrow
I am so tired I could sleep standing up
I am tired of waking up at five
I am tired of this plateau
I am exhausted after the week
I am done, that was a hard session
I am finished with my last interval
I am ready for bed
I am ready to go for a run
I am ready for the weekend
I am alone at home this week
I am alone on long runs
I am nobody's idea of a fast runner
I feel nothing different after the supplement
I feel numb from all the meetings
I feel heavy after dinner
I feel weak after the flu
I feel pressure to perform at work
I feel pain in my heel
I feel cold in the evening
I feel hot at night
I feel like running
I feel like pizza
I feel like I am in good shape
I have a lot of pressure at work
I have a plan for the marathon
I have a plan for tomorrow
I have nothing planned today
I have no energy today
I have no time to train
I have no idea what that means
I have pain in my shin when I run
I have a tight left hamstring
I have been sitting all day
I have had enough coffee today
I had enough sleep
I had a weird dream about falling
I had a nightmare about drowning
I fell asleep at once
I fell in love with trail running
I stood up all day at the conference
I sat on the balcony and relaxed
I walked over the bridge with the dog
I took the train to the race
I took a nap and felt better
I took the stairs instead of the lift
I took my medication as always
I took a painkiller for my tooth
I counted my calories
I wrote in my diary before bed
I said goodbye to my old gym
I gave my brother my old watch
I left my things in the locker
I left the race early
I looked at the stars from the roof
I thought about skipping the race
I think about food all day
I think I overdid it yesterday
I think my plan is too hard
nothing special happened today
nothing hurts today
nobody is at the gym at five
everyone in my family has a cold
everyone was faster than me
it hurts a little when I squat
it feels like summer
it feels like a hard week
it is so hot that I can't sleep
it was the best night in weeks
it is all going well
it is over, the race is done
the end of the week was relaxed
the last night was short
the last interval was brutal
the pain in my foot is better
the cut on my finger is healing
the knife slipped while cooking but it is just a scratch
the kids are sick again
the dog woke me up three times
the night was too warm
tonight I go to bed early
tomorrow is race day
tomorrow I will rest
see you after the race
if I sleep more, will my HRV go up
if I run tomorrow, should I go easy
when will I be fit again
when I run uphill I get out of breath
when I lie on my left side the watch hurts my wrist
why do I wake up at night
why do I feel so tired
why am I awake at four
why is my score so low
what is wrong with my sleep
what can I do for better sleep
how long until I recover
how do I fall asleep faster
how much sleep do I need to be alive and kicking
how many pills of magnesium may I take
should I see a doctor about my knee
is it normal to sweat at night
is it bad to skip breakfast
can I drink wine tonight
can I train with a blister
`),
};
