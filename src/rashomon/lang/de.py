"""German."""

from . import Language, languages

GERMAN = languages.add("de", Language(
    code="de",
    english_name="German",
    weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    weekday_short={"sonnabend": 6},
    months=(
        ("januar", "jänner", "jan"), ("februar", "feb"), ("märz",), ("april", "apr"), ("mai",), ("juni", "jun"), ("juli", "jul"),
        ("august", "aug"), ("september", "sept"), ("oktober", "okt"), ("november", "nov"), ("dezember", "dez"),
    ),
    dates_capitalised=True,
    doubtful_dates=frozenset(("jan", "august")),
    relative_days={"heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2},
    day_parts={"morgen": "MO", "vormittag": "MO", "nachmittag": "AF", "abend": "EV", "nacht": "NI", "früh": "MO"},
    clock_words={"uhr": "H", "mittag": "12:00", "mitternacht": "24:00"},
    seasons={"frühling": "SP", "frühjahr": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"},
    periods={
        "sekunde": "TS", "sekunden": "TS", "minute": "TM", "minuten": "TM", "stunde": "TH", "stunden": "TH", "tag": "D", "tage": "D",
        "tagen": "D", "woche": "W", "wochen": "W", "wochenende": "WE", "wochenenden": "WE", "h": "TH", "min": "TM", "monat": "M", "monats": "M", "monate": "M", "monaten": "M",
        "quartal": "Q", "jahr": "Y", "jahre": "Y", "jahren": "Y", "jahres": "Y", "jahrzehnt": "DE", "jahrzehnte": "DE", "jahrzehnten": "DE",
        "jahrhundert": "CE",
    },
    plural_periods=frozenset("minuten stunden tage tagen wochen monate monaten jahre jahren jahrzehnte jahrzehnten".split()),
    whole_words=frozenset("ganze ganzen ganzes".split()),
    part_words={
        **dict.fromkeys(("anfang", "beginn"), "early"), **dict.fromkeys(("mitte",), "mid"), **dict.fromkeys(("ende",), "late"),
        **dict.fromkeys(("rest", "der rest", "später"), "later"),
    },
    time_bounds={
        "seit": "since", "ab": "since", "vor": "before", "nach": "after", "in": "in", "innerhalb von": "within", "binnen": "within",
        **dict.fromkeys(("bis", "bis zum", "bis zur"), "until"),
    },
    ahead_words=frozenset(("später", "danach")),
    decade_suffixes=frozenset(("er", "ern")),
    last_words=frozenset("letzte letzten letzter letztes vergangene vergangenen vergangener vergangenes vorige vorigen voriger voriges letztem vergangenem vorigem "
                         "vorherige vorherigen vorheriger vorheriges".split()),
    next_words=frozenset("nächste nächsten nächster nächstes kommende kommenden kommender kommendes nächstem kommendem folgende folgenden "
                         "folgender folgendes darauffolgende darauffolgenden".split()),
    echo_words=frozenset("vorherige vorherigen vorheriger vorheriges folgende folgenden folgender folgendes darauffolgende darauffolgenden".split()),
    same_words=frozenset("gleiche gleichen selben".split()),
    echo_periods={
        **dict.fromkeys(("am selben tag", "am gleichen tag", "an diesem tag", "jenem tag"), "D"),
        **dict.fromkeys(("in derselben woche", "in der gleichen woche"), "W"),
        **dict.fromkeys(("im selben monat", "im gleichen monat"), "M"), **dict.fromkeys(("im selben jahr", "im gleichen jahr"), "Y"),
        **dict.fromkeys(("am selben abend", "am gleichen abend"), "EV"), **dict.fromkeys(("in derselben nacht", "in der gleichen nacht"), "NI"),
    },
    this_words=frozenset("diese diesen dieser dieses diesem".split()),
    ago_prefixes=frozenset(("vor",)),
    event_words=frozenset(("später", "zuvor", "danach")),
    age_words=frozenset(("alt", "alte", "alter")),
    every_words=frozenset(("jeden", "jede", "jedes")),
    set_words={
        "täglich": "P1D", "wöchentlich": "P1W", "monatlich": "P1M", "jährlich": "P1Y", "montags": "XXXX-WXX-1", "dienstags": "XXXX-WXX-2",
        "mittwochs": "XXXX-WXX-3", "donnerstags": "XXXX-WXX-4", "freitags": "XXXX-WXX-5", "samstags": "XXXX-WXX-6", "sonntags": "XXXX-WXX-7",
    },
    references={
        **dict.fromkeys(("jetzt", "derzeit", "zurzeit", "momentan", "gegenwärtig", "heutzutage"), "PRESENT_REF"),
        **dict.fromkeys(("kürzlich", "neulich", "unlängst", "in der vergangenheit"), "PAST_REF"),
        **dict.fromkeys(("künftig", "in zukunft"), "FUTURE_REF"),
    },
    date_prepositions=frozenset("im in am vom seit bis ab von nach zwischen um jahr für".split()),
    future_words=frozenset("wird werden soll sollen will wollen plant planen geplant erwartet beginnt startet".split()),
    past_words=frozenset("war waren hatte hatten sagte wurde wurden kam starb".split()),
    number_words={
        **{word: float(n) for n, word in enumerate(
            "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn "
            "neunzehn zwanzig".split())},
        **{f"{one}und{tens}": float(10 * t + n) for t, tens in enumerate(
            "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), 2)
           for n, one in enumerate("ein zwei drei vier fünf sechs sieben acht neun".split(), 1)},
        **{word: float(10 * n) for n, word in enumerate("dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert".split(), 3)},
        **{f"{one}hundert": 100.0 * n for n, one in enumerate("ein zwei drei vier fünf sechs sieben acht neun".split(), 1)},
        "eintausend": 1000.0, "zweitausend": 2000.0, "dreitausend": 3000.0,
        "eins": 1.0, "zwo": 2.0, "fuenf": 5.0, "fuenfzig": 50.0, "zwoelf": 12.0, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5,
        "dreieinhalb": 3.5, "dreiviertel": 0.75,
    },
    compound_joiners=frozenset(("und",)),
    bare_multipliers=frozenset(("tausend",)),
    joiners=frozenset(("und",)),
    minus_words=frozenset(("minus",)),
    point_words=frozenset(("komma",)),
    share_words=frozenset(("von", "aus")),
    fractions={
        "hälfte": 0.5, "drittel": 1 / 3, "viertel": 0.25, "fünftel": 0.2, "sechstel": 1 / 6, "siebtel": 1 / 7, "achtel": 0.125,
        "neuntel": 1 / 9, "zehntel": 0.1, "zwanzigstel": 0.05, "hundertstel": 0.01, "tausendstel": 0.001,
        "halbe": 0.5, "halbes": 0.5, "halben": 0.5,
    },
    multipliers={"dutzend": 12, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mio": 1e6, "mrd": 1e9},
    one_words=frozenset("eine einen einem einer eines".split()),
    articles=frozenset("der die das den dem des".split()),
    half_words=frozenset(("halbe", "halben", "halber", "halbes")),
    vague_numbers=frozenset("einige mehrere wenige viele einigen mehreren wenigen".split()),
    ordinals={f"{stem}{end}": n for stem, n in {
        **{word: n for n, word in enumerate(
            "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt "
            "achtzehnt neunzehnt zwanzigst".split(), 1)},
        **{f"{word}st": 10 * n for n, word in enumerate("dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert".split(), 3)},
    }.items() for end in ("e", "en", "er", "es", "em")},
    bound_words={
        **dict.fromkeys(("etwa", "rund", "ungefähr", "circa", "ca", "knapp", "fast", "gut"), "about"),
        **dict.fromkeys(("unter", "unterhalb von"), "less"), **dict.fromkeys(("über", "oberhalb von"), "more"),
        **dict.fromkeys(("mindestens", "wenigstens", "nicht weniger als", "zumindest", "ein minimum von"), "at_least"),
        **dict.fromkeys(("höchstens", "maximal", "bis zu", "nicht mehr als"), "at_most"),
        **dict.fromkeys(("genau", "gleich"), "exact"),
        **{form.format(word): said
           for words, bare, included in (("weniger kleiner niedriger geringer jünger", "less", "at_most"),
                                         ("mehr größer höher älter", "more", "at_least"))
           for word in words.split()
           for form, said in (("{} als", bare), ("{} oder gleich", included), ("{} als oder gleich", included))},
    },
    bound_after={**dict.fromkeys(("oder mehr", "und mehr"), "at_least"), "oder weniger": "at_most"},
    either_words=frozenset(("oder",)),
    range_words=frozenset(("bis", "und", "oder")),
    both_words=frozenset(("und",)),
    between_words=frozenset(("zwischen",)),
    change_words=frozenset(("von",)),
    vague_multiples={"dutzende": 20, "hunderte": 100, "tausende": 1000, "zehntausende": 1e4, "hunderttausende": 1e5, "millionen": 1e6},
    label_words=frozenset("nummer nr artikel kapitel seite phase stufe gruppe kanal paragraf".split()),
    people=frozenset("mensch menschen person mann frau kind soldat zivilist passagier arbeiter migrant demonstrant opfer".split()),
    casualties=frozenset("tote toten verletzte verletzten todesopfer festgenommene vermisste".split()),
    nouns_capitalised=True,
    casualty_verbs={"tötete": "tote", "verletzte": "verletzte"},
    units={
        **{form: unit for unit, forms in {
            "second": "sekunde sekunden", "minute": "minute minuten", "hour": "stunde stunden", "day": "tag tage tagen", "week": "woche wochen",
            "month": "monat monate monaten", "year": "jahr jahre jahren", "decade": "jahrzehnt jahrzehnte jahrzehnten", "metre": "meter metern",
            "kilometre": "kilometer kilometern km", "mile": "meile meilen", "hectare": "hektar", "kilogram": "kilo kilogramm kg",
            "tonne": "tonne tonnen", "litre": "liter litern", "degree": "grad °", "percent": "prozent %", "USD": "dollar dollars", "EUR": "euro euros",
            "GBP": "pfund", "CHF": "franken", "millimetre": "millimeter mm", "centimetre": "zentimeter cm", "nanometre": "nanometer nm",
            "micrometre": "mikrometer", "gram": "gramm", "foot": "fuß", "inch": "zoll", "ounce": "unze unzen", "millilitre": "milliliter ml",
            "gigabyte": "gigabyte gb", "teaspoon": "teelöffel", "INR": "rupie rupien", "JPY": "yen", "CNY": "yuan", "cent": "cent", "person": "menschen personen person",
        }.items() for form in forms.split()},
        "kilometer pro stunde": "kilometre per hour", "km/h": "kilometre per hour", "quadratmeter": "square metre",
        "quadratkilometer": "square kilometre", "kubikmeter": "cubic metre", "meter pro sekunde": "metre per second",
        "grad celsius": "degree Celsius", "grad fahrenheit": "degree Fahrenheit", "° c": "degree Celsius", "° f": "degree Fahrenheit",
        "kanadische dollar": "CAD", "britische pfund": "GBP", "australische dollar": "AUD", "mexikanische peso": "MXN",
        "us-dollar": "USD",
    },
    decimal=",",
    plurals={"menschen": "mensch", "männer": "mann", "frauen": "frau", "kinder": "kind", "soldaten": "soldat", "häuser": "haus", "verletzte": "verletzte"},
    plural_endings=(),
    quote_pairs=(("„", "“"), ("„", "”"), ("»", "«"), ("«", "»"), ("‚", "‘"), ('"', '"'), ("'", "'")),
    cues={
        form: forms.split()[0] for forms in (
            "sagen sagte sagt sagten", "erklären erklärte erklärt erklärten", "mitteilen mitteilte", "betonen betonte betont betonten",
            "behaupten behauptete behauptet", "meinen meinte meint", "berichten berichtete berichtet berichteten", "warnen warnte warnt warnten",
            "ankündigen ankündigte", "bestätigen bestätigte bestätigt bestätigten", "fordern forderte fordert forderten", "schreiben schrieb schreibt",
            "hinzufügen hinzufügte", "äußern äußerte", "versichern versicherte versichert", "fragen fragte fragt", "antworten antwortete",
            "beklagen beklagte", "bezeichnen bezeichnete bezeichnet", "kritisieren kritisierte kritisiert", "zitieren zitierte zitiert", "so so",
        ) for form in forms.split()[1:] if form != "so"
    },
    cue_frames={**dict.fromkeys(("sagen", "erklären", "betonen", "behaupten", "meinen", "versichern"), "that"), **dict.fromkeys(("bezeichnen", "kritisieren"), "marks")},
    according=("laut", "zufolge", "nach angaben von", "nach angaben der", "nach angaben des"),
    that_words=frozenset(("dass", "daß")),
    whether_words=frozenset(("ob",)),
    by_words=frozenset(("von",)),
    who_words=frozenset(()),
    be_words=frozenset(("wurde", "wurden", "worden")),
    auxiliaries=frozenset("hat haben hatte hatten auch später zuvor weiter".split()),
    determiners=frozenset("der die das den dem des ein eine einen einem einer eines sein seine ihr ihre mehrere zwei drei".split()),
    prepositions=frozenset("von in im an am auf bei beim mit zu zum zur über unter nach vor seit für gegen aus um durch während".split()),
    place_senses=dict.fromkeys("in im an am auf bei beim".split(), "in") | dict.fromkeys("von aus".split(), "aus"),
    attaching=frozenset("von der des für".split()),
    conjunctions=frozenset("und aber oder während als weil obwohl wenn dass".split()),
    agency_words=frozenset(("nachrichtenagentur", "agentur")),
    agency_nouns=frozenset(("nachrichtenagentur", "agentur")),
    told_lemmas=frozenset(("sagen",)),
    agency_lemmas=frozenset(("berichten", "melden", "zitieren", "schreiben")),
    carriers=("berichtete", "sagte der", "zitiert von", "gegenüber"),
    credit_openings=(r"mit (?:material|informationen|inhalten) (?:von|der|des) (?:der |des )?", r"(?:mit|von) (?=[A-Z]{2,})", r"quellen? ?: ?"),
    speakers=frozenset("polizei behörden ministerium regierung gericht staatsanwaltschaft feuerwehr unternehmen kreml auswärtige".split()),
    speech_nouns=frozenset("worte angaben aussage".split()),
    other_pronouns=frozenset(("ich", "wir", "es")),
    pronouns={"er": "m", "ihm": "m", "ihn": "m", "sein": "m", "seine": "m", "seinen": "m", "seiner": "m"},
    honorifics={"herr": "m", "herrn": "m", "frau": "f", "dr": "", "prof": "", "papst": "m", "könig": "m", "königin": "f", "prinz": "m"},
    roles={
        **dict.fromkeys((
            "präsident", "minister", "ministerpräsident", "kanzler", "bundeskanzler", "außenminister", "innenminister", "finanzminister",
            "verteidigungsminister", "senator", "gouverneur", "bürgermeister", "oberbürgermeister", "abgeordneter", "botschafter",
            "sprecher", "regierungssprecher", "direktor", "chef", "leiter", "richter", "staatsanwalt", "anwalt", "professor", "lehrer",
            "forscher", "experte", "anwohner", "general", "landrat",
        ), "m"),
        **dict.fromkeys((
            "präsidentin", "ministerin", "ministerpräsidentin", "kanzlerin", "bundeskanzlerin", "außenministerin", "innenministerin",
            "finanzministerin", "verteidigungsministerin", "senatorin", "gouverneurin", "bürgermeisterin", "oberbürgermeisterin",
            "abgeordnete", "botschafterin", "sprecherin", "regierungssprecherin", "direktorin", "chefin", "leiterin", "richterin",
            "staatsanwältin", "anwältin", "professorin", "lehrerin", "forscherin", "expertin", "anwohnerin", "landrätin",
        ), "f"),
        "zeuge": "m", "zeugin": "f",
    },
    stopwords=frozenset("""
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bis bisher da dabei damit dann das dass dem
        den denn der des deren dessen die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines er es
        etwa für gegen habe haben hat hatte hatten hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedoch jetzt
        kann kein keine keinen können könnte man mehr mit muss nach nicht noch nun nur ob oder ohne schon sei sein seine seinem seinen
        seiner seit sich sie sind so soll sollte sondern sowie um und uns unter vom von vor war waren was weil weiter welche wenn wer
        werden wie wieder will wir wird wo wurde wurden während zu zum zur zwar zwischen über
    """.split()),
    weighty=frozenset("""
        alle allem allen aller alles jede jeder kann kein keine keinen können könnte mehr mit muss nach nicht noch nur ohne soll sollte will wird während
    """.split()),
    negators=frozenset(("nicht", "nie", "niemals", "niemand", "nichts", "kein", "keine", "keinen", "keinem", "keiner", "keines", "weder", "ohne")),
    abbreviations=frozenset("""
        dr prof str nr bzw ca usw etc z.b d.h u.a u.s st jan feb mär apr jun jul aug sep sept okt nov dez mio mrd abs art evtl ggf inkl
        hr fr tel vgl gest geb
    """.split()),
    confirm_words=frozenset("bestätigt bestätigte bestätigten bestätigen eingeräumt einräumte".split()),
    contacts={
        **dict.fromkeys("trafen traf getroffen treffen begegnung".split(), "person"),
        **dict.fromkeys("telefonierten telefonat anruf telefoniert brief".split(), "remote"),
        **dict.fromkeys("sprachen sprach gesprochen gespräch kontakt".split(), "any"),
    },
    pair_words=frozenset(("beide", "beiden", "sie", "zwei")),
    occasion_words=frozenset(("mal",)),
    since_words=frozenset(("seit",)),
    teasers=(
        r"(?i:lesen sie (?:auch|mehr|hier|dazu|weiter)|weiterlesen|mehr (?:zum thema|dazu)|auch interessant|das könnte sie auch interessieren)",
    ),
    forms=(
        r"(?i:(?:schreiben sie|schreibe) einen kommentar.{0,40}|hinterlassen sie einen kommentar|antwort abbrechen|kommentare?(?: \(\d+\))?|anzeige|werbung)",
        r"(?i:(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht\b.*|erforderliche felder sind\b.*)",
        r"(?i:(?:newsletter abonnieren|jetzt abonnieren|abonnieren sie)\b.{0,100}|folgen sie uns\b.{0,100}|(?:artikel )?teilen|drucken)",
        r"(?i:(?:©|copyright\b).*|.{0,80}\balle rechte vorbehalten\b.{0,80})",
    ),
    bylines=(r"(?i:von)(?: ?: ?| +)(?P<name>NAME)(?: ?[,|/–—•·-] ?.{0,80})?", r"(?i:autor(?:in)?) ?: ?(?P<name>NAME)"),
    biographies=(r"NAME ist (?:[\w-]+ ){0,5}(?:Redakteur|Reporter|Korrespondent|Journalist|Autor)(?:in)?\b.{0,400}",),
    credit_lines=(r"(?i:mit (?:material|informationen|inhalten) (?:von|der))\b.{0,200}", r"(?i:quellen? ?:).{0,120}"),
    captions=(r"(?i:(?:foto|fotos|bild|bilder|symbolbild|archivbild|video) ?[:/])", r"(?i:archivbild|symbolbild|archivfoto)"),
    english_calques={
        r"\b[Aa]ccording to own (?:statements|information)": 2.0,
        r"\bsince (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|weeks|months) already\b": 1.5,
        r"\b(?:opposite|towards) the (?:newspaper|agency|dpa|broadcaster)\b": 2.0,
        r"\b[Tt]he (?:dpa|German Press Agency)\b": 1.5,
        r"\b[Ii]n the night (?:to|on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day": 2.0,
        r"\b[Oo]n (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:morning|noon|evening|night) against \d": 2.0,
        r"\b\d{1,2}\.\d\d o.clock\b": 1.5,
        r"\bit came to (?:a|an|the) \w+": 1.0,
        r"(?<=[”\"], )so (?:the|[A-Z]\w+)\b": 2.0,
        r"\b(?:Moskau|Kiew|Peking und|Brüssel|Russland|Weißrussland|Türkei)\b": 2.0,
    },
    question_labels=frozenset(("frage",)),
    answer_labels=frozenset(("antwort",)),
    sounds=frozenset(("äh", "ähm")),
))
