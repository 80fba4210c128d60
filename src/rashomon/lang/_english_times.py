"""The words of time in English: the first fields of its `Language`."""

from typing import Any

TIMES: dict[str, Any] = {
    "weekdays": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "weekday_short": {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7},
    "months": (
        ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"), ("july", "jul"),
        ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"), ("december", "dec"),
    ),
    "dates_capitalised": True,
    "dates_month_first": True,
    "doubtful_dates": frozenset(("may", "march", "mon", "wed", "sat", "sun", "jan", "mar", "dec", "fall", "spring", "august")),
    "named_days": frozenset((
        "black friday", "good friday", "bloody sunday", "palm sunday", "easter sunday", "easter monday", "cyber monday", "super tuesday",
        "shrove tuesday", "giving tuesday", "ash wednesday", "black wednesday", "maundy thursday", "holy saturday", "super sunday",
    )),
    "relative_days": {
        "today": 0, "tonight": 0, "overnight": -1, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
        "the day after tmrw": 2,
    },
    "day_parts": {"tonight": "NI", "overnight": "NI", "morning": "MO", "mornings": "MO", "noontime": "MI", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI"},
    "clock_words": {
        "a.m.": "AM", "am": "AM", "p.m.": "PM", "pm": "PM", "o'clock": "H", "noon": "12:00", "midday": "12:00", "midnight": "24:00",
        **dict.fromkeys(("gmt", "utc", "est", "edt", "pst", "pdt", "local time"), "H"),
    },
    "seasons": {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"},
    "periods": {
        "second": "TS", "seconds": "TS", "sec": "TS", "secs": "TS", "minute": "TM", "minutes": "TM", "min": "TM", "mins": "TM",
        "hour": "TH", "hours": "TH", "h": "TH", "hr": "TH", "hrs": "TH", "day": "D", "days": "D",
        "week": "W", "weeks": "W", "weekend": "WE", "weekends": "WE", "fortnight": "2W", "month": "M", "months": "M", "quarter": "Q",
        "quarters": "Q", "year": "Y", "years": "Y", "decade": "DE", "decades": "DE", "century": "CE", "centuries": "CE",
    },
    "plural_periods": frozenset("minutes hours days weeks weekends months quarters years decades centuries".split()),
    "period_nouns": frozenset(("period",)),
    "period_adjectives": frozenset("fiscal financial trading business working calendar consecutive straight more".split()),
    "whole_words": frozenset("all full entire whole another".split()),
    "part_words": {
        **dict.fromkeys(("early", "early in", "the beginning of", "beginning of", "the start of", "start of"), "early"),
        **dict.fromkeys(("mid", "middle of", "the middle of"), "mid"),
        **dict.fromkeys(("late", "late in", "end of", "the end of"), "late"),
        **dict.fromkeys(("rest of", "the rest of", "the remainder of", "later"), "later"),
        "earlier": "earlier",
    },
    "time_bounds": {
        "since": "since", "before": "before", "after": "after", "from": "since", "within": "within", "in": "in", "prior to": "before", "post": "after", "pre": "before",
        **dict.fromkeys(("until", "till", "by", "through", "thru"), "until"), "to": "to",
    },
    "ended_words": frozenset(("ended", "ending", "end")),
    "starting_words": frozenset(("starting", "beginning", "commencing")),
    "move_words": frozenset("moved moves move postponed delayed shifted changed rescheduled brought pushed".split()),
    "ahead_words": frozenset(("later", "after")),
    "decade_suffixes": frozenset(("s",)),
    "decades": {
        "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90, "noughties": 0,
    },
    "last_words": frozenset(("last", "past", "previous", "latest", "preceding", "prior")),
    "next_words": frozenset(("next", "coming", "the following", "upcoming")),
    "echo_words": frozenset(("previous", "preceding", "prior", "the following")),
    "same_words": frozenset("same like corresponding comparable equivalent".split()),
    "echo_periods": {
        f"{word} {unit}": letters
        for word in ("that", "that same", "the same", "the very same")
        for unit, letters in (("day", "D"), ("week", "W"), ("weekend", "WE"), ("month", "M"), ("year", "Y"),
                              ("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"), ("night", "NI"))
    },
    "this_words": frozenset(("this", "current")),
    "ago_words": frozenset(("ago",)),
    "event_words": frozenset(("earlier", "later", "after", "before")),
    "age_words": frozenset(("old",)),
    "every_words": frozenset(("every", "each")),
    "set_words": {
        "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H", "biweekly": "P2W",
        "every other day": "P2D", "every other week": "P2W", "every other month": "P2M", "every other year": "P2Y",
        "mondays": "XXXX-WXX-1", "tuesdays": "XXXX-WXX-2", "wednesdays": "XXXX-WXX-3", "thursdays": "XXXX-WXX-4", "fridays": "XXXX-WXX-5",
        "saturdays": "XXXX-WXX-6", "sundays": "XXXX-WXX-7",
    },
    "length_words": {"daylong": "P1D", "weeklong": "P1W", "monthlong": "P1M", "yearlong": "P1Y", "decadelong": "P10Y", "hourlong": "PT1H"},
    "references": {
        "now": "PRESENT_REF", "currently": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF",
        "long ago": "PAST_REF", "a long time ago": "PAST_REF", "lately": "PAST_REF", "nowadays": "PRESENT_REF",
        "in the past": "PAST_REF", "the future": "FUTURE_REF", "these days": "PRESENT_REF", "some day": "FUTURE_REF", "someday": "FUTURE_REF",
        "the near future": "FUTURE_REF", "the foreseeable future": "FUTURE_REF", "the not-too-distant future": "FUTURE_REF",
        "the recent past": "PAST_REF", "some time ago": "PAST_REF", "a while ago": "PAST_REF", "not long ago": "PAST_REF",
        "at present": "PRESENT_REF", "at the present time": "PRESENT_REF", "at the moment": "PRESENT_REF", "at this time": "PRESENT_REF", "right now": "PRESENT_REF",
        "the present": "PRESENT_REF", "at this point": "PRESENT_REF",
        "year-end": "XXXX-12-31", "year end": "XXXX-12-31", "christmas": "XXXX-12-25", "christmas day": "XXXX-12-25",
        "christmas eve": "XXXX-12-24", "new year's eve": "XXXX-12-31", "new year's day": "XXXX-01-01", "halloween": "XXXX-10-31",
    },
    "date_prepositions": frozenset("""
        in on for since by until till during from before after through throughout to between around about year
    """.split()),
    "day_prepositions": frozenset(("on",)),
    "date_joiners": frozenset(("of",)),
    "future_words": frozenset("will would shall should ll must effective expected scheduled slated begins starts opens expires arrives leaves resumes convenes plans planned hopes expects intends next payable due".split()),
    "infinitive_words": frozenset(("to",)),
    "plan_words": frozenset("will shall ll due expected scheduled plan plans planned planning hope hopes hoped expects intend intends".split()),
    "past_words": frozenset("""
        was were had did said told met took came made began fell rose went sent ended died found held brought bought sold spoke wrote left
        became gave won lost paid saw led ran set cut put hit shot fled drew grew kept broke
        spent stood felt taught caught thought lent struck threw built chose dealt drove fought flew knew heard shook stole withdrew
        forced rejected gone done taken given seen been
    """.split()),
}
