"""French."""

from . import Language, languages

_ORDINALS = {
    "deux": 2, "trois": 3, "quatr": 4, "cinqu": 5, "six": 6, "sept": 7, "huit": 8, "neuv": 9, "dix": 10, "onz": 11, "douz": 12, "treiz": 13,
    "quatorz": 14, "quinz": 15, "seiz": 16, "vingt": 20, "trent": 30, "quarant": 40, "cinquant": 50, "soixant": 60, "cent": 100,
    "mill": 1000, "million": 10**6, "milliard": 10**9,
}  # fmt: skip

FRENCH = languages.add("fr", Language(
    code="fr",
    english_name="French",
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        ("janvier", "janv", "jan"), ("février", "févr"), ("mars",), ("avril", "avr"), ("mai",), ("juin",), ("juillet", "juil"), ("août",),
        ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"), ("décembre", "déc"),
    ),
    relative_days={"aujourd'hui": 0, "hier": -1, "avant-hier": -2, "lendemain": 1, "après demain": 2, "demain": 1, "après-demain": 2, "ce soir": 0},
    day_parts={"matin": "MO", "après-midi": "AF", "soir": "EV", "nuit": "NI"},
    clock_words={"midi": "12:00", "minuit": "24:00"},
    seasons={"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
    doubtful_dates=frozenset(("été",)),
    periods={
        "seconde": "TS", "secondes": "TS", "minute": "TM", "minutes": "TM", "heure": "TH", "heures": "TH", "jour": "D", "jours": "D",
        "semaine": "W", "semaines": "W", "week-end": "WE", "weekend": "WE", "week-ends": "WE", "h": "TH", "hr": "TH", "hrs": "TH", "min": "TM", "journée": "D", "mois": "M", "trimestre": "Q", "an": "Y", "ans": "Y", "année": "Y", "années": "Y",
        "décennie": "DE", "décennies": "DE", "siècle": "CE", "siècles": "CE",
    },
    plural_periods=frozenset("minutes heures jours semaines ans années décennies siècles".split()),
    period_nouns=frozenset(("période",)),
    period_adjectives=frozenset("fiscal fiscale ouvrables ouvrés consécutifs consécutives".split()),
    whole_words=frozenset(("tout le", "toute la", "toute l'", "un autre", "une autre")),
    part_words={
        **dict.fromkeys(("début", "début de", "début du", "le début de", "le début du", "début de l'"), "early"),
        **dict.fromkeys(("mi", "milieu de", "milieu du", "le milieu de", "le milieu du"), "mid"),
        **dict.fromkeys(("fin", "fin de", "fin du", "la fin de", "la fin du", "fin de l'", "la fin de l'"), "late"),
        **dict.fromkeys(("reste de", "reste du", "le reste de", "le reste du"), "later"),
    },
    time_bounds={
        "depuis": "since", "dès": "since", "à partir de": "since", "à partir du": "since", "avant": "before", "après": "after", "dans": "ahead",
        "d'ici": "within", "en": "in", **dict.fromkeys(("jusqu'à", "jusqu'en", "jusqu'au", "jusqu"), "until"), "à": "to", "au": "to",
    },
    ended_words=frozenset(("terminée", "terminé", "clos", "close")),
    ahead_words=frozenset(("après", "plus tard")),
    decade_units=frozenset(("années",)),
    last_words=frozenset("dernier dernière derniers dernières passé passée passés passées précédent précédente précédents précédentes".split()),
    next_words=frozenset("prochain prochaine prochains prochaines suivant suivante".split()),
    echo_words=frozenset("précédent précédente précédents précédentes suivant suivante".split()),
    same_words=frozenset(("même", "mêmes")),
    echo_periods={
        **dict.fromkeys(("ce jour-là", "le même jour", "ce même jour"), "D"), **dict.fromkeys(("cette semaine-là", "la même semaine"), "W"),
        **dict.fromkeys(("ce mois-là", "le même mois"), "M"), **dict.fromkeys(("cette année-là", "la même année", "cette même année"), "Y"),
        **dict.fromkeys(("cette nuit-là", "la même nuit"), "NI"), **dict.fromkeys(("ce soir-là", "le même soir"), "EV"),
    },
    this_words=frozenset(("ce", "cet", "cette")),
    ago_prefixes=frozenset(("il y a",)),
    event_words=frozenset(("après", "plus tard", "avant", "auparavant")),
    every_words=frozenset(("chaque", "tous les")),
    set_words={"quotidiennement": "P1D", "chaque jour": "P1D"},
    references={
        **dict.fromkeys(("maintenant", "actuellement", "en ce moment", "à l'heure actuelle", "pour l'instant"), "PRESENT_REF"),
        **dict.fromkeys(("récemment", "dernièrement", "dans le passé", "par le passé"), "PAST_REF"),
        **dict.fromkeys(("à l'avenir", "prochainement"), "FUTURE_REF"),
    },
    date_prepositions=frozenset("en depuis jusqu'en dès vers entre avant après pendant pour".split()),
    date_joiners=frozenset(("de", "du", "d'", "de la", "de l'")),
    future_words=frozenset("""
        sera seront serai va vont vais doit doivent devrait devraient reviendrai partirai sortirai aura auront ira iront pourra pourront
        devra devront fera feront rendra rendront tiendra tiendront commencera débutera ouvrira arrivera arriveront rencontrera votera
        présentera annoncera reprendra entrera prévu prévue prévus prévues
    """.split()),
    past_words=frozenset("a ont était étaient avait avaient fut furent".split()),
    number_words={
        **{word: float(n) for n, word in enumerate(
            "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split())},
        **{f"{tens}-{one}": float(t + n) for t, tens in ((20, "vingt"), (30, "trente"), (40, "quarante"), (50, "cinquante"), (60, "soixante"), (80, "quatre-vingt"))
           for n, one in enumerate("un deux trois quatre cinq six sept huit neuf".split(), 1)},
        **{f"{tens}-{one}": float(t + n) for t, tens in ((0, "dix"), (60, "soixante"), (80, "quatre-vingt"))
           for n, one in enumerate("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(), 10) if t},
        "dix-sept": 17.0, "dix-huit": 18.0, "dix-neuf": 19.0, "vingt": 20.0, "trente": 30.0, "quarante": 40.0, "cinquante": 50.0,
        "soixante": 60.0, "quatre-vingts": 80.0, "quatre-vingt": 80.0, "une": 1.0,
        "soixante et onze": 71.0, "septante": 70.0, "huitante": 80.0, "nonante": 90.0,
    },
    multipliers={"cent": 100, "cents": 100, "mille": 1e3, "million": 1e6, "millions": 1e6, "million de": 1e6, "millions de": 1e6,
                 "millions d'": 1e6, "milliard": 1e9, "milliards": 1e9, "milliards de": 1e9, "milliards d'": 1e9, "billion": 1e12, "billions": 1e12,
                 "douzaine": 12, "douzaines": 12, "vingtaine": 20, "cinquantaine": 50},
    bare_multipliers=frozenset(("cent", "mille")),
    joiners=frozenset(("et",)),
    tens_joiners=frozenset(("et",)),
    minus_words=frozenset(("moins",)),
    point_words=frozenset(("virgule",)),
    share_words=frozenset(("sur",)),
    fractions={
        "moitié": 0.5, "tiers": 1 / 3, "quart": 0.25, "quarts": 0.25,
        **{f"{stem}{end}": 1 / n for stem, n in _ORDINALS.items() if n > 4 for end in ("ième", "ièmes")},
        "quatrième": 0.25, "quatrièmes": 0.25,
    },
    articles=frozenset(("le", "la", "les", "l'")),
    half_words=frozenset(("demi", "demie")),
    vague_numbers=frozenset(("plusieurs", "quelques")),
    ordinals={"premier": 1, "première": 1, "second": 2, "seconde": 2, **{f"{stem}ième": n for stem, n in _ORDINALS.items()}},
    ordinal_suffixes=frozenset(("er", "e", "ère", "ème")),
    bound_words={
        **dict.fromkeys(("environ", "près de", "presque", "autour de", "quelque"), "about"),
        **dict.fromkeys(("moins de", "moins d'", "en dessous de", "sous la barre de"), "less"),
        **dict.fromkeys(("plus de", "plus d'", "au-dessus de", "dépasse", "dépassent", "dépassé", "dépassant"), "more"),
        **dict.fromkeys(("au moins", "un minimum de", "pas moins de", "pas moins d'"), "at_least"),
        **dict.fromkeys(("au plus", "jusqu'à", "au maximum", "un maximum de", "pas plus de"), "at_most"),
        **dict.fromkeys(("égal à", "égale à", "exactement"), "exact"),
        **{form.format(word): said
           for words, bare, included in (("inférieur inférieure inférieurs inférieures", "less", "at_most"),
                                         ("supérieur supérieure supérieurs supérieures", "more", "at_least"))
           for word in words.split()
           for forms, said in ((("{} à",), bare), (("{} ou égal à", "{} ou égale à", "égal ou {} à"), included))
           for form in forms},
        "plus haut que": "more", "plus bas que": "less",
    },
    bound_after={**dict.fromkeys(("ou plus", "et plus", "au moins"), "at_least"), **dict.fromkeys(("ou moins", "au plus", "au maximum"), "at_most")},
    either_words=frozenset(("ou",)),
    range_words=frozenset(("à", "et", "ou")),
    age_prefixes=frozenset(("âgé de", "âgée de", "âgés de", "âgées de")),
    both_words=frozenset(("et",)),
    between_words=frozenset(("entre",)),
    change_words=frozenset(("de",)),
    vague_multiples={"dizaines de": 20, "centaines de": 100, "milliers de": 1000, "millions de": 1e6} | {"dizaine de": 10},
    label_words=frozenset("numéro article chapitre page phase niveau groupe chaîne route".split()),
    people=frozenset("personne homme femme enfant soldat civil passager travailleur migrant manifestant victime".split()),
    casualties=frozenset("morts mortes blessés blessées tués disparus arrêtés interpellés".split()),
    units={
        **{form: unit for unit, forms in {
            "second": "seconde secondes", "minute": "minute minutes", "hour": "heure heures", "day": "jour jours", "week": "semaine semaines",
            "month": "mois", "year": "an ans année années", "decade": "décennie décennies", "metre": "mètre mètres", "kilometre": "kilomètre kilomètres km",
            "mile": "milles", "hectare": "hectare hectares", "kilogram": "kilo kilos kilogrammes kg", "tonne": "tonne tonnes", "litre": "litre litres",
            "degree": "degré degrés °", "millimetre": "millimètre millimètres mm", "centimetre": "centimètre centimètres cm",
            "gram": "gramme grammes", "foot": "pied pieds", "inch": "pouce pouces", "gallon": "gallon gallons", "barrel": "baril barils",
            "ounce": "once onces", "acre": "acre acres", "millilitre": "millilitre millilitres ml", "JPY": "yen yens", "CNY": "yuan yuans",
            "INR": "roupie roupies", "penny": "pence penny", "cent": "centime centimes", "USD": "dollar dollars", "EUR": "euro euros", "GBP": "livres", "CHF": "francs", "person": "personne personnes",
        }.items() for form in forms.split()},
        "pour cent": "percent", "pourcent": "percent", "pourcents": "percent", "%": "percent",
        "dollars américains": "USD", "dollars canadiens": "CAD", "dollars australiens": "AUD", "dollars de hong kong": "HKD",
        "livres sterling": "GBP", "francs suisses": "CHF", "yens japonais": "JPY", "yuans chinois": "CNY", "mètres carrés": "square metre",
        "kilomètres carrés": "square kilometre", "tonnes métriques": "tonne", "pieds cubes": "cubic foot", "miles par heure": "mile per hour",
        "degrés celsius": "degree Celsius", "degrés fahrenheit": "degree Fahrenheit", "° c": "degree Celsius", "° f": "degree Fahrenheit",
        "kilomètres par heure": "kilometre per hour", "km/h": "kilometre per hour",
    },
    decimal=",",
    plurals={},
    plural_endings=(("aux", "al"), ("eaux", "eau"), ("s", "")),
    quote_pairs=(("«", "»"), ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")),
    cues={
        form: forms.split()[0] for forms in (
            "dire dit disent disait", "déclarer déclaré déclare déclarait", "affirmer affirmé affirme affirment", "expliquer expliqué explique expliquent",
            "ajouter ajouté ajoute ajoutent ajoutant", "indiquer indiqué indique indiquent", "annoncer annoncé annonce annoncent",
            "assurer assuré assure assurent", "estimer estimé estime estiment", "souligner souligné souligne soulignent", "préciser précisé précise",
            "confirmer confirmé confirme confirment", "rappeler rappelé rappelle", "prévenir prévenu prévient", "avertir averti avertit",
            "reconnaître reconnu reconnaît", "admettre admis admet", "demander demandé demande", "exiger exigé exige", "appeler appelé appelle",
            "accuser accusé accuse accusent", "répondre répondu répond", "écrire écrit écrivait", "rapporter rapporté rapporte rapportent",
            "qualifier qualifié qualifie", "dénoncer dénoncé dénonce", "citer cité cite", "lancer lancé lance", "insister insisté insiste",
        ) for form in forms.split()[1:]
    },
    cue_frames={**dict.fromkeys(("demander", "exiger", "appeler", "accuser"), "urge"), **dict.fromkeys(("qualifier", "dénoncer", "lancer"), "marks")},
    according=("selon", "d'après"),
    that_words=frozenset(("que", "qu'")),
    to_words=frozenset(("à", "de", "d'")),
    by_words=frozenset(("par",)),
    who_words=frozenset(("qui",)),
    participles=frozenset(("ajoutant",)),
    be_words=frozenset(("est", "sont", "été", "était", "étaient", "fut")),
    auxiliaries=frozenset("a ont avait avaient aussi également ensuite".split()),
    determiners=frozenset("le la les l' un une des son sa ses leur leurs ce cette plusieurs deux trois".split()),
    prepositions=frozenset("de du des à au aux en dans par pour sur avec sans sous entre vers chez depuis pendant après avant contre".split()),
    place_senses=dict.fromkeys("à au aux en dans chez".split(), "à") | dict.fromkeys("de du des".split(), "de"),
    attaching=frozenset("de du des".split()),
    conjunctions=frozenset("et mais ou tandis quand lorsque bien parce si que".split()),
    agency_words=frozenset(("agence", "agence de presse")),
    agency_nouns=frozenset(("agence",)),
    told_lemmas=frozenset(("dire", "déclarer", "indiquer")),
    agency_lemmas=frozenset(("rapporter", "citer", "indiquer", "annoncer")),
    carriers=("déclaré à", "dit à", "indiqué à", "rapporté par", "cité par"),
    credit_openings=(r"avec (?:l['’])?", r"sources? ?: ?", r"d['’]après "),
    speakers=frozenset("police autorités sources ministère gouvernement tribunal agence entreprise parquet préfecture mairie".split()),
    speech_nouns=frozenset("propos mots déclarations".split()),
    other_pronouns=frozenset(("je", "nous", "on")),
    pronouns={"il": "m", "elle": "f", "ils": "p", "elles": "p"},
    honorifics={"m": "m", "monsieur": "m", "mme": "f", "madame": "f", "mlle": "f", "dr": "", "me": "", "pape": "m", "roi": "m", "reine": "f"},
    roles={
        **dict.fromkeys((
            "président", "premier ministre", "sénateur", "gouverneur", "député", "ambassadeur", "directeur", "chef", "procureur",
            "avocat", "professeur", "conseiller", "chancelier", "général", "habitant",
        ), "m"),
        **dict.fromkeys((
            "présidente", "première ministre", "sénatrice", "gouverneure", "députée", "ambassadrice", "directrice", "cheffe",
            "procureure", "avocate", "professeure", "conseillère", "chancelière", "générale", "habitante",
        ), "f"),
        **dict.fromkeys(("ministre", "maire", "secrétaire d'état", "secrétaire", "porte-parole", "juge", "responsable", "analyste", "journaliste", "témoin"), ""),
    },
    stopwords=frozenset("""
        afin ainsi alors après au aucun aussi autre autres aux avait avant avec avoir c ce cela ces cet cette ceux chez comme contre d
        dans de depuis des deux dont du elle elles en encore entre est et eu eux fait il ils j je jusqu l la le les leur leurs lors lui
        m ma mais me mes mon même n ne ni nos notre nous on ont ou où par parce pas pendant peu plus pour pourtant qu quand que quel qui
        s sa sans se selon ses si sont son sous sur ta tandis te toujours tous tout toute très tu un une vers vos votre vous y à été
        était étaient être
    """.split()),
    weighty=frozenset("après aucun avant avec encore ne ni pas peu plus sans toujours tous tout toute très".split()),
    negators=frozenset(("ne", "pas", "jamais", "aucun", "aucune", "personne", "rien", "ni", "sans", "non", "n'", "n’")),
    abbreviations=frozenset("m mm mme mlle dr me st ste av bd etc p.ex janv févr avr juil sept oct nov déc env art".split()),
    teasers=(
        r"(?i:lire (?:aussi|la suite|également|plus)|à lire(?: aussi| également)?|voir aussi|sur le même (?:sujet|thème)|articles? liés?)",
    ),
    forms=(
        r"(?i:laisse[rz]? un commentaire|annuler la réponse|commentaires?(?: \(\d+\))?|publicité)",
        r"(?i:votre adresse e-?mail ne sera pas publiée\b.*|les champs obligatoires\b.*)",
        r"(?i:(?:abonnez-vous|inscrivez-vous|s[’']abonner)\b.{0,120}|suivez-nous\b.{0,100}|partager(?: sur\b.{0,40})?|imprimer)",
        r"(?i:(?:©|copyright\b).*|.{0,80}\btous droits réservés\b.{0,80})",
    ),
    bylines=(r"(?i:par|propos recueillis par)(?: ?: ?| +)(?P<name>NAME)(?: ?[,|/–—•·-] ?.{0,80})?", r"(?i:auteure?|autrice) ?: ?(?P<name>NAME)"),
    biographies=(r"NAME est (?:[\w-]+ ){0,5}(?:journaliste|correspondante?|rédact(?:eur|rice)|éditorialiste)\b.{0,400}",),
    credit_lines=(r"(?i:avec (?:les )?(?:informations?|agences?)(?: de)?)\b.{0,200}", r"\(?(?i:avec (?=AFP|AP|Reuters)).{0,80}", r"(?i:sources? ?:).{0,120}"),
    captions=(r"(?i:(?:photo|photos|image|crédit(?: photo)?|vidéo) ?[:/])", r"(?i:photo d[’']archives|archives)"),
    english_calques={
        r"\b[Tt]his (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)": 2.0,
        r"\b[Aa]t the microphone of\b": 2.0,
        r"\b(?:indicated|announced|declared|confided) to AFP\b": 1.5,
        r"\b\d{1,2} ?h ?\d\d\b": 1.5,
        r"\b[Ii]n the framework of\b": 1.0,
        r"\bof which (?:one|two|three|four|\d+) (?:seriously|children|were)": 1.0,
        r"\b(?:he|she|they) (?:estimated|deplored|regretted|launched)(?=[.,] ?[”“\"])": 1.0,
        r"(?:(?<=[”\"] )|(?<=[”\"], ))(?:estimated|launched|deplored|slipped|precised) (?:the|Mr|he|she|[A-Z]\w+)": 1.5,
        r"\b(?:Moscou|Pékin|Bruxelles|Londres|Biélorussie|Allemagne)\b": 2.0,
    },
    question_labels=frozenset(("journaliste",)),
    answer_labels=frozenset(("réponse",)),
    sounds=frozenset(("euh",)),
))
