"""English words of number, bound and measure."""

from ._money import ENGLISH_MONEY

_LESS = "smaller lower shorter younger lighter cheaper"
_MORE = "larger bigger higher longer taller older heavier better"
_THAN, _NO_THAN = ("{} than", "or {} than", "and {} than"), ("no {} than", "not {} than")
_OR_EQUAL = tuple(
    start + form for start in ("", "and ")
    for form in ("{} than or equal to", "{} or equal than", "{} or equal to", "equal to or {} than", "equal or {} than")
)  # fmt: skip
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth".split()
)
_ROUND_NTH = {
    **{word: 10 * n for n, word in enumerate("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 3)},
    "hundredth": 100, "thousandth": 10**3, "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12,
}  # fmt: skip
_DENOMINATORS = {**{word: n for n, word in enumerate(_NTH[2:], 3)}, **_ROUND_NTH}


def _compared(words: str, bare: str, included: str, other: str) -> dict[str, str]:
    """What comparatives make of a number: "less than", "no less than", "less than or equal to"."""
    forms = ((_THAN, bare), (_NO_THAN, other), (_OR_EQUAL, included))
    return {form.format(word): said for word in words.split() for some, said in forms for form in some}


NUMBER_WORDS: dict[str, float] = {
    **{word: float(n) for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split())},
    "nought": 0.0, "naught": 0.0,
    **{word: float(10 * n) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    "a couple of": 2.0, "a pair of": 2.0, "a couple": 2.0,
}  # fmt: skip
MULTIPLIERS: dict[str, float] = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "mn": 1e6, "mln": 1e6, "mil": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "tln": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "dozens": 12,
}  # fmt: skip
ORDINALS: dict[str, int] = {**{word: n for n, word in enumerate(_NTH, 1)}, **_ROUND_NTH}  # fmt: skip
BOUND_WORDS: dict[str, str] = {
    **dict.fromkeys(("about", "around", "roughly", "approximately", "approx", "some", "nearly", "almost", "close to", "an estimated",
                     "estimated", "just about", "circa", "more or less", "just under", "just over"), "about"),
    **dict.fromkeys(("under", "below", "just shy of"), "less"),
    **dict.fromkeys(("over", "above", "upwards of", "in excess of", "well over", "exceed", "exceeds", "exceeded", "exceeding",
                     "surpass", "surpasses", "surpassed", "surpassing", "topping"), "more"),
    **dict.fromkeys(("at least", "a minimum of", "at the least", "at least or equal to"), "at_least"),
    **dict.fromkeys(("at most", "up to", "as many as", "as much as", "a maximum of", "at the most", "at most or equal to"), "at_most"),
    **dict.fromkeys(("exactly", "precisely", "only", "just", "equal to", "equals", "equals to", "equaling", "equaling to",
                     "equalling"), "exact"),
    **_compared("less fewer", "less", "at_most", "at_least"), **_compared("more greater", "more", "at_least", "at_most"),
}  # fmt: skip
COMPARISONS: dict[str, str] = {**_compared(_LESS, "less", "at_most", "at_least"), **_compared(_MORE, "more", "at_least", "at_most")}
BOUND_AFTER: dict[str, str] = {
    "or so": "about", "at least": "at_least", "at most": "at_most", "plus": "at_least", "or equal": "exact", "or equal to": "exact",
    **{f"or {word}": "at_most" for word in ("less", "fewer", *_LESS.split(), "under", "below")},
    **{f"{joint} {word}": "at_least" for joint in ("or", "and") for word in ("more", "greater", *_MORE.split(), "over", "above", "up", "upwards")},
}  # fmt: skip
FRACTIONS: dict[str, float] = {
    "half": 0.5, "halves": 0.5, "quarter": 0.25, "quarters": 0.25,
    **{form: 1 / n for word, n in _DENOMINATORS.items() for form in (word, f"{word}s")},
}  # fmt: skip
UNITS: dict[str, str] = {
    **{form: unit for unit, forms in {
        "second": "seconds", "minute": "minutes mins min", "hour": "hours hrs", "day": "days", "week": "weeks", "month": "months",
        "year": "years", "decade": "decades", "metre": "metres meters meter m", "kilometre": "kilometres kilometers kilometer km kms",
        "decimetre": "decimetres decimeters decimeter dm", "centimetre": "centimetres centimeters centimeter cm",
        "millimetre": "millimetres millimeters millimeter mm", "micrometre": "micrometres micrometers micrometer μm",
        "nanometre": "nanometres nanometers nanometer nm", "mile": "miles mi", "foot": "feet ft", "inch": "inches", "yard": "yards",
        "acre": "acres", "hectare": "hectares ha", "gram": "grams gramme grammes g", "kilogram": "kilograms kg kgs kilos kilo",
        "milligram": "milligrams mg", "microgram": "micrograms microgrammes mcg μg µg", "tonne": "tonnes tons ton t",
        "pound weight": "lbs lb", "ounce": "ounces oz", "litre": "litres liters liter l", "millilitre": "millilitres milliliters ml",
        "centilitre": "centilitres centiliters cl", "gallon": "gallons", "barrel": "barrels", "pint": "pints",
        "tablespoon": "tablespoons tbsp", "teaspoon": "teaspoons tsp", "degree": "degrees ° deg", "knot": "knots",
        "watt": "watts", "kilowatt": "kilowatts kw", "megawatt": "megawatts mw", "gigawatt": "gigawatts gw", "volt": "volts",
        "hertz": "hz", "megahertz": "mhz", "gigahertz": "ghz", "decibel": "decibels", "calorie": "calories",
        "kilobyte": "kilobytes kb", "megabyte": "megabytes mb", "gigabyte": "gigabytes gb", "terabyte": "terabytes tb",
        "percent": "% percents pct percentage", "point": "points",
    }.items() for form in (unit, *forms.split()) if form.islower() or not form.isalpha()},
    "per cent": "percent", "percentage points": "percentage point", "percentage point": "percentage point",
    **{f"{power} {form}": f"{power} {unit}" for power in ("square", "cubic") for unit, forms in {
        "kilometre": "kilometre kilometres kilometer kilometers km", "metre": "metre metres meter meters", "mile": "mile miles",
        "foot": "foot feet", "inch": "inch inches", "yard": "yard yards", "centimetre": "centimetre centimetres centimeters cm",
    }.items() for form in forms.split()},
    **{f"{form}{gap}": f"{unit} per hour" for unit, forms in {
        "mile": "mile miles", "kilometre": "kilometre kilometres kilometer kilometers km",
    }.items() for form in forms.split() for gap in (" per hour", " an hour")},
    "mph": "mile per hour", "km/h": "kilometre per hour", "km/hr": "kilometre per hour", "kph": "kilometre per hour",
    "kmph": "kilometre per hour", "metres per second": "metre per second", "meters per second": "metre per second",
    **{f"{short}{two}": f"square {unit}" for short, unit in (("km", "kilometre"), ("m", "metre")) for two in "2²"},
    "metric tons": "tonne", "metric ton": "tonne", "metric tonnes": "tonne", "nautical miles": "nautical mile",
    "nautical mile": "nautical mile", "kilowatt hours": "kilowatt hour", "megawatt hours": "megawatt hour",
    **{f"{form} {scale}": f"degree {name}" for form in ("degree", "degrees", "deg", "°", "deg.")
       for name, scales in {"Celsius": "celsius c centigrade", "Fahrenheit": "fahrenheit f"}.items() for scale in scales.split()},
    "celsius": "degree Celsius", "centigrade": "degree Celsius", "fahrenheit": "degree Fahrenheit",
    **ENGLISH_MONEY, "times": "time", "people": "person", "persons": "person", "person": "person",
}  # fmt: skip
