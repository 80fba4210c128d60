"""Italian."""

from . import Language, languages

ITALIAN = languages.add("it", Language(
    code="it",
    english_name="Italian",
    weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    months=(
        ("gennaio", "gen"), ("febbraio", "feb"), ("marzo",), ("aprile", "apr"), ("maggio",), ("giugno",), ("luglio",), ("agosto",),
        ("settembre", "sett"), ("ottobre", "ott"), ("novembre", "nov"), ("dicembre", "dic"),
    ),
    relative_days={"oggi": 0, "ieri": -1, "domani": 1, "dopodomani": 2},
    seasons={"primavera": "SP", "estate": "SU", "autunno": "FA", "inverno": "WI"},
    periods={
        "minuto": "TM", "minuti": "TM", "ora": "TH", "ore": "TH", "giorno": "D", "giorni": "D", "settimana": "W", "settimane": "W",
        "mese": "M", "mesi": "M", "anno": "Y", "anni": "Y", "secolo": "CE",
    },
    last_words=frozenset("scorso scorsa scorsi scorse ultimo ultima ultimi ultime".split()),
    next_words=frozenset("prossimo prossima prossimi prossime".split()),
    this_words=frozenset(("questo", "questa")),
    ago_words=frozenset(("fa",)),
    every_words=frozenset(("ogni",)),
    date_prepositions=frozenset("nel dal dell del entro fino in".split()),
    date_joiners=frozenset(("di", "del", "dello", "dell'")),
    number_words={word: float(n) for n, word in enumerate(
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
        "diciannove venti".split())},
    multipliers={"mila": 1e3, "milione": 1e6, "milioni": 1e6, "miliardi": 1e9},
    articles=frozenset("il lo la i gli le l'".split()),
    bound_words={"circa": "about", "quasi": "about", "meno di": "less", "più di": "more", "oltre": "more", "almeno": "at_least", "fino a": "at_most"},
    range_words=frozenset(("a", "e", "o")),
    both_words=frozenset(("e",)),
    between_words=frozenset(("tra", "fra")),
    change_words=frozenset(("da",)),
    casualties=frozenset("morti feriti dispersi arrestati".split()),
    units={form: unit for unit, forms in {
        "minute": "minuto minuti", "hour": "ora ore", "day": "giorno giorni", "week": "settimana settimane", "month": "mese mesi",
        "year": "anno anni", "metre": "metro metri", "kilometre": "chilometro chilometri km", "kilogram": "chili kg", "tonne": "tonnellate",
        "degree": "gradi", "USD": "dollari", "EUR": "euro", "person": "persona persone",
    }.items() for form in forms.split()} | {"per cento": "percent"},
    decimal=",",
    quote_pairs=(("«", "»"), ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")),
    cues={
        form: forms.split()[0] for forms in (
            "dire detto dice dicono", "dichiarare dichiarato dichiara", "affermare affermato afferma", "aggiungere aggiunto aggiunge",
            "spiegare spiegato spiega", "annunciare annunciato annuncia", "confermare confermato conferma", "sottolineare sottolineato sottolinea",
            "ribadire ribadito ribadisce", "riferire riferito riferisce", "avvertire avvertito avverte", "accusare accusato accusa", "scrivere scritto scrive",
        ) for form in forms.split()[1:]
    },
    cue_frames={"accusare": "urge"},
    according=("secondo", "stando a"),
    that_words=frozenset(("che",)),
    to_words=frozenset(("di", "a")),
    auxiliaries=frozenset("ha hanno aveva avevano anche poi".split()),
    determiners=frozenset("il lo la i gli le l' un uno una suo sua".split()),
    prepositions=frozenset("di a da in con su per tra fra del della dei al alla nel nella dal".split()),
    place_senses=dict.fromkeys("in nel".split(), "in") | dict.fromkeys("a al alla".split(), "a") | dict.fromkeys("da dal".split(), "da"),
    attaching=frozenset("di del della dei".split()),
    conjunctions=frozenset("e ma o mentre quando perché se che".split()),
    credit_openings=(r"con (?:informazioni|materiale) (?:di|da) ", r"fonti? ?: ?"),
    told_lemmas=frozenset(("dire", "dichiarare", "riferire")),
    agency_lemmas=frozenset(("riferire", "scrivere")),
    agency_words=frozenset(("agenzia",)),
    speakers=frozenset("polizia autorità fonti ministero governo procura".split()),
    pronouns={"egli": "m", "lui": "m", "lei": "f", "ella": "f", "loro": "p"},
    honorifics={"sig": "m", "signor": "m", "sig.ra": "f", "signora": "f", "dott": "m", "dott.ssa": "f", "avv": "", "ing": "", "on": "", "papa": "m", "re": "m", "regina": "f"},
    roles={
        **dict.fromkeys((
            "ministro", "primo ministro", "segretario", "segretario di stato", "senatore", "governatore", "sindaco", "deputato",
            "ambasciatore", "direttore", "capo", "procuratore", "avvocato", "professore", "assessore", "cancelliere", "generale",
        ), "m"),
        **dict.fromkeys((
            "ministra", "prima ministra", "segretaria", "senatrice", "governatrice", "sindaca", "deputata", "ambasciatrice", "direttrice",
            "procuratrice", "avvocata", "professoressa", "assessora", "cancelliera",
        ), "f"),
        **dict.fromkeys(("presidente", "premier", "portavoce", "giudice", "analista", "giornalista", "testimone", "residente"), ""),
    },
    stopwords=frozenset("""
        a ad agli ai al alla alle allo anche ancora aveva avevano c che chi ci come con contro cui da dagli dai dal dalla dalle dallo
        degli dei del dell della delle dello di dopo dove due durante e ed era erano fra gli ha hanno i il in io l la le lei li lo loro
        lui ma mentre mi mia mio molto ne negli nei nel nell nella nelle nello noi non nostra nostro o ogni per perché però più poi
        prima qual quale quando quanto quella quelle quelli quello questa queste questi questo se secondo sei senza si sia sono sotto
        stata stati stato su sua sue sugli sui sul sulla sulle sullo suo suoi tra tutti tutto un una uno vi voi è
    """.split()),
    weighty=frozenset("ancora con dopo molto non ogni più prima senza tutti tutto".split()),
    negators=frozenset(("non", "mai", "nessuno", "nessuna", "nessun", "niente", "nulla", "né", "senza", "neanche", "nemmeno")),
    abbreviations=frozenset("sig sig.ra dott dott.ssa avv ing on prof art ecc pag n gen feb mar apr giu lug ago sett ott nov dic s.p.a".split()),
    teasers=(
        r"(?i:leggi (?:anche|tutto|di più)|continua a leggere|vedi anche|articoli correlati|potrebbe interessarti(?: anche)?)",
    ),
    forms=(
        r"(?i:lascia un commento|annulla risposta|commenti?(?: \(\d+\))?|pubblicità)",
        r"(?i:il tuo indirizzo email non sarà pubblicato\b.*|i campi obbligatori\b.*)",
        r"(?i:(?:iscriviti|abbonati)\b.{0,120}|seguici su\b.{0,100}|condividi(?: su\b.{0,40})?|stampa)",
        r"(?i:(?:©|copyright\b).*|.{0,80}\btutti i diritti riservati\b.{0,80}|.{0,40}riproduzione riservata\b.{0,40})",
    ),
    bylines=(r"(?i:di|a cura di)(?: ?: ?| +)(?P<name>NAME)(?: ?[,|/–—•·-] ?.{0,80})?", r"(?i:autore|autrice) ?: ?(?P<name>NAME)"),
    biographies=(r"NAME è (?:[\w-]+ ){0,5}(?:giornalista|corrispondente|redattore|redattrice|editorialista)\b.{0,400}",),
    credit_lines=(r"(?i:con (?:informazioni|materiale|notizie) (?:di|da|dell[ae’']))\b.{0,200}", r"(?i:fonti? ?:|fonte ?:).{0,120}"),
    captions=(r"(?i:(?:foto|immagine|immagini|video|credit[oi]?) ?[:/])", r"(?i:foto d[’']archivio|archivio)"),
    english_calques={
        r"\bto the microphones of\b": 2.0,
        r"\b[Aa]ccording to what (?:has been |was |is )?(?:learned|learnt|reported|reconstructed|emerged)": 2.0,
        r"\b[Oo]n the part of the\b": 1.0,
        r"\b(?:explains|adds|concludes|underlines) the (?:premier|minister|mayor)\b": 1.0,
        r"\b(?:Mosca|Pechino|Londra|Germania|Turchia|Bielorussia)\b": 2.0,
        r"\b(?:the|to the) Ansa\b": 1.5,
    },
    question_labels=frozenset(("domanda", "giornalista")),
    answer_labels=frozenset(("risposta",)),
))
