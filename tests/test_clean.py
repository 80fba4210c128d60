"""What `clean` takes out, mends, keeps, and finds above the story."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from casefiles import Case, cases
from rashomon.clean import clean
from rashomon.config import CleanConfig
from rashomon.text.cuts import replay
from rashomon.text.dates import parse_when
from rashomon.types import Raw, Report, Skipped

HEADLINE = "Fire destroys paper mill in Corran"
BODY = [
    "A fire destroyed the old paper mill in Corran on Monday night and left three workers injured.",
    "The mill employs 300 people, and the mayor said that it would be rebuilt before the winter.",
    "About 40 firefighters fought the flames for six hours before the roof fell into the canal.",
    "Residents of Mill Street were told to keep their windows shut until the smoke had cleared.",
    "Nobody had been warned about the boiler, the union leader told reporters on the quay.",
    "Trains between Corran and Lowick were halted until the evening, the railway said in a statement.",
    "Schools on the east bank stayed closed, and a sports hall took in the families of the quarter.",
    "The cause of the fire was not yet known, and inspectors will examine the ruins on Friday.",
]


def page(line: str, where: str) -> str:
    """A page with one more line under the headline, between paragraphs or at the end."""
    lines = [HEADLINE, *BODY]
    lines.insert({"head": 1, "middle": 5, "tail": len(lines)}[where], line)
    return "\n\n".join(lines)


def cleaned(text: str, **fields: str) -> Report:
    raw = Raw("page.txt", "text", text, fields=fields)
    report = clean(raw, CleanConfig())
    assert isinstance(report, Report)
    assert replay(text, report.cuts) == report.text
    return report


@pytest.mark.parametrize("case", cases("clean"))
def test_a_line_goes_or_stays(case: Case) -> None:
    report = cleaned(page(case.left, case.right))
    assert tuple(cut.rule for cut in report.cuts) == case.want, case.place
    assert (case.left in report.text) is not bool(case.want), case.place
    assert all(paragraph in report.text for paragraph in BODY)


def test_paragraph_breaks_stay_when_lines_go() -> None:
    assert cleaned(page("Advertisement", "middle")).text == "\n\n".join([HEADLINE, *BODY])


@pytest.mark.parametrize("label", ["Read more", "Continue reading…", "Read More »"])
def test_a_bare_label_behind_the_last_sentence_goes(label: str) -> None:
    report = cleaned("\n\n".join([HEADLINE, *BODY]) + f" {label}")
    assert report.text == "\n\n".join([HEADLINE, *BODY])
    assert [cut.rule for cut in report.cuts] == ["teaser"]


@pytest.mark.parametrize("words", ["Read more about it in the library, she said.", "“We shall all read more”", "Watch live"])
def test_a_last_sentence_that_is_no_bare_label_stays(words: str) -> None:
    line = f"The library opens again on Monday, and {words}"
    assert cleaned("\n\n".join([HEADLINE, *BODY, line])).text.endswith(line)


def test_what_stands_below_the_mark_of_a_signature_goes() -> None:
    report = cleaned("\n\n".join([HEADLINE, *BODY]) + "\n\n-- \nCorran Mills AG\nCanal Road 1\nTel 01234")
    assert report.text == "\n\n".join([HEADLINE, *BODY])
    assert {cut.rule for cut in report.cuts} == {"signature"}


def test_dashes_above_the_rest_of_a_report_are_no_signature() -> None:
    report = cleaned("\n\n".join([HEADLINE, "--", *BODY, *BODY]))
    assert report.text == "\n\n".join([HEADLINE, *BODY, *BODY])


def test_a_bare_label_takes_the_little_that_follows() -> None:
    text = "\n\n".join([HEADLINE, *BODY, "Keep reading:", "The ministry said a “new era” was coming for the canal towns."])
    assert cleaned(text).text == "\n\n".join([HEADLINE, *BODY])


def test_a_reading_button_takes_no_sentence() -> None:
    text = "\n\n".join([HEADLINE, *BODY[:4], "Read More", *BODY[4:]])
    assert cleaned(text).text == "\n\n".join([HEADLINE, *BODY])


def test_a_photo_credit_inside_a_paragraph_goes_alone() -> None:
    report = cleaned("\n\n".join([HEADLINE, BODY[0] + " (Jo Brandt/AFP/Getty Images) " + BODY[1], *BODY[2:]]))
    assert report.text.split("\n\n")[1] == f"{BODY[0]} {BODY[1]}"


def test_byline_and_credit_line_are_kept_as_fields() -> None:
    report = cleaned("\n\n".join([HEADLINE, "By Jo Brandt", *BODY, "(With information from AP and EFE)"]))
    assert (report.byline, report.credit) == ("Jo Brandt", "(With information from AP and EFE)")


def test_a_biography_goes_only_with_its_byline() -> None:
    line = "Ida Venn is a reporter of the Courier and writes about the canal towns."
    assert line in cleaned("\n\n".join([HEADLINE, *BODY, line])).text
    assert line not in cleaned("\n\n".join([HEADLINE, "By Ida Venn", *BODY, line])).text


def test_headline_and_deck_are_text() -> None:
    report = cleaned("\n\n".join([HEADLINE, "Three workers are hurt as flames reach the boiler room", *BODY]))
    assert report.headline is not None
    assert report.quote(report.headline) == HEADLINE
    assert report.deck is not None
    assert report.quote(report.deck).startswith("Three workers")


def test_a_headline_may_end_in_a_full_stop() -> None:
    report = cleaned(
        "\n\n".join(["Ada Lorne and Piet Haas meet after the Corran fire.", "Mayor Ada Lorne met the union leader Piet Haas.", *BODY])
    )
    assert report.headline is not None


def test_a_first_sentence_is_no_headline() -> None:
    assert cleaned("\n".join(BODY)).headline is None


def test_a_title_becomes_the_first_line() -> None:
    report = cleaned("\n\n".join(BODY), title=HEADLINE)
    assert report.text.startswith(f"{HEADLINE}\n\n{BODY[0]}")
    assert report.headline is not None
    assert report.quote(report.headline) == HEADLINE


def test_a_title_is_not_said_twice() -> None:
    assert cleaned("\n\n".join([HEADLINE, *BODY]), title=f"{HEADLINE}.").text.count(HEADLINE) == 1


@pytest.mark.parametrize(
    ("start", "place"),
    [("CORRAN (AP) — ", "CORRAN"), ("CORRAN, March 3 (Reuters) - ", "CORRAN"), ("Corran, Ohio (AP) - ", "Corran, Ohio"), ("", None)],
)
def test_a_dateline_is_read_and_stays(start: str, place: str | None) -> None:
    report = cleaned("\n\n".join([HEADLINE, start + BODY[0], *BODY[1:]]))
    assert report.dateline == place
    assert start + BODY[0] in report.text


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("The cafÃ© on Mill Street burnt down.", "The café on Mill Street burnt down."),
        ("The mayor&#8217;s office burnt down.", "The mayor’s office burnt down."),
        ("The ma\u200byor\u202e spoke.", "The mayor spoke."),
        ("The cafe\u0301 burnt down.", "The café burnt down."),
        ("The ca\u00adfé burnt down.", "The café burnt down."),
    ],
)
def test_damaged_characters_are_mended(damaged: str, sound: str) -> None:
    assert sound in cleaned("\n\n".join([HEADLINE, *BODY, damaged])).text


def test_sound_characters_stay() -> None:
    line = "“It’s a café – or was…”, Zoë said; 5 µg, ½ cup, naïve, Łódź, ‘so’, 👨\u200d👩, می\u200cخواهم."
    report = cleaned("\n\n".join([HEADLINE, *BODY, line]))
    assert line in report.text
    assert not report.cuts


def test_stacked_accents_are_capped_before_they_cost_anything() -> None:
    report = cleaned("\n\n".join([HEADLINE, *BODY, "Zal" + "\u0301" * 160_000 + "go spoke."]))
    assert len(report.text) < 2_000


def test_windows_line_ends_become_plain_ones() -> None:
    assert "\r" not in cleaned("\r\n\r\n".join([HEADLINE, *BODY])).text


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = re.sub(r"(.{40,60}) ", r"\1\n", "\n\n".join(BODY))
    assert cleaned(f"{HEADLINE}\n\n{wrapped}").text == "\n\n".join([HEADLINE, *BODY])


def test_nothing_left_is_no_report() -> None:
    skipped = clean(Raw("page.txt", "text", "Advertisement\n\nLeave a Reply"), CleanConfig())
    assert isinstance(skipped, Skipped)
    assert (skipped.fate, skipped.code) == ("rejected", "E-EMPTY")


def test_the_id_is_given_or_tells_origin_and_text() -> None:
    assert cleaned("\n\n".join(BODY), id="a7").id == "a7"
    one = clean(Raw("a.txt", "text", "\n\n".join(BODY)), CleanConfig())
    two = clean(Raw("b.txt", "text", "\n\n".join(BODY)), CleanConfig())
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert one.id != two.id
    assert len(one.id) == 16


def test_a_date_keeps_its_precision() -> None:
    report = cleaned("\n\n".join(BODY), date="2025-03")
    assert report.published is not None
    assert report.published.iso() == "2025-03"


def test_a_date_line_dates_a_report_without_a_field() -> None:
    report = cleaned(page("Published March 3, 2025", "head"))
    assert report.published is not None
    assert report.published.iso() == "2025-03-03"


def test_an_unreadable_date_is_noted() -> None:
    report = cleaned("\n\n".join(BODY), date="last week")
    assert report.published is None
    assert report.extra["unread_date"] == "last week"


def test_given_date_fills_in_for_a_missing_one() -> None:
    when = parse_when("2025-03-03")
    raw = Raw("page.txt", "text", "\n\n".join(BODY))
    report = clean(raw, CleanConfig(), when)
    assert isinstance(report, Report)
    assert report.published == when
    dated = clean(replace(raw, fields={"date": "2025-03-04"}), CleanConfig(), when)
    assert isinstance(dated, Report)
    assert dated.published != when


def test_the_outlet_is_given_or_the_host() -> None:
    assert cleaned("\n\n".join(BODY), outlet="The Corran Courier").outlet == "The Corran Courier"
    assert cleaned("\n\n".join(BODY), url="https://www.courier.example/fire").outlet == "courier.example"
    assert cleaned("\n\n".join(BODY)).outlet is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", BODY[0] + " " + BODY[1]),
        ("es", "El incendio destruyó la vieja fábrica de papel y dejó a tres trabajadores heridos, según la alcaldesa de la ciudad."),
        ("de", "Das Feuer hat die alte Papierfabrik zerstört, und drei Arbeiter wurden dabei nach Angaben der Polizei verletzt."),
        ("fr", "L’incendie a détruit la vieille papeterie et trois ouvriers ont été blessés, selon la maire de la ville."),
    ],
)
def test_the_language_is_told(lang: str, text: str) -> None:
    assert cleaned(text).lang == lang


@pytest.mark.parametrize(
    ("line", "rule"),
    [("Sigue leyendo: Cinco paseos por el canal", "teaser"), ("Deja un comentario", "form"), ("(Con información de EFE)", "credit")],
)
def test_furniture_is_known_in_the_reports_language(line: str, rule: str) -> None:
    body = "El incendio destruyó la vieja fábrica de papel y dejó a tres trabajadores heridos, según la alcaldesa de la ciudad."
    report = cleaned("\n\n".join([body, body.replace("papel", "vidrio"), line]))
    assert [cut.rule for cut in report.cuts] == [rule]
