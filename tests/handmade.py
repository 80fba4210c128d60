"""An analysis put together by hand: three invented reports about an invented ferry, with every kind of finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from rashomon.types import (
    Accounts,
    Analysis,
    Cell,
    Claim,
    Collation,
    Cut,
    Derivation,
    Discrepancy,
    Edit,
    Event,
    Findings,
    Judgement,
    Line,
    Lost,
    Notes,
    Pair,
    Passage,
    Quantity,
    Quote,
    Reason,
    Report,
    Said,
    Span,
    Stemma,
    Summary,
    Support,
    Time,
    Utterance,
    When,
)

HARBOUR = (
    "The ferry Almira ran aground off Tolsund on Monday.",
    "“We heard a grinding noise,” said the skipper, Ida Rask.",
    "All 41 passengers were taken off by lifeboat.",
)
LANTERN = (
    "On Monday the Almira, a ferry, ran onto rocks near Tolsund.",
    "“We felt a grinding noise,” Ida Rask, its skipper, said.",
    "The 41 passengers were brought ashore by the lifeboat.",
)
COAST = (
    "A ferry struck a reef off Tolsund on Tuesday.",
    "The harbour office said 14 passengers were on board.",
)


def made_analysis(harbour: str = "Harbour Post", path: str = "harbour.txt") -> Analysis:
    """The analysis; the outlet and the path of its first report may be given, hostile ones too."""
    texts = {"h": "\n".join(HARBOUR), "l": "\n".join(LANTERN), "t": "\n".join(COAST)}
    day = datetime(2031, 5, 6, tzinfo=UTC)
    reports = (
        Report("h", path, texts["h"], outlet=harbour, published=When(day, day + timedelta(days=1), "day"),
               headline=s(texts, "h", HARBOUR[0]), cuts=(Cut(0, 10, "caption", "", "Photo: Anon"[:10]),)),
        Report("l", "lantern.txt", texts["l"], credit="With material from Nordwire"),
        Report("t", "coast.html", texts["t"], format="html"),
    )  # fmt: skip
    return Analysis(
        Event("e-almira", ("h", "l", "t")),
        reports,
        _notes(texts),
        _collation(texts),
        _stemma(texts),
        _findings(texts),
        _summary(texts),
        "c0ffee",
        "0.1.0",
    )


def hostile_analysis(words: str) -> Analysis:
    """The analysis with these words in every field that a report or a person brings, in the text and in the lines about it."""
    made, said = made_analysis(words, words), f"{words} \ufffe\uffff\u2028\u200b."
    own = Span("h", len(made.reports[0].text) + 1, len(made.reports[0].text) + 1 + len(said))
    first = replace(
        made.reports[0],
        text=f"{made.reports[0].text}\n{said}",
        headline=own,
        byline=words,
        lang=words,
        url=f"https://{words}",
        credit=words,
        dateline=words,
        extra={words: [words], "unread_date": words},
    )
    notes = replace(made.notes[0], sentences=(*made.notes[0].sentences, own))
    (found,), (utterance,) = made.findings.discrepancies, made.findings.utterances
    findings = replace(
        made.findings,
        discrepancies=(replace(found, left=own, left_value=words, right_value=words, basis=words),),
        utterances=(replace(utterance, speaker=words, versions=(own, utterance.versions[1]), base=own),),
        said=(replace(made.findings.said[0], speaker=words, via=words),),
        support={id: replace(support, originators=(words,)) for id, support in made.findings.support.items()},
    )
    reason = Reason("credit line", 1.5, (own,), words)
    lost = tuple(replace(one, name=words, because=(reason,)) for one in made.stemma.lost)
    edges = tuple(replace(edge, because=(*edge.because, reason)) for edge in made.stemma.edges)
    lines = (*made.summary.lines, *(Line(section, words, (own,)) for section in ("check", "quotes", "only")))
    return replace(
        made,
        reports=(first, *(replace(report, url=words) for report in made.reports[1:])),
        notes=(notes, *made.notes[1:]),
        findings=findings,
        stemma=replace(made.stemma, lost=lost, edges=edges),
        summary=replace(made.summary, title=words, statement=words, lines=lines),
        judgements=(Judgement("dismiss", "d9", words, words, 1, words, words, words, words),),
    )


def s(texts: dict[str, str], report: str, words: str) -> Span:
    """The span of `words` in a report."""
    start = texts[report].index(words)
    return Span(report, start, start + len(words))


def _notes(texts: dict[str, str]) -> tuple[Notes, ...]:
    monday = Time(
        s(texts, "h", "Monday"), "DATE", "2031-05-05", datetime(2031, 5, 5, tzinfo=UTC), datetime(2031, 5, 6, tzinfo=UTC), "published"
    )
    quote = Quote((s(texts, "h", "We heard a grinding noise"),), s(texts, "h", "said"), s(texts, "h", "Ida Rask"), "Ida Rask")
    return (
        Notes("h", "en", tuple(s(texts, "h", words) for words in HARBOUR), times=(monday,), quotes=(quote,),
              quantities=(Quantity(s(texts, "h", "41"), 41, 41, "person", "passenger"),)),
        Notes("l", "en", tuple(s(texts, "l", words) for words in LANTERN)),
        Notes("t", "en", tuple(s(texts, "t", words) for words in COAST)),
    )  # fmt: skip


def _collation(texts: dict[str, str]) -> Collation:
    first, second, third = (s(texts, id, words[0]) for id, words in (("h", HARBOUR), ("l", LANTERN), ("t", COAST)))
    return Collation(
        (Passage(first, second, "rewritten", 0.61728),),
        (),
        (
            Claim("k1", "claim", first, {"h": Cell(first), "l": Cell(second), "t": Cell(third, "contradict")}),
            Claim(
                "k2",
                "claim",
                s(texts, "h", HARBOUR[2]),
                {"h": Cell(s(texts, "h", HARBOUR[2])), "l": Cell(s(texts, "l", LANTERN[2])), "t": None},
            ),
        ),
    )


def _stemma(texts: dict[str, str]) -> Stemma:
    order = Reason("same order", 4.25, (s(texts, "h", HARBOUR[0]), s(texts, "l", LANTERN[0])), "3 sentences in the same order")
    credit = Reason("credit line", 1.5, (), "With material from Nordwire")
    return Stemma(
        {"A": "h", "B": "l", "C": "t"},
        (Lost("α", "Nordwire", (credit,)), Lost("β", None)),
        (Derivation("A", "α", "rewrite", 0.95, (order,)), Derivation("B", "α", "rewrite", 0.97, (order, credit)),
         Derivation("C", "β", "shared source", 0.6, (Reason("shared error", -0.5),))),
        (Pair("h", "l", "siblings", 0.9712, (order, credit)), Pair("h", "t", "independent", 0.8), Pair("l", "t", "independent", 0.8)),
        Accounts(1, 2, (("h", "l"), ("t",)), (("h", "l", "t"),)),
    )  # fmt: skip


def _findings(texts: dict[str, str]) -> Findings:
    day = Discrepancy(
        "d1", "weekday", "contradiction", s(texts, "h", "Monday"), s(texts, "t", "Tuesday"), "monday", "tuesday", "left", "1 other report",
        because=(Reason("weekdays differ", 5.0, (s(texts, "h", "Monday"), s(texts, "t", "Tuesday"))), Reason("about the same event", -1.5)),
    )  # fmt: skip
    heard, felt = s(texts, "h", "We heard a grinding noise"), s(texts, "l", "We felt a grinding noise")
    return Findings(
        {"k1": Support(3, 3, 1, 2, ("Ida Rask",)), "k2": Support(2, 2, 1, 1, ())},
        (Said("k1", "h", "Ida Rask", None, named=True, hand="first"),),
        (day,),
        (
            Utterance(
                "u1",
                "Ida Rask",
                (heard, felt),
                (Edit("substituted", s(texts, "h", "heard"), s(texts, "l", "felt")),),
                heard,
                (("verbatim",), ("substituted",)),
            ),
        ),
        {"t": (s(texts, "t", COAST[1]),)},
        {"t": ("k2",)},
    )


def _summary(texts: dict[str, str]) -> Summary:
    harbour, lantern, coast = (
        [s(texts, id, words) for words in sentences] for id, sentences in (("h", HARBOUR), ("l", LANTERN), ("t", COAST))
    )
    return Summary(
        "Ferry Almira aground off Tolsund",
        (
            Line("ladder", "at most 2 accounts: two reports count once, 3 sentences in the same order", (*harbour, *lantern)),
            Line("check", "Day: “Monday” differs from “Tuesday”; cannot both stand as written", (harbour[0], coast[0])),
            Line("all", "A ferry went aground off Tolsund", (harbour[0], lantern[0], coast[0])),
            Line("quotes", "Ida Rask: “heard” and “felt”", (harbour[1], lantern[1])),
            Line("only", "The harbour office on passengers on board", (coast[1],)),
        ),
        "3 reports, at most 2 separate accounts; separate newsgathering not shown.",
    )
