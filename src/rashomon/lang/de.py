"""German."""

from . import Language, languages

GERMAN = languages.add("de", Language(
    code="de",
    english_name="German",
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
    negators=frozenset(("nicht", "nie", "niemals", "niemand", "nichts", "kein", "keine", "keinen", "keinem", "keiner", "keines", "weder", "ohne")),
    abbreviations=frozenset("""
        dr prof str nr bzw ca usw etc z.b d.h u.a u.s st jan feb mär apr jun jul aug sep sept okt nov dez mio mrd abs art evtl ggf inkl
        hr fr tel vgl gest geb
    """.split()),
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
))
