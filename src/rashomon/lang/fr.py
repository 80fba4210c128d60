"""French."""

from . import Language, languages

FRENCH = languages.add("fr", Language(
    code="fr",
    english_name="French",
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        ("janvier", "janv"), ("février", "févr"), ("mars",), ("avril", "avr"), ("mai",), ("juin",), ("juillet", "juil"), ("août",),
        ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"), ("décembre", "déc"),
    ),
    relative_days={"aujourd'hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2, "ce soir": 0},
    day_parts={"matin": "MO", "après-midi": "AF", "soir": "EV", "nuit": "NI"},
    clock_words={"midi": "12:00", "minuit": "24:00"},
    seasons={"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
    doubtful_dates=frozenset(("été",)),
    periods={
        "seconde": "TS", "secondes": "TS", "minute": "TM", "minutes": "TM", "heure": "TH", "heures": "TH", "jour": "D", "jours": "D",
        "semaine": "W", "semaines": "W", "week-end": "WE", "mois": "M", "trimestre": "Q", "an": "Y", "ans": "Y", "année": "Y", "années": "Y",
        "décennie": "DE", "décennies": "DE", "siècle": "CE", "siècles": "CE",
    },
    last_words=frozenset("dernier dernière derniers dernières passé passée précédent précédente".split()),
    next_words=frozenset("prochain prochaine prochains prochaines suivant suivante".split()),
    this_words=frozenset(("ce", "cet", "cette")),
    ago_prefixes=frozenset(("il y a",)),
    event_words=frozenset(("après", "plus tard", "avant", "auparavant")),
    every_words=frozenset(("chaque", "tous les")),
    set_words={"quotidiennement": "P1D", "chaque jour": "P1D"},
    references={"maintenant": "PRESENT_REF", "actuellement": "PRESENT_REF", "récemment": "PAST_REF"},
    date_prepositions=frozenset("en depuis jusqu'en dès vers entre avant après fin début".split()),
    date_joiners=frozenset(("de", "du")),
    future_words=frozenset("sera seront va vont doit devrait".split()),
    past_words=frozenset("a ont était étaient avait fut".split()),
    number_words={
        **{word: float(n) for n, word in enumerate(
            "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split())},
        **{f"{tens}-{one}": float(t + n) for t, tens in ((20, "vingt"), (30, "trente"), (40, "quarante"), (50, "cinquante"), (60, "soixante"), (80, "quatre-vingt"))
           for n, one in enumerate("un deux trois quatre cinq six sept huit neuf".split(), 1)},
        **{f"{tens}-{one}": float(t + n) for t, tens in ((0, "dix"), (60, "soixante"), (80, "quatre-vingt"))
           for n, one in enumerate("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(), 10) if t},
        "dix-sept": 17.0, "dix-huit": 18.0, "dix-neuf": 19.0, "vingt": 20.0, "trente": 30.0, "quarante": 40.0, "cinquante": 50.0,
        "soixante": 60.0, "quatre-vingts": 80.0, "une": 1.0,
    },
    multipliers={"cent": 100, "cents": 100, "mille": 1e3, "million": 1e6, "millions": 1e6, "million de": 1e6, "millions de": 1e6,
                 "millions d'": 1e6, "milliard": 1e9, "milliards": 1e9, "milliards de": 1e9, "milliards d'": 1e9},
    articles=frozenset(("le", "la", "les", "l'")),
    half_words=frozenset(("demi", "demie")),
    vague_numbers=frozenset(("plusieurs", "quelques")),
    ordinals={"premier": 1, "première": 1, "deuxième": 2, "second": 2, "seconde": 2, "troisième": 3, "quatrième": 4},
    ordinal_suffixes=frozenset(("er", "e", "ère", "ème")),
    bound_words={
        **dict.fromkeys(("environ", "près de", "presque", "autour de", "quelque"), "about"),
        **dict.fromkeys(("moins de", "moins d'"), "less"), **dict.fromkeys(("plus de", "plus d'"), "more"),
        **dict.fromkeys(("au moins", "un minimum de"), "at_least"), **dict.fromkeys(("au plus", "jusqu'à", "au maximum"), "at_most"),
    },
    range_words=frozenset(("à", "et", "ou")),
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
            "degree": "degré degrés", "USD": "dollar dollars", "EUR": "euro euros", "GBP": "livres", "CHF": "francs", "person": "personne personnes",
        }.items() for form in forms.split()},
        "pour cent": "percent", "kilomètres par heure": "kilometre per hour", "km/h": "kilometre per hour",
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
))
