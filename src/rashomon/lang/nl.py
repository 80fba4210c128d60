"""Dutch."""

from . import Language, languages

DUTCH = languages.add("nl", Language(
    code="nl",
    english_name="Dutch",
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=(
        ("januari", "jan"), ("februari", "feb"), ("maart",), ("april", "apr"), ("mei",), ("juni",), ("juli",), ("augustus", "aug"),
        ("september", "sept"), ("oktober", "okt"), ("november", "nov"), ("december", "dec"),
    ),
    doubtful_dates=frozenset(("jan",)),
    relative_days={"vandaag": 0, "gisteren": -1, "eergisteren": -2, "morgen": 1, "overmorgen": 2, "vanavond": 0},
    clock_words={"uur": "H"},
    seasons={"lente": "SP", "voorjaar": "SP", "zomer": "SU", "herfst": "FA", "najaar": "FA", "winter": "WI"},
    periods={
        "minuut": "TM", "minuten": "TM", "dag": "D", "dagen": "D", "week": "W", "weken": "W", "weekend": "WE", "maand": "M", "maanden": "M",
        "kwartaal": "Q", "jaar": "Y", "jaren": "Y", "eeuw": "CE",
    },
    last_words=frozenset("vorig vorige afgelopen laatste".split()),
    next_words=frozenset("volgend volgende komend komende".split()),
    this_words=frozenset(("deze", "dit")),
    ago_words=frozenset(("geleden",)),
    every_words=frozenset(("elke", "iedere")),
    date_prepositions=frozenset("in sinds tot vanaf van tussen eind begin medio".split()),
    number_words={word: float(n) for n, word in enumerate(
        "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien "
        "twintig".split())},
    multipliers={"dozijn": 12, "honderd": 100, "duizend": 1e3, "miljoen": 1e6, "miljard": 1e9},
    one_words=frozenset(("een",)),
    articles=frozenset(("de", "het")),
    bound_words={
        **dict.fromkeys(("ongeveer", "zo'n", "bijna", "rond de", "circa", "ruim"), "about"), "minder dan": "less", "meer dan": "more",
        "minstens": "at_least", "ten minste": "at_least", "zeker": "at_least", "maximaal": "at_most", "hooguit": "at_most",
    },
    range_words=frozenset(("tot", "en", "of")),
    both_words=frozenset(("en",)),
    between_words=frozenset(("tussen",)),
    change_words=frozenset(("van",)),
    casualties=frozenset("doden gewonden vermisten arrestanten".split()),
    units={form: unit for unit, forms in {
        "minute": "minuut minuten", "hour": "uur uren", "day": "dag dagen", "week": "week weken", "month": "maand maanden", "year": "jaar jaren",
        "metre": "meter", "kilometre": "kilometer km", "kilogram": "kilo kg", "tonne": "ton", "degree": "graden", "percent": "procent",
        "USD": "dollar", "EUR": "euro", "person": "mensen personen persoon",
    }.items() for form in forms.split()},
    decimal=",",
    quote_pairs=(("“", "”"), ("„", "”"), ('"', '"'), ("‘", "’"), ("'", "'")),
    cues={
        form: forms.split()[0] for forms in (
            "zeggen zei zegt zeiden zeggen", "verklaren verklaarde verklaart", "stellen stelde stelt", "melden meldde meldt meldden",
            "bevestigen bevestigde bevestigt", "waarschuwen waarschuwde waarschuwt", "benadrukken benadrukte benadrukt", "laten liet",
            "beschuldigen beschuldigde beschuldigt", "schrijven schreef schrijft", "vertellen vertelde vertelt",
        ) for form in forms.split()[1:] if form != "liet"
    },
    cue_frames={"beschuldigen": "urge"},
    according=("volgens", "aldus"),
    that_words=frozenset(("dat",)),
    to_words=frozenset(("van", "te")),
    auxiliaries=frozenset("heeft hebben had hadden ook later eerder".split()),
    determiners=frozenset("de het een zijn haar hun deze die twee drie".split()),
    prepositions=frozenset("van in op aan bij met voor over onder na tegen uit door tot naar om sinds tijdens".split()),
    place_senses=dict.fromkeys("in op aan bij".split(), "in") | dict.fromkeys("van uit".split(), "uit") | dict.fromkeys("naar tot".split(), "naar"),
    attaching=frozenset("van".split()),
    conjunctions=frozenset("en maar of terwijl toen omdat hoewel als dat".split()),
    credit_openings=(r"met (?:informatie|medewerking|materiaal) van ", r"bron(?:nen)? ?: ?"),
    told_lemmas=frozenset(("zeggen", "vertellen")),
    agency_lemmas=frozenset(("melden", "schrijven")),
    agency_words=frozenset(("persbureau",)),
    agency_nouns=frozenset(("persbureau",)),
    speakers=frozenset("politie autoriteiten bronnen ministerie regering justitie gemeente".split()),
    pronouns={"hij": "m", "hem": "m", "zij": "f", "haar": "f", "hun": "p", "hen": "p"},
    honorifics={"dhr": "m", "meneer": "m", "mevr": "f", "mw": "f", "mevrouw": "f", "dr": "", "prof": "", "mr": "", "paus": "m", "koning": "m", "koningin": "f"},
    roles={
        **dict.fromkeys(("woordvoerder", "voorzitter", "directeur", "leraar", "koning", "prins"), "m"),
        **dict.fromkeys(("woordvoerster", "voorzitster", "directrice", "lerares", "prinses"), "f"),
        **dict.fromkeys((
            "president", "premier", "minister", "minister-president", "staatssecretaris", "senator", "gouverneur", "burgemeester",
            "wethouder", "kamerlid", "ambassadeur", "chef", "leider", "rechter", "officier", "advocaat", "hoogleraar", "analist",
            "journalist", "bewoner", "getuige", "generaal",
        ), ""),
    },
    stopwords=frozenset("""
        aan al alle alleen als altijd andere ben bij bijna binnen daar dan dat de der deze die dit doch door dus een eens en er ge geen
        haar had hadden heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na
        naar niet niets nog nu of om omdat ondanks ons onze ook op over reeds sinds te tegen toch toen tot tussen u uit uw van veel voor
        was waren wat we wel werd werden wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou zouden
    """.split()),
    weighty=frozenset("alle alleen altijd bijna geen kan kon kunnen meer met moet na niet niets nog veel voor wil zal zonder zou zouden".split()),
    negators=frozenset(("niet", "nooit", "niemand", "niets", "geen", "noch", "zonder")),
    abbreviations=frozenset("dhr mevr mw dr prof ir drs mr bv bijv o.a d.w.z enz nr jan feb mrt apr jun jul aug sep sept okt nov dec ca st".split()),
    teasers=(
        r"(?i:lees (?:ook|meer|verder)|zie ook|meer over|gerelateerd(?:e artikelen)?|bekijk ook)",
    ),
    forms=(
        r"(?i:(?:geef|laat) een reactie(?: achter)?|reactie annuleren|reacties?(?: \(\d+\))?|advertentie)",
        r"(?i:(?:je|uw) e-mailadres (?:wordt|zal) niet (?:gepubliceerd|worden gepubliceerd)\b.*|vereiste velden zijn\b.*)",
        r"(?i:(?:abonneer|schrijf je in|meld je aan)\b.{0,120}|volg ons\b.{0,100}|deel(?: dit artikel)?(?: op\b.{0,40})?|delen)",
        r"(?i:(?:©|copyright\b).*|.{0,80}\balle rechten voorbehouden\b.{0,80})",
    ),
    bylines=(r"(?i:door)(?: ?: ?| +)(?P<name>NAME)(?: ?[,|/–—•·-] ?.{0,80})?", r"(?i:auteur) ?: ?(?P<name>NAME)"),
    biographies=(r"NAME is (?:[\w-]+ ){0,5}(?:redacteur|verslaggever|verslaggeefster|correspondent|journaliste?|columniste?)\b.{0,400}",),
    credit_lines=(r"(?i:met (?:informatie|materiaal|medewerking) van)\b.{0,200}", r"(?i:bron(?:nen)? ?:).{0,120}"),
    captions=(r"(?i:(?:foto|foto[’']s|beeld|afbeelding|video) ?[:/])", r"(?i:archieffoto|archiefbeeld)"),
    question_labels=frozenset(("vraag",)),
    answer_labels=frozenset(("antwoord",)),
))
