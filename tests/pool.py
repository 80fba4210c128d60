"""Invented sentences about one invented event, and reports put together from them, for tests that need many.

A fact is told in several readings: some only reword, some do not fit. A report takes one reading of each
fact it tells, so that a report made here does not contradict itself.
"""

from __future__ import annotations

from hypothesis import strategies as st

from rashomon.clean import clean
from rashomon.config import CleanConfig
from rashomon.types import Raw, Report

FACTS: tuple[tuple[str, ...], ...] = (
    (
        "A fire broke out in the Corran paper mill on Tuesday.",
        "The fire in the Corran paper mill started on Wednesday.",
        "On Tuesday a blaze destroyed the paper mill at Corran.",
    ),
    (
        "Three workers were injured when the boiler room collapsed.",
        "Four workers were injured when the boiler room collapsed.",
        "When the boiler room caved in, three workers were hurt.",
    ),
    (
        "“We will rebuild this mill before the winter,” director Ada Lorne said.",
        "“We will repair this mill before the winter,” director Ada Lorne said.",
        "Director Ada Lorne said that the mill would be rebuilt before the winter.",
    ),
    (
        "About 40 firefighters fought the flames for six hours.",
        "Fewer than 50 firefighters fought the flames for six hours.",
        "Some 38 firefighters needed six hours to control the flames.",
    ),
    ("No chemicals leaked into the canal, the fire service said.", "Chemicals leaked into the canal, the fire service said."),
    (
        "Lorne and the union leader Piet Haas last spoke in March 2024.",
        "In May 2024 Lorne and the union leader Piet Haas held a phone call.",
    ),
    ("Residents of Mill Street were told to keep their windows shut.", "People living in Mill Street had to keep their windows closed."),
    ("The mill employs 300 people and was founded in 1887.", "Founded in 1887, the mill has 300 employees."),
    ("A dozen boats brought sand and foam across the canal.", "Twelve boats carried sand and foam over the canal."),
    (
        "“Nobody here was warned about the boiler,” Haas told reporters.",
        "“Nobody here was told about the boiler,” Haas told reporters.",
        "Haas told reporters that the workers had never been warned about the boiler.",
    ),
    ("Inspector Sergei Volin will examine the ruins on Friday.", "Inspector Sergey Volin examined the ruins on Friday."),
    ("The damage was put at $3 million by the insurers.", "Insurers put the damage at $5 million."),
    ("Trains between Corran and Lowick were halted until the evening.", "Until evening no train ran between Lowick and Corran."),
    ("The mayor, Katarina Holm, thanked the crews at a press conference.", "At a briefing the mayor, Katharina Holm, thanked the crews."),
    ("“The valley has lost its heart,” Holm said.", "“The valley has lost its heart,” the mayor said on Tuesday evening."),
    ("A smell of burnt paper hung over the town all night.", "All night the town smelled of burnt paper."),
    ("Schools on the east bank stayed closed.", "Pupils on the east bank had the day off."),
    ("The cause of the fire was not yet known.", "What caused the fire remained unclear."),
    ("Police closed the road to Aldmoor for ten minutes.", "The road to Aldmoor was closed by police for 25 minutes."),
    ("A night watchman raised the alarm shortly after 3 a.m.", "The alarm was raised by a night watchman at about 3 a.m."),
    ("The company denied that the boiler had failed its last test.", "The boiler had failed its last test, the company admitted."),
    ("Twelve families were taken to a sports hall.", "A sports hall took in twelve families."),
    ("Two of the injured were flown to the clinic in Tarnow.", "A helicopter took two of the injured to Tarnow."),
    ("The minister of labour, Ruth Amsel, promised an inquiry.", "An inquiry was promised by the labour minister, Ruth Amsel."),
    (
        "“I was proud of this place,” said the retired foreman Jan Oye, 71.",
        "Jan Oye, a foreman who retired years ago, said he had been proud of the place.",
    ),
    ("Paper prices in the region may rise, traders said.", "Traders said that paper in the region could become dearer."),
    ("The last fire at the mill was in 1956.", "The mill had last burned in 1956."),
)
STRANGE: tuple[str, ...] = (  # a world apart: shares no passage with the facts
    "Goalkeeper Bruno Tell saved two penalties as Vesper United reached the cup final.",
    "An orchid thought extinct flowered in a Sund greenhouse.",
    "The violinist Mira Kast plays both concertos next season.",
    "Astronomers at Pico Alto counted seven new moons around a giant planet.",
    "A cheese made by monks won gold at the Lanz dairy show.",
    "Software that plays checkers lost to a nine-year-old girl.",
)
FURNITURE: tuple[str, ...] = (
    "",
    "By Rolf Temmer",
    "Leave a Reply",
    "Read more: Ten walks along the canal",
    "(With information from Northmark Wire)",
)
OUTLETS: tuple[str | None, ...] = (None, "The Canal Post", "Lowick Mirror", "Tarnow Tribune", "East Bank Weekly")
DATES: tuple[str | None, ...] = (None, "2024-06-04", "2024-06-05")


def report(origin: str, sentences: list[str], outlet: str | None = None, date: str | None = None, furniture: str = "") -> Report:
    """A report as `clean` makes it from a page of plain text."""
    return cleaned(raw(origin, sentences, outlet, date, furniture))


def raw(origin: str, sentences: list[str], outlet: str | None = None, date: str | None = None, furniture: str = "") -> Raw:
    """A page of plain text: a sentence a paragraph, with something at its end that is no report."""
    fields = {key: value for key, value in (("outlet", outlet), ("date", date)) if value}
    return Raw(origin, "text", "\n\n".join([*sentences, furniture] if furniture else sentences), fields=fields)


def cleaned(page: Raw) -> Report:
    """The report of a page that holds one."""
    made = clean(page, CleanConfig())
    assert isinstance(made, Report), made
    return made


def tellings(least: int = 3, most: int = 7) -> st.SearchStrategy[list[str]]:
    """Sentences of one report: one reading a fact, in any order."""
    facts = st.lists(st.sampled_from(FACTS), min_size=least, max_size=most, unique=True)
    return facts.flatmap(lambda chosen: st.tuples(*map(st.sampled_from, chosen)).map(list))


@st.composite
def pages(draw: st.DrawFn, least: int = 2, most: int = 4) -> list[Raw]:
    """The pages of one event."""
    count = draw(st.integers(least, most))
    return [
        raw(
            f"page{n}.txt", draw(tellings()), draw(st.sampled_from(OUTLETS)), draw(st.sampled_from(DATES)), draw(st.sampled_from(FURNITURE))
        )
        for n in range(count)
    ]


def events(least: int = 2, most: int = 4) -> st.SearchStrategy[list[Report]]:
    """The reports of one event."""
    return pages(least, most).map(lambda made: [cleaned(page) for page in made])
