"""Dutch."""

from . import Language, languages

DUTCH = languages.add("nl", Language(
    code="nl",
    english_name="Dutch",
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
))
