"""A translation is told from another account by names and numbers in the same order, and by nothing else."""

from __future__ import annotations

from events import report, words
from rashomon.collate.anchors import anchors, likeness
from rashomon.pipeline import analyse
from rashomon.types import Analysis, Derivation, total_bits

WIRE = (
    "A ferry with 214 people on board ran aground off Karsholm early on Sunday.",
    "The Lady Aurelia had left Tromvik at 21:40 with 31 lorries, said its owner, Norrline.",
    "All passengers were taken to Brevika by two boats, the Storegga and the Havørn.",
    "Captain Jonas Eide told the newspaper Kystposten that the rudder had failed.",
    "It was the third accident of a Norrline ship since 2009, when 4 people died near Sulafjord.",
    "The minister, Kari Lindqvist, ordered an inquiry and will visit Karsholm on 12 March.",
)
SPANISH = (
    "Un transbordador con 214 personas a bordo encalló frente a Karsholm en la madrugada del domingo.",
    "El Lady Aurelia había zarpado de Tromvik a las 21:40 con 31 camiones, según su propietaria, Norrline.",
    "Todos los pasajeros fueron llevados a Brevika en dos barcos, el Storegga y el Havørn.",
    "El capitán, Jonas Eide, dijo al diario Kystposten que había fallado el timón.",
    "Es el tercer accidente de un buque de Norrline desde 2009, cuando murieron 4 personas cerca de Sulafjord.",
    "La ministra, Kari Lindqvist, ordenó una investigación y visitará Karsholm el 12 de marzo.",
)
APART = (
    "Las olas golpeaban todavía el casco cuando Marit Haugen vio las luces desde su casa de Karsholm.",
    "“Pensé que era un avión”, cuenta la maestra, que despertó a sus vecinos y preparó café para 40 náufragos.",
    "En el puerto de Brevika esperaban ambulancias y autobuses.",
    "Nadie resultó herido de gravedad, confirmó el hospital de Tromvik.",
    "Norrline no respondió a las preguntas de este diario.",
    "A bordo viajaba el coro infantil de Sulafjord, que volvía de un concurso.",
)


def found(**texts: tuple[tuple[str, ...], str]) -> Analysis:
    return analyse([report(id, sentences, lang=lang) for id, (sentences, lang) in texts.items()])


def edges(analysis: Analysis) -> list[Derivation]:
    return [edge for edge in analysis.stemma.edges if edge.kind == "translation"]


def test_a_translation_is_no_account_of_its_own() -> None:
    told = found(a=(WIRE, "en"), b=(SPANISH, "es"))
    assert told.stemma.accounts.high == 1
    assert edges(told)


def test_which_of_two_languages_came_first_is_left_open() -> None:
    told = found(a=(WIRE, "en"), b=(SPANISH, "es"))
    assert all(edge.p <= 0.5 for edge in edges(told))


def test_another_account_in_another_language_stays_one() -> None:
    told = found(a=(WIRE, "en"), b=(APART, "es"))
    assert told.stemma.accounts.high == 2
    assert not edges(told)


def test_every_reason_of_a_translation_cites_both_reports() -> None:
    told = found(a=(WIRE, "en"), b=(SPANISH, "es"))
    (pair,) = told.stemma.pairs
    spans = [span for reason in pair.because for span in reason.at]
    assert {span.report for span in spans} == {"a", "b"}
    assert total_bits(pair.because) > 3
    assert "Lady Aurelia" in words(told, spans[2])
    assert "Lady Aurelia" in words(told, spans[3])


def test_a_copy_under_a_wrong_language_is_a_copy() -> None:
    told = found(a=(WIRE, "en"), b=(WIRE, "nl"))
    assert told.stemma.accounts.high == 1
    assert [edge.kind for edge in told.stemma.edges] == ["copy"]


def test_a_translated_passage_says_so() -> None:
    (chain,) = found(a=(WIRE, "en"), b=(SPANISH, "es")).collation.chains
    assert {passage.state for passage in chain.passages} == {"translated"}


def test_anchors_are_names_and_numbers() -> None:
    assert anchors("Jonas Eide paid 40,000 crowns to Kari.") == {"eide", "40000", "kari"}
    assert anchors("Иван встретил Петра в 09:30.") == {"petra", "930"}
    assert anchors("") == frozenset()


def test_sentences_without_anchors_are_like_nothing() -> None:
    assert likeness([frozenset()], [frozenset(), frozenset({"eide"})]).tolist() == [[0.0, 0.0]]
