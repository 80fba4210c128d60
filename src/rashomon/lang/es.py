"""Spanish."""

from . import Language, languages

SPANISH = languages.add("es", Language(
    code="es",
    english_name="Spanish",
    pronouns={"él": "m", "ella": "f", "ellos": "p", "ellas": "p"},
    honorifics={"sr": "m", "señor": "m", "don": "m", "sra": "f", "señora": "f", "srta": "f", "doña": "f", "dr": "m", "dra": "f", "gral": "", "papa": "m", "rey": "m", "reina": "f"},
    roles={
        **dict.fromkeys((
            "ministro", "primer ministro", "secretario", "secretario de estado", "senador", "gobernador", "alcalde", "diputado",
            "embajador", "director", "jefe", "juez", "abogado", "profesor", "vecino", "testigo", "médico", "consejero", "concejal",
        ), "m"),
        **dict.fromkeys((
            "ministra", "primera ministra", "presidenta", "secretaria", "senadora", "gobernadora", "alcaldesa", "diputada",
            "embajadora", "directora", "jefa", "jueza", "abogada", "profesora", "vecina", "médica", "consejera",
        ), "f"),
        **dict.fromkeys(("presidente", "canciller", "portavoz", "vocero", "fiscal", "general", "líder", "analista", "periodista", "activista"), ""),
    },
    stopwords=frozenset("""
        a al algo algunas algunos ante antes así aun aunque cada como con contra cual cuando cuya cuyo de del desde donde dos durante e el
        ella ellas ello ellos en entre era eran es esa esas ese eso esos esta estaba estado estas este esto estos está están fue fueron
        ha había habían han hasta hay la las le les lo los luego mas me mi mientras mucho muy más mí ni no nos nosotros nuestra nuestro o
        os otra otro para pero poco por porque pues que quien quienes qué se sea según ser si sido sin sino sobre son su sus sí también
        tan tanto te tiene tienen todo todos tras tu un una uno unos y ya yo él
    """.split()),
    negators=frozenset(("no", "nunca", "jamás", "nadie", "nada", "ni", "ningún", "ninguna", "ninguno", "sin", "tampoco")),
    abbreviations=frozenset("sr sra srta dr dra gral ud uds ee.uu núm pág av prof lic ing art etc p.ej ene feb mar abr jun jul ago sept oct nov dic".split()),
    contacts={
        **dict.fromkeys("reunieron reunió reunión encuentro vieron".split(), "person"),
        **dict.fromkeys("teléfono llamada llamó telefónica carta".split(), "remote"),
        **dict.fromkeys("hablaron habló conversaron conversación contacto contactos".split(), "any"),
    },
    pair_words=frozenset(("dos", "ambos", "ellos")),
    occasion_words=frozenset(("vez",)),
    since_words=frozenset(("desde",)),
    teasers=(
        r"(?i:(?:sigue|seguir|siga) leyendo|le[ea] (?:también|más)|(?:también )?te puede interesar|más información|ver también)",
        r"(?i:(?:noticias|artículos|contenidos?|notas) relacionad[oa]s?)",
    ),
    forms=(
        r"(?i:dej[ae] (?:un|tu|su) (?:comentario|respuesta)|cancelar (?:la )?respuesta|comentarios?(?: \(\d+\))?|publicidad)",
        r"(?i:(?:tu|su) (?:dirección de correo|correo|email)\b.{0,30}no será publicad[oa]\b.*|los campos obligatorios\b.*|campos obligatorios\b.*)",
        r"(?i:(?:suscríbete|suscríbase|regístrate)\b.{0,120}|síguenos en\b.{0,100}|compartir(?: en\b.{0,40})?|compartir este artículo)",
        r"(?i:(?:©|copyright\b).*|.{0,80}\btodos los derechos reservados\b.{0,80})",
    ),
    bylines=(r"(?i:por|escrito por)(?: ?: ?| +)(?P<name>NAME)(?: ?[,|/–—•·-] ?.{0,80})?", r"(?i:autora?) ?: ?(?P<name>NAME)"),
    biographies=(r"NAME es (?:un |una |el |la )?(?:[\w-]+ ){0,5}(?:periodista|corresponsal|redactora?|editora?|columnista|reportera?)\b.{0,400}",),
    credit_lines=(r"(?i:con (?:información|datos|material|despachos) de)\b.{0,200}", r"(?i:fuentes? ?:).{0,120}"),
    captions=(
        r"(?i:(?:foto|fotos|fotografía|imagen|imágenes|vídeo|video) ?[:/])",
        r"(?i:foto(?:grafía)? (?:de archivo|cedida|cortesía)|archivo)",
    ),
))
