"""Italian."""

from . import Language, languages

ITALIAN = languages.add("it", Language(
    code="it",
    english_name="Italian",
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
))
