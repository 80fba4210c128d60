"""English."""

from . import Language, languages
from ._english_times import TIMES
from ._quantities import BOUND_AFTER, BOUND_WORDS, COMPARISONS, FRACTIONS, MULTIPLIERS, NUMBER_WORDS, ORDINALS, UNITS

ENGLISH = languages.add("en", Language(
    code="en",
    english_name="English",
    **TIMES,
    number_words=NUMBER_WORDS,
    multipliers=MULTIPLIERS,
    joiners=frozenset(("and",)),
    minus_words=frozenset(("minus", "negative")),
    point_words=frozenset(("point",)),
    share_words=frozenset(("out of", "in", "over")),
    one_words=frozenset(("a", "an")),
    articles=frozenset(("the",)),
    half_words=frozenset(("half",)),
    vague_numbers=frozenset(("several", "few", "many", "some", "a few")),
    ordinals=ORDINALS,
    ordinal_suffixes=frozenset(("st", "nd", "rd", "th")),
    bound_words=BOUND_WORDS,
    comparisons=COMPARISONS,
    bound_after=BOUND_AFTER,
    either_words=frozenset(("or",)),
    change_words=frozenset("""
        from rise rises rose risen rising climb climbs climbed climbing gain gains gained gaining jump jumps jumped jumping add adds added
        surge surges surged surging grow grows grew growing increase increased increasing fall falls fell falling fallen drop drops dropped
        dropping decline declined declining slip slipped slid lose loses lost losing ease eased up down
    """.split()),
    between_words=frozenset(("between",)),
    both_words=frozenset(("and",)),
    range_words=frozenset(("to", "and", "or", "through")),
    casualties=frozenset("dead killed injured wounded missing hurt hospitalised hospitalized arrested detained displaced homeless".split()),
    casualty_verbs={
        "kills": "dead", "killed": "dead", "killing": "dead", "injures": "injured", "injured": "injured", "injuring": "injured",
        "wounds": "wounded", "wounded": "wounded", "wounding": "wounded",
    },
    units=UNITS,
    vague_multiples={
        "dozens": 20, "scores": 40, "hundreds": 100, "thousands": 1000, "millions": 1e6, "billions": 1e9,
        "dozens of": 20, "scores of": 40, "hundreds of": 100, "thousands of": 1000, "tens of thousands": 1e4, "hundreds of thousands": 1e5,
        "tens of millions": 1e7, "hundreds of millions": 1e8,
    },
    fractions=FRACTIONS,
    label_words=frozenset("""
        number no nos article section chapter page phase level group channel route flight room part type grade category highway interstate
        version volume model point verse line size stage track area zone block act bill lot district ward precinct paragraph question step
    """.split()),
    age_prefixes=frozenset(("aged", "age", "ages")),
    people=frozenset("""
        person man woman child boy girl adult teenager youth baby infant soldier troop civilian passenger worker migrant refugee protester
        demonstrator fighter militant rebel hostage prisoner detainee inmate patient voter user customer guest visitor tourist fan follower
        member employee staffer police serviceman guard gunman attacker bomber rioter family relative dead body casualty fatality injury
        pupil parent mother father brother sister son daughter friend colleague crew miner sailor hiker climber swimmer cyclist motorist
        pedestrian commuter shopper evacuee volunteer medic doctor nurse firefighter officer policeman official lawmaker mp senator
    """.split()),
    plurals={
        "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman",
        "policewomen": "policewoman", "firemen": "fireman", "fishermen": "fisherman", "servicemen": "serviceman", "wives": "wife",
        "lives": "life", "knives": "knife", "leaves": "leaf", "wolves": "wolf", "thieves": "thief", "halves": "half", "feet": "foot",
        "teeth": "tooth", "mice": "mouse", "geese": "goose", "crises": "crisis", "aircraft": "aircraft", "sheep": "sheep",
        "fish": "fish", "troops": "troops", "police": "police", "criteria": "criterion", "series": "series", "buses": "bus",
    },
    plural_endings=(("ss", "ss"), ("us", "us"), ("is", "is"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")),
    quote_pairs=(("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")),
    cues={
        form: forms.split()[0] for forms in (
            "say says said saying", "tell tells told telling", "add adds added adding", "claim claims claimed claiming",
            "note notes noted noting", "insist insists insisted insisting", "argue argues argued arguing",
            "explain explains explained explaining", "suggest suggests suggested suggesting", "state states stated stating",
            "declare declares declared declaring", "admit admits admitted admitting", "concede concedes conceded conceding",
            "acknowledge acknowledges acknowledged acknowledging", "assert asserts asserted asserting",
            "maintain maintains maintained maintaining", "contend contends contended contending", "warn warns warned warning",
            "announce announces announced announcing", "predict predicts predicted predicting", "confirm confirms confirmed confirming",
            "reveal reveals revealed revealing", "report reports reported reporting", "allege alleges alleged alleging",
            "estimate estimates estimated estimating", "stress stresses stressed stressing",
            "emphasise emphasises emphasised emphasising emphasize emphasizes emphasized emphasizing",
            "recall recalls recalled recalling", "reply replies replied replying", "respond responds responded responding",
            "remark remarks remarked remarking", "observe observes observed observing", "write writes wrote written writing",
            "tweet tweets tweeted tweeting", "agree agrees agreed agreeing", "joke jokes joked joking", "quip quips quipped quipping",
            "boast boasts boasted boasting", "complain complains complained complaining", "promise promises promised promising",
            "pledge pledges pledged pledging", "vow vows vowed vowing", "hint hints hinted hinting", "indicate indicates indicated indicating",
            "conclude concludes concluded concluding", "testify testifies testified testifying",
            "reiterate reiterates reiterated reiterating", "assure assures assured assuring", "inform informs informed informing",
            "remind reminds reminded reminding", "ask asks asked asking", "urge urges urged urging", "demand demands demanded demanding",
            "order orders ordered ordering", "instruct instructs instructed instructing", "accuse accuses accused accusing",
            "describe describes described describing", "call calls called calling", "deny denies denied denying",
            "propose proposes proposed proposing", "recommend recommends recommended recommending", "advise advises advised advising",
            "express expresses expressed expressing", "disclose discloses disclosed disclosing", "mention mentions mentioned mentioning",
            "criticise criticises criticised criticising criticize criticizes criticized criticizing", "comment comments commented commenting",
            "mock mocks mocked mocking", "dismiss dismisses dismissed dismissing", "praise praises praised praising",
            "charge charges charged charging", "believe believes believed believing", "exclaim exclaims exclaimed", "shout shouts shouted shouting",
            "counter counters countered countering", "continue continues continued", "quote quotes quoted quoting", "cite cites cited citing",
            "caution cautions cautioned cautioning", "lament laments lamented lamenting", "opine opines opined", "read reads",
            "point pointed points pointing", "encourage encourages encouraged encouraging", "appeal appeals appealed appealing",
            "think thinks thought", "hope hopes hoped", "fear fears feared", "find finds found", "show shows showed shown", "learn learned",
            "swear swears swore", "speculate speculates speculated", "theorise theorised theorize theorized", "posit posits posited",
        ) for form in forms.split()
    },
    # Picked by hand from forms that are part of a cue in some two fifths or more of at least eight places in PolNeAR's train articles.
    stances={
        **dict.fromkeys("""
            endorsed endorses supported supports defended defending questioned questioning rejected rejecting rejects opposed opposes
            attacked attacking blasted blasting denounced denouncing blamed blaming condemned condemning decried touted touting slammed
            slams railed discussed discussing voiced thanked echoed highlighted highlighting underscored portrayed portrays
            referring referred hailed hails lauded ridiculed sees blames pleaded lashed welcomed
            talked apologized apologised
        """.split(), "topic"),
        **dict.fromkeys("""
            declined declines declining refused refuses refusing offered offers sought seeks hoping threatened threatens threatening wants
            wanted expects expecting intends signaled signalled worried worries convinced signaling
        """.split(), "vow"),
    },
    cue_frames={
        **dict.fromkeys(("say", "state", "claim", "insist", "argue", "add", "allege", "reply"), "say"),
        **dict.fromkeys(("tell", "assure", "inform", "remind", "warn", "caution", "advise"), "tell"),
        **dict.fromkeys(("urge", "order", "instruct", "accuse", "encourage", "ask"), "urge"),
        **dict.fromkeys(("promise", "pledge", "vow", "agree", "propose", "demand", "swear"), "vow"),
        **dict.fromkeys(("criticise", "praise", "mock", "dismiss", "describe", "call", "express", "accuse", "deny", "announce", "mention",
                         "recall", "acknowledge", "recommend", "predict", "note"), "topic"),
        "hope": "vow",
        **dict.fromkeys(("quote", "cite"), "quote"),
        **dict.fromkeys(("read", "continue", "charge", "shout", "comment", "appeal", "exclaim", "respond"), "marks"),
        **dict.fromkeys(("learn",), "that only"),
    },
    cue_strength={
        **dict.fromkeys(("say", "tell", "state", "add", "note", "explain", "remark", "declare"), 0),
        **dict.fromkeys(("ask", "appeal", "propose", "suggest", "recommend", "advise", "encourage"), 1),
        **dict.fromkeys(("urge", "press"), 2), **dict.fromkeys(("demand", "insist"), 3), **dict.fromkeys(("order", "instruct"), 4),
    },
    participles=frozenset("""
        saying telling adding claiming noting insisting arguing explaining suggesting stating declaring admitting conceding acknowledging
        asserting maintaining warning announcing predicting confirming revealing alleging stressing emphasising emphasizing recalling
        remarking observing writing tweeting joking complaining promising pledging vowing indicating concluding reiterating urging demanding
        ordering accusing describing calling denying citing quoting asking telling reporting defending questioning rejecting attacking blasting denouncing
        blaming condemning touting highlighting referring declining refusing hoping threatening expecting proposing criticizing
        criticising praising mocking dismissing expressing
    """.split()),
    noun_cues=frozenset("state states report point order charge remark remarks comment comments estimate show".split()),
    cue_particles=frozenset(("out", "back")),
    be_words=frozenset("is was were been being be are am get got".split()),
    according=("according to", "in the words of"),
    that_words=frozenset(("that",)),
    whether_words=frozenset(("whether", "if", "why", "how", "what", "when", "where", "who")),
    to_words=frozenset(("to", "of")),
    vow_words=frozenset(("to", "not")),
    modals=frozenset("will would can could should must may might shall does do did".split()),
    stance_prepositions=frozenset("for on against about at to with of as over".split()),
    by_words=frozenset(("by",)),
    as_saying=frozenset(("as saying", "as telling", "as stating", "saying", "as having said")),
    who_words=frozenset(("who", "which")),
    auxiliaries=frozenset("""
        has have had also later then earlier previously now once again repeatedly reportedly allegedly is was were been be being would
        himself herself itself themselves further simply just already recently separately meanwhile both all out
        long often still first initially
    """.split()),
    determiners=frozenset("the a an his her its their our my this that these those one another some several many two three both".split()),
    quantifiers=frozenset("some many most few other others all such more both someone everyone none former".split()),
    prepositions=frozenset("""
        of for at in on from with by to about over under after before during since against between through into among as via near within
        without despite until upon toward towards inside outside behind
    """.split()),
    place_senses=dict.fromkeys("in at near on over outside inside within around across throughout".split(), "in")
    | dict.fromkeys("to into toward towards".split(), "to") | {"from": "from"},
    attaching=frozenset("of for at in from with".split()),
    conjunctions=frozenset("and but or while as when because although though whereas if so since that which after before until".split()),
    clause_openers=frozenset("after before when while because although though as whereas where".split()),
    credit_openings=(
        r"(?:with )?(?:additional )?(?:information|material|reporting|files|inputs?|contributions?) (?:from|by) (?:the )?",
        r"this (?:article|report|story) (?:includes|contains|uses) (?:information|material|reporting) from (?:the )?",
        r"(?:additional )?(?:reporting|writing|editing) by (?:the )?", r"(?:news )?(?:sources?|via|agenc(?:y|ies)) ?: ?(?:the )?",
    ),
    occasions={
        "press conference": "press conference", "news conference": "press conference", "press briefing": "briefing", "briefing": "briefing",
        "told reporters": "to reporters", "told journalists": "to reporters", "interview": "interview", "statement": "statement",
        "press release": "statement", "speech": "speech", "address to": "speech", "letter": "letter", "email": "letter", "e-mail": "letter",
        "phone call": "phone call", "by phone": "phone call", "by telephone": "phone call", "testimony": "testimony", "testified": "testimony",
        "hearing": "hearing", "in court": "court", "tweet": "post", "tweeted": "post", "twitter": "post", "facebook": "post", "telegram": "post",
        "instagram": "post", "truth social": "post", "blog": "post", "wrote on": "post", "rally": "rally",
    },
    first_hand=(
        "told this newspaper", "told this paper", "told this reporter", "told this website", "told this site", "told us", "told me",
        "in an interview with this", "said when asked by this", "contacted by this",
    ),
    told_lemmas=frozenset(("tell", "inform")),
    agency_lemmas=frozenset(("report", "say", "quote", "cite", "write", "add", "claim", "state")),
    agency_nouns=frozenset(("news", "agency", "newswire")),
    carriers=("reported by", "quoted by", "cited by", "carried by", "published by", "obtained by", "seen by", "an interview with",
              "citing", "quoting", "as saying by"),
    agency_words=frozenset(("news agency", "agency", "newswire", "wire service")),
    object_pronouns=frozenset("him himself hers herself them theirs themselves".split()),
    other_pronouns=frozenset(("it", "i", "we")),
    speakers=frozenset("""
        police authorities sources source officials statement report study ministry department government court agency company spokespeople
        firm council committee commission prosecutors critics opponents supporters insiders aides people residents witnesses experts
        analysts union office campaign embassy kremlin pentagon hospital university newspaper paper magazine poll survey
        lawsuit complaint indictment letter memo document documents filing records website post
    """.split()),
    hedges=frozenset("allegedly reportedly apparently supposedly purportedly alleged reported".split()),
    speech_nouns=frozenset("account words statement statements remarks comments version testimony speech telling".split()),
    pronouns={
        "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
        "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
    },
    departments={
        **{word: word for word in """
            finance interior foreign health justice education transport energy labour trade agriculture environment economy culture housing
            home state sports science tourism planning immigration police fire army navy treasury security
        """.split()},
        "defense": "defence", "defence": "defence", "labor": "labour", "economic": "economy", "transportation": "transport",
    },
    rank_words={**{word: word for word in "deputy acting assistant associate junior".split()}, "vice": "deputy", "interim": "acting"},
    former_words=frozenset("former ex then late outgoing incoming retired retiring onetime".split()),
    honorifics={
        "mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "madam": "f",
        "dr": "", "prof": "", "rev": "", "hon": "", "gen": "", "lt": "", "col": "", "maj": "", "capt": "", "sgt": "", "adm": "",
        "cmdr": "", "cpl": "", "insp": "", "supt": "", "sen": "", "rep": "", "gov": "", "cllr": "", "ald": "", "det": "", "brig": "",
        "amb": "", "pvt": "", "mx": "", "baroness": "f", "pope": "m", "king": "m", "queen": "f",
        "prince": "m", "princess": "f", "imam": "m", "sheikh": "m", "rabbi": "",
    },
    roles={
        **dict.fromkeys((
            "spokesman", "chairman", "congressman", "councilman", "policeman", "fireman", "businessman", "assemblyman", "father",
            "husband", "son", "brother", "uncle", "grandfather", "widower", "fisherman", "salesman", "actor",
        ), "m"),
        **dict.fromkeys((
            "spokeswoman", "chairwoman", "mayoress", "congresswoman", "councilwoman", "policewoman", "businesswoman", "assemblywoman", "mother",
            "wife", "daughter", "sister", "aunt", "grandmother", "widow", "actress",
        ), "f"),
        **dict.fromkeys((
            "president", "vice president", "prime minister", "minister", "foreign minister", "defence minister", "defense minister",
            "finance minister", "interior minister", "premier", "chancellor", "secretary of state", "secretary", "secretary general",
            "secretary-general", "undersecretary", "senator", "governor", "mayor", "representative", "lawmaker", "legislator",
            "councillor", "councilor", "council member", "alderman", "deputy", "ambassador", "envoy", "diplomat", "spokesperson", "official",
            "officer", "chief", "chief executive", "ceo", "head", "leader", "director", "manager", "chair", "chairperson",
            "commissioner", "general", "colonel", "major", "captain", "sergeant", "lieutenant", "commander", "admiral", "marshal",
            "judge", "justice", "prosecutor", "attorney", "attorney general", "lawyer", "solicitor", "barrister", "counsel", "coroner",
            "sheriff", "trooper", "constable", "inspector", "superintendent", "detective", "professor", "doctor", "teacher", "principal",
            "researcher", "scientist", "economist", "analyst", "expert", "engineer", "historian", "author", "writer", "editor",
            "reporter", "journalist", "correspondent", "columnist", "pastor", "bishop", "archbishop", "cardinal", "priest", "coach",
            "player", "striker", "goalkeeper", "founder", "co-founder", "owner", "resident", "witness", "neighbour", "neighbor",
            "victim", "suspect", "survivor", "farmer", "worker", "driver", "pilot", "nurse", "paramedic", "firefighter", "fire chief",
            "police chief", "candidate", "activist", "campaigner", "aide", "adviser", "advisor", "counterpart", "citizen", "musician",
            "singer", "artist", "student", "trustee", "speaker", "treasurer", "harbourmaster", "negotiator", "delegate", "organiser",
            "organizer", "volunteer", "rescuer", "nominee", "host", "moderator", "strategist", "rival", "ally", "pollster", "contender", "geologist", "meteorologist", "biologist", "curator",
        ), ""),
    },
    stopwords=frozenset("""
        a about above across after again against ago all almost along already also although always am amid among an and another any are
        around as at away back be because been before behind being below besides between beyond both but by can cannot could despite did
        do does doing done down due during each earlier either else ever every few for from further get go had has have having he hence
        her here hers herself him himself his how however i if in indeed instead into is it its itself just last later least less like
        many may me meanwhile might mine more moreover most much must my myself near nearly neither never nevertheless next no nobody
        none nor not nothing now of off often on once one only onto or other others our ours ourselves out over own per perhaps quite
        rather same she should since so some soon still such than that the their theirs them themselves then there therefore these they
        this those though through throughout thus to today together tomorrow too toward towards under unless until up upon us very via
        was we were what whatever when where whereas whether which while who whoever whole whom whose why will with within without
        would yes yesterday yet you your yours yourself
    """.split()),
    weighty=frozenset("""
        all always any can cannot could every few last least less many may might more most must never no nobody none not nothing often
        once one only should some will would before after with without
    """.split()),
    negators=frozenset(("cant", "dont", "didnt", "doesnt", "isnt", "wasnt", "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without", "n't", "n’t")),
    degree_words=frozenset("only just merely simply fewer less more later longer least necessarily doubt matter sooner".split()),
    refusals=frozenset("""
        decline declines declined declining refuse refuses refused refusing fail fails failed failing deny denies denied denying avoid
        avoids avoided avoiding unlikely unable lack lacks lacked lacking prevent prevents prevented
    """.split()),
    condition_words=frozenset("if unless until till once whether".split()),
    abbreviations=frozenset("""
        mr mrs ms dr prof gen col lt maj sgt capt cmdr adm brig cpl pvt rev hon st sen rep gov sr jr messrs mt ft ave blvd rd nos vs etc
        e.g i.e u.s u.k u.n e.u d.c jan feb mar apr jun jul aug sep sept oct nov dec tue tues thu thur thurs fri inc ltd co corp bros
        univ dept est approx vol insp supt cllr det pres amb atty ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich minn miss
        mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ph.d rep.-elect
    """.split()),
    confirm_words=frozenset("confirm confirms confirmed confirming acknowledge acknowledges acknowledged admit admits admitted".split()),
    contacts={
        **dict.fromkeys("met meet meets meeting meetings room encounter face-to-face in-person visited".split(), "person"),
        **dict.fromkeys("phone phoned telephone telephoned call called video letter wrote".split(), "remote"),
        **dict.fromkeys("spoke speak spoken talked talk talks contact contacts conversation conversations negotiations".split(), "any"),
    },
    pair_words=frozenset(("two", "both", "they", "pair", "sides")),
    occasion_words=frozenset(("time",)),
    since_words=frozenset(("since",)),
    opposites=(
        ("began", "ended"), ("begins", "ends"), ("began", "finished"), ("started", "ended"), ("started", "finished"), ("opened", "closed"),
        ("opens", "closes"), ("arrived", "left"), ("arrived", "departed"), ("entered", "left"), ("arrested", "released"), ("fell", "rose"),
        ("announced", "cancelled"), ("filed", "dropped"), ("closed", "reopened"),
    ),
    teasers=(
        r"(?i:keep reading|continue reading|read more|read also|also read|read next|see also|more on this(?: story)?|up next|editor[’']?s[’']? picks?)",
        r"(?i:related(?: (?:stories|story|articles?|posts?|news|content|coverage|links?))?|recommended(?: for you)?|trending(?: now)?|more stories)",
        r"(?i:you (?:may|might) also like|don[’']t miss|most (?:read|popular|viewed)|sponsored(?: content)?|watch(?: now| live| more)?|listen(?: now)?)",
        r"(?i:(?:story|article) continue[sd] below(?: advertisement)?|more from [\w .’'-]{1,40})",
    ),
    forms=(
        r"(?i:leave a (?:reply|comment).{0,60}|cancel reply|post a comment|(?:\d+ )?comments?(?: \(\d+\))?:?|notify me of (?:new|follow).*)",
        r"(?i:your email address will not be published\b.*|required fields are marked\b.*|save my name, email\b.*)",
        r"(?i:you must be (?:logged|signed) in\b.*|this site uses akismet\b.*|comments are (?:closed|off|moderated)\b.*)",
        r"(?i:(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|emails?|inbox|updates|alerts|podcast|channel)\b.{0,80})",
        r"(?i:subscribe(?: now| today)?[.!]?|(?:get|receive)\b.{0,60}\bto your inbox\b.{0,60}|by (?:signing up|subscribing),? you agree\b.*)",
        r"(?i:share(?: this)?(?: (?:article|story|post|page))?(?: (?:on|via)\b.{0,60})?:?|click to share\b.*|loading\W*|advertisements?)",
        r"(?i:(?:{0})(?:[ ,|/•:-]+(?:{0})){{0,12}}:?)".format(
            "share|tweet|e-?mail|print|facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|telegram|follow|bio|save|menu|search|gift article"
            "|copy (?:link|url)|like this|order reprint|purchase|skip (?:advert|ad)|text size|font size|close|home|log ?in|sign in"
        ),
        r"(?i:follow us (?:on|at)\b.{0,120}|like us on facebook\b.*|download (?:our|the) .{0,30}\bapp\b.{0,60}|tags?: .*|filed under\b.*)",
        r"(?i:posted in .{0,60}|categories: .*|\d+ min(?:ute)?s? read|(?:last )?(?:updated|published|posted)(?: on| at)?:? .{0,40}\d{4}.{0,20})",
        r"(?i:(?:©|\(c\) ?\d{4}|copyright\b ?(?:©|\(c\)|\d{4})).*|.{0,80}\ball rights reserved\b.{0,120})",
        r"(?i:\d{1,2} [^\W\d_]{3,9} \d{4},? (?:last )?updated (?:on|at)\b.{0,40})",
        r"(?i:.{0,120}\bmay not be published, broadcast, rewritten\b.*)",
        r"(?i:the post .{1,300} (?:appeared first|first appeared) on .{1,100})",  # what WordPress puts below an entry of a feed
    ),
    bylines=(
        r"(?i:by|written by|story by|reported by|words by)(?: ?: ?| +)(?P<name>NAME)(?: ?[,|/–—•·-] ?.{0,80})?",
        r"(?i:authors?|reporters?|writers?) ?: ?(?P<name>NAME)",
        r"(?i:by )?(?P<name>(?:(?:NAME|our|Our|the|The|a) )?(?i:staff(?: (?:writers?|reporters?|correspondents?|report|and agencies))?|(?:news|web) desk))",
        r"(?i:by )(?P<name>(?:our|Our|a|A) (?:own )?(?:special |foreign |local )?(?:correspondent|reporter))",
    ),
    biographies=(
        r"NAME (?:is|was) (?:an?|the|our) (?:[\w’'-]+ ){0,6}(?:editor|reporter|correspondent|columnist|journalist|writer|contributor)\b.{0,400}",
        r".{0,400}\b(?i:follow (?:him|her|them|me) (?:on|at)|(?:he|she|they) tweets? (?:at|as)|(?:he|she|they) can be (?:reached|contacted) at)\b.*",
        r"(?i:contact|reach|e-?mail|follow) (?:NAME|the (?:reporter|writer|author)) (?:at|on)\b.{0,120}",
    ),
    credit_lines=(
        r"(?i:with (?:information|material|reporting|files|additional reporting|inputs?|contributions?) (?:from|by))\b.{0,200}",
        r"(?i:(?:additional )?(?:reporting|writing|editing) by|inputs? from|(?:news )?sources? ?:)(?: |\b).{0,200}",
        r"(?i:this (?:article|report|story) (?:includes|contains|uses) (?:information|material|reporting) from)\b.{0,200}",
        r".{0,120}\b(?i:contributed to this (?:report|story|article))\b.{0,40}",
    ),
    captions=(
        r"(?i:(?:file|handout|stock|pool|courtesy)?[ -]?(?:photos?|photographs?|images?|pictures?|pics?|video)(?: credit)?(?: by| courtesy(?: of)?))",
        r"(?i:(?:photos?|photograph|images?|picture|pic|video|graphic|photo credit|image credit|credit) ?[:/])",
        r"(?i:file (?:photo|image|picture)|handout|courtesy)",
    ),
    question_labels=frozenset(("q", "question", "reporter", "journalist", "press", "media")),
    answer_labels=frozenset(("a", "answer")),
    sounds=frozenset(("uh", "uhm", "um", "umm", "er", "erm", "ah", "eh", "hm", "hmm", "mhm")),
    in_full={
        "can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"), "let's": ("let", "us"),
        "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
    },
    in_full_endings={"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would"},
    in_full_behind={"'s": ("is", frozenset(("it", "that", "there", "here", "he", "she", "what", "who", "where", "how")))},
    sign_words=frozenset(("percent", "per cent")),
))
