"""Piles of invented reports for the tests of grouping: accounts, copies, forms, round-ups, in several languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from rashomon.types import Event, Judgement, Report, When


def report(id: str, text: str, day: str | None = None, lang: str = "en", outlet: str | None = None) -> Report:
    """A report of one day, such as 2024-05-06, or of no known day."""
    low = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    published = When(low, low + timedelta(days=1), "day") if low else None
    return Report(id, id, text, lang, outlet=outlet, published=published)


def homes(events: tuple[Event, ...]) -> dict[str, str]:
    """The event of each report."""
    return {id: event.id for event in events for id in event.reports}


def told(events: tuple[Event, ...]) -> set[tuple[str, ...]]:
    """The reports of each event."""
    return {event.reports for event in events}


LIGHTHOUSE = (
    "Storm topples the lighthouse of Kelp Point\n\n"
    "The lighthouse of Kelp Point collapsed in a storm on Thursday night and buried the cottage of its keeper, Anselm Rudge. "
    "Rescuers from Hythe Bay pulled Rudge alive from the rubble after nine hours. The tower, 38 metres high, had been lit in 1874. "
    "Coastguard officer Delia Vane said that waves had hollowed out the rock below. Ships are warned by a buoy until further notice. "
    "The harbour of Hythe Bay stayed shut, and 17 trawlers waited outside for the wind to drop. The county had put off repairs three "
    "times, councillor Bertram Oake admitted, although divers had reported cracks in the footing two winters ago."
)
LIGHTHOUSE_OTHER = (
    "Keeper survives as Kelp Point tower falls\n\n"
    "Nine hours under stones: Anselm Rudge, keeper of the Kelp Point lighthouse, was dug out alive by crews from Hythe Bay on Friday. "
    "The 38-metre tower came down on his cottage during the storm. Delia Vane of the coastguard blamed waves that had washed out the "
    "rock. Bertram Oake, a councillor, conceded that repairs had been put off three times."
)
LIGHTHOUSE_ES = (
    "Se derrumba el faro de Kelp Point\n\n"
    "El faro de Kelp Point se derrumbó durante la tormenta del jueves sobre la casa del farero, Anselm Rudge. Equipos de Hythe Bay "
    "rescataron a Rudge con vida al cabo de nueve horas. La torre, de 38 metros, se encendió en 1874, recordó Delia Vane, de la "
    "guardia costera."
)
STRIKE = (
    "Tram drivers of Ostrava Mills walk out\n\n"
    "Tram drivers in Ostrava Mills walked out on Wednesday over split shifts, and all nine lines stood still. Union leader Petra "
    "Kolman said 640 drivers had joined. The operator, Mills Transit, called the strike unlawful and went to court. Director Hugo "
    "Stanek offered two more days of leave. Talks are to go on at the town hall on Friday."
)
STRIKE_OTHER = (
    "No trams as 640 drivers strike\n\n"
    "All nine tram lines of Ostrava Mills stood still as 640 drivers stopped work against split shifts. Petra Kolman, who leads the "
    "union, rejected the two days of leave that Mills Transit had offered. Its director, Hugo Stanek, wants a court to forbid the "
    "strike. Both sides meet at the town hall on Friday."
)
STRIKE_DE = (
    "Straßenbahnen in Ostrava Mills stehen still\n\n"
    "In Ostrava Mills sind 640 Fahrer der Straßenbahn in den Ausstand getreten. Petra Kolman von der Gewerkschaft wies das Angebot von "
    "Mills Transit zurück. Direktor Hugo Stanek will den Streik gerichtlich verbieten lassen. Am Freitag wird im Rathaus verhandelt."
)
ROUND_UP = (
    "The week in brief\n\n"
    "Anselm Rudge, keeper of the Kelp Point lighthouse, was dug out alive by crews from Hythe Bay after the 38-metre tower fell on his "
    "cottage in the storm; Delia Vane of the coastguard blamed waves that had washed out the rock. "
    "In Ostrava Mills 640 tram drivers struck against split shifts; Petra Kolman of the union rejected two days of leave that Hugo "
    "Stanek of Mills Transit had offered, and both sides meet at the town hall on Friday."
)
HONEY = (
    "Bees swarm a wedding in Dell Marsh\n\nA swarm of bees settled on the cake at a wedding in Dell Marsh. Beekeeper Orla Finch coaxed "
    "them into a hat box. The couple, Nils and Wanda Treece, kept the honey."
)
FOSSIL = (
    "Quarry worker finds a sea cow\n\nA quarry worker at Gannet Hill found the skull of a sea cow that lived 19 million years ago. The "
    "museum of Lower Brade will show it next spring, curator Tove Lindahl said."
)
VERBS = "buried|crushed|flattened|hit|struck|smashed|covered|wrecked|destroyed|levelled".split("|")


def nearly(text: str, number: int) -> str:
    """A copy in which one word is another, where and which depending on the number."""
    words = text.split(" ")
    place = 20 + number * 7 % (len(words) - 25)
    words[place] = f"{VERBS[number % len(VERBS)]}{'' if number < len(VERBS) else chr(97 + number % 26)}"
    return " ".join(words)


def weather(town: str, number: int) -> str:
    """A form that is filled in anew every day."""
    dew, wind, rain, sun, low = (number * step % 89 + 10 for step in (7, 11, 13, 17, 19))
    return (
        f"Weather report for the station at {town}\n\n"
        f"The station at {town} reports a dew point of {dew} and a wind of {wind} knots from the west at noon. Rain gauges at the "
        f"observatory collected {rain} units since the last reading, and the sun was seen for {sun} minutes. The barometer stood "
        f"{low} points under its yearly mean. Skippers of small boats are asked to keep to sheltered waters and to report in by radio."
    )


PILE = [
    report("light-1", LIGHTHOUSE, "2024-11-08", outlet="Hythe Bay Mail"),
    report("light-2", LIGHTHOUSE_OTHER, "2024-11-08", outlet="Brade Courier"),
    report("light-3", LIGHTHOUSE_ES, "2024-11-09", "es"),
    report("light-same", LIGHTHOUSE, "2024-11-09"),
    report("light-same-undated", LIGHTHOUSE),
    report("light-near-1", nearly(LIGHTHOUSE, 1), "2024-11-09"),
    report("light-near-2", nearly(LIGHTHOUSE, 2), "2024-11-08"),
    report("light-near-3", nearly(LIGHTHOUSE, 3)),
    report("light-late", nearly(LIGHTHOUSE, 4), "2025-06-20"),
    report("tram-1", STRIKE, "2024-11-06"),
    report("tram-2", STRIKE_OTHER, "2024-11-07"),
    report("tram-3", STRIKE_DE, "2024-11-07", "de"),
    report("tram-near", nearly(STRIKE, 5), "2024-11-06"),
    report("both", ROUND_UP, "2024-11-09"),
    report("weather-1", weather("Gannet Hill", 1), "2024-11-08"),
    report("weather-2", weather("Gannet Hill", 2), "2024-11-09"),
    report("weather-3", weather("Gannet Hill", 3)),
    report("honey", HONEY),
    report("fossil", FOSSIL, "2024-11-08"),
    report("fossil-xx", FOSSIL, "2023-02-01", "xx"),
]
DECISIONS = (
    Judgement("merge", "honey", "fossil", number=1),
    Judgement("split", "light-same", "light-1", number=2),
    Judgement("split", "tram-1", "tram-2", number=3),
)


def shuffled(reports: list[Report], seed: int) -> list[Report]:
    """The same reports in another order."""
    mixed = list(reports)
    Random(seed).shuffle(mixed)  # noqa: S311 -- the same order every time
    return mixed
