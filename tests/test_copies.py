"""Copies: what shares text is found whatever its disguise, and how much of each lies in the other."""

from __future__ import annotations

from rashomon.group.copies import Copy, copies

STORM = (
    "The storm tore the roof off the fish market in Hallavik shortly after four in the morning, the town engineer said. "
    "Nobody was inside, but two boats that were moored beside the hall sank with their nets on board. "
    "Repairs will take until spring, and the stalls will stand in the school yard until then, according to the council. "
)
OTHER = (
    "Teachers at the music school voted to end their strike on Friday evening after the ministry promised three new posts. "
    "Lessons begin again on Monday, the union said, though the choir has to wait for its conductor to return from leave. "
)


def found(*texts: str) -> list[Copy]:
    return list(copies([(f"n{number}", text) for number, text in enumerate(texts)]).pairs)


def test_a_copy_in_other_dress_is_exact() -> None:
    dressed = STORM.replace("o", "о", 3).replace(" ", "  ").replace("market", "mar\u200bket").upper()
    assert found(STORM, dressed) == [Copy("n0", "n1", 1.0, 1.0, "exact")]


def test_strangers_share_nothing() -> None:
    assert found(STORM, OTHER) == []


def test_a_text_inside_a_longer_one_is_contained() -> None:
    (pair,) = found(STORM[:230], STORM + OTHER + OTHER.replace("music", "art"))
    assert pair.kind == "contained"
    assert pair.a_in_b > 0.9
    assert pair.b_in_a < 0.5


def test_a_lightly_edited_copy_is_near() -> None:
    (pair,) = found(STORM, STORM.replace("shortly after four", "at about four").replace("Repairs", "The works"))
    assert pair.kind == "near"


def test_one_shared_paragraph_is_partial() -> None:
    (pair,) = found(STORM, OTHER + STORM[:115] + OTHER.replace("Friday", "Thursday").replace("choir", "band"))
    assert pair.kind == "partial"


def test_order_of_input_changes_nothing() -> None:
    documents = [("x", STORM), ("y", OTHER + STORM), ("z", OTHER), ("w", STORM + " Updated.")]
    assert copies(documents) == copies(documents[::-1])


def test_a_phrase_of_many_documents_is_capped_and_counted() -> None:
    many = copies([(f"n{number:04}", f"{STORM} Edition number {number}.") for number in range(200)])
    assert many.capped > 0
    assert len(many.pairs) >= 199


def test_empty_and_tiny_texts_do_no_harm() -> None:
    assert found("", "Ferry aground", "?!", STORM) == []
