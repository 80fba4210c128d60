"""French."""

from . import Language, languages

FRENCH = languages.add("fr", Language(
    code="fr",
    english_name="French",
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
