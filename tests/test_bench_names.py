"""The bench of names reads gold as its docstring says."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from bench import names

DOCUMENT = """<Document>{tokens}
<Markables>{mentions}</Markables>
<Relations>{chains}</Relations></Document>"""


def document(sentence: str, *mentions: tuple[str, str]) -> str:
    """A sentence whose words in `mentions` stand in a chain."""
    words = sentence.split()
    tokens = "".join(f'<token t_id="{n}" sentence="0">{word}</token>' for n, word in enumerate(words))
    marks, chains = "", ""
    for m, (text, chain) in enumerate(mentions):
        first = words.index(text.split()[0])
        anchors = "".join(f'<token_anchor t_id="{n}"/>' for n in range(first, first + len(text.split())))
        marks += f'<HUMAN_PART_PER m_id="{m}">{anchors}</HUMAN_PART_PER>'
        chains += f'<CROSS_DOC_COREF note="{chain}"><source m_id="{m}"/></CROSS_DOC_COREF>' if chain else ""
    return DOCUMENT.format(tokens=tokens, mentions=marks, chains=chains)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two reports of one event and one of another."""
    texts = {
        "9_1ecb.xml": document("Then Ilka Brennt met Piet Haas and he left", ("Ilka Brennt", "i"), ("Piet Haas", "p"), ("he", "p")),
        "9_2ecb.xml": document("Now Brennt met the driver", ("Brennt", "i"), ("driver", "p")),
        "9_1ecbplus.xml": document("Later Brennt sang", ("Brennt", "")),
    }
    path = tmp_path / "gold.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in texts.items():
            member = tarfile.TarInfo(f"9/{name}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return path


def test_names_are_told_from_nominals_and_pronouns(corpus: Path) -> None:
    found = {mention.text: mention.is_name for mention in names.mentions(corpus)}
    assert found == {"Ilka Brennt": True, "Piet Haas": True, "he": False, "Brennt": True, "driver": False}


def test_pairs_of_different_reports_of_one_event_count(corpus: Path) -> None:
    told = names.persons(corpus)
    assert told["event"] == {"P": 1.0, "R": 1.0, "F": 1.0}
    assert told["with nominals"] == {"P": 1.0, "R": 0.333, "F": 0.5}
    assert told["peer equal names"]["R"] == 0.0


def test_without_the_material_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert names.main(tmp_path) == {}
    assert "SKIPPED" in capsys.readouterr().err
