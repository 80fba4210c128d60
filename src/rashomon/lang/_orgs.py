"""Words that make a run of capitalised words an organisation, an event or a thing rather than a person."""

ORGANISATION = frozenset(
    """
    academy administration agency agencies airline airlines airways alliance army assembly association authority bank board
    brigade broadcasting
    bureau cabinet center centre centers chamber church club coalition college commission committee company congress constabulary corp
    corporation corps council court courts department directorate embassy establishment exchange federation force forces foundation fund
    group guard guards holdings hospital house inc institute institution international intelligence investigations labs league
    line lines ltd llc
    ministry mission mosque motors movement museum navy network news newspaper office organisation organization parliament partners party
    police post press regiment registry school schools secretariat senate service services society studio studios syndicate system systems
    team technologies times treasury trust tribunal union united university volunteers works
    ministerio universidad partido consejo comisión policía gobierno congreso ayuntamiento instituto asociación sindicato
    ministerium universität partei bundestag bundesrat polizei regierung behörde verband gesellschaft gmbh ag
    ministère université parti conseil commission gouvernement syndicat préfecture ministero università partito consiglio governo comune
    polizia carabinieri ministerie universiteit partij gemeente politie regering raad
""".split()
)
NO_PERSON = frozenset(
    """
    act agreement accord airport attack attacks award awards avenue bay beach bill boulevard bowl bridge building canal case castle cemetery
    championship championships city conference constitution convention county crisis cup day days declaration deal derby desert district
    east election festival final fire forum games harbour harbor highway hill hills island islands jail lake law mall march market memorial
    month mount mountain mountains north ocean olympics open palace park peninsula plan plaza plant port prison prize programme program
    project protocol province pact quay railway region republic reservoir resort river road scandal sea series south square stadium state
    states station statue strait street strip summit theatre theater tower towers town treaty trial tunnel valley village war wars week west
    world year
""".split()
)
PLACE_ENDINGS = frozenset(
    """
    airport avenue bay beach boulevard bridge canal castle cemetery city county desert district harbour harbor highway hill hills island
    islands lake mall mount mountain mountains ocean palace park peninsula plaza port province quay region republic reservoir resort river
    road sea square stadium state station strait street strip tower town tunnel valley village
""".split()
)
PARTICLES = frozenset("de del della der den di da dos du van von bin ben ibn al el la le ter zu abu".split())
SURNAME_WORDS = frozenset(
    """
    baker banks bishop black blue brown bush butler carpenter case chase church clay close cook cooper cross day dean drew fields fisher
    flowers ford fox frank french frost gates gold good gray grant green grey hall hand hart hill holder hope hunt hunter king knight lamb
    lane law little lock long love mark marsh may mercy mills moon moore nice noble page park parks penny pitt pope porter price prince rich
    rice rock rose rush sand short sharp shell small snow star stone street strong summer summers swift taylor tank term trump turner
    underwood wall ward waters way weaver west white will wise wolf wood woods young
""".split()
)  # surnames that are words: never recovered from lower case
