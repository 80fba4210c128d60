"""The rules by which expressions of time are found on the tape, first fit first, each with its reader.

Letters are those of `letters`. Every rule is a row of letters with few optional ones and no open repetition, so a match costs
no more than its own length, wherever it starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from . import days, lengths, periods
from .timex import Found, Line

Reader = Callable[[Line, int, int], Found | None]

_COUNTED = r"(?:N|a|V)y?-?U"
_TURNED = r"(?:Y|t?[LTx]y?U|Uy?[Lx]|t?U)"
_AND_HALF = r"-?r-?a?-?h(?!J)"  # "and a half"
_SO_LONG = _AND_HALF + "(?!-?U)"  # the same behind its unit: "a year and a half", but "a year and a half-hour"
_RULES: tuple[tuple[str, Reader], ...] = (
    (r"D", days.numeric),
    (r"Y[-/]M[-/]N", days.day),
    (r"Y[-/]N(?!\w)|N[-/]Y", days.numeric_month),
    (r"t?O[UWv]J?I?(?:[Mm]\.?,?J?Y?(?!N)|t?[LTx]U|U[LTx]|Y)|t?L[UWv][JI](?:[Mm]\.?,?J?Y?(?!N)|t?[LTx]?U|U[LTx]|Y)", periods.nth_of),
    (r"(?:N\.?|O)[-/J]?t?[Mm]\.?(?:,?[-/JIL]?Y|J?LU|J?t?[TL]?U[LTx]?)?", days.day),
    (r"[Mm]\.?[-/]?t?(?:N(?![NXUu%:])|O(?!-?U))(?:,?J?Y|J?LU|,LU)?", days.day),
    (r"t?UJ[Mm]\.?(?:,?J?Y)?(?!\w)", days.month_of),
    (r"[Mm]\.?,?J?(?:Y|t?[TLx]U|t?U[TLx])|Y,?J?[Mm](?!\.?N)", days.month),
    (r"t?[LTx]?[Ss](?:J?Y|J?t?[LTx]U)|[SsLTx]?[Ss]J?Y", periods.season),
    (r"t?[LTx]{1,2}S|[LTx]s|t?[SL]S|S[Lx]|tS|S", periods.season),
    (r"(?:NU,?r?){1,3}NU[Af]|BNUr?NU(?:r?NU)?", periods.ago_mixed),
    (rf"G?{_COUNTED}[If][RF]", periods.from_day),
    (r"[Na]UAW", days.weekday_ago),
    (r"G?(?:(?:N|a|V)y?-?|y-?)?UA|BG?(?:N|a|V)U|haUA", periods.ago),
    (r"(?:(?:tw|t?z)q|t?zU|H)(?:J?t?[LT]U|J?Y|aU[Af])", periods.same_period),
    (r"t?(?:a?U-[Af]|LU['’]w)(?:q|U)", periods.period),
    (r"a?U-?f(?!t?[MWRYU])", periods.year_earlier),
    (r"tYy?(?:q|U)|t[Lwz]q|[Lz]q", periods.period),
    (r"[Na]y?-?Uf", periods.later),
    (rf"t?[LT]U{_SO_LONG}", lengths.past_half),
    (rf"t?(?:[Lx](?:N(?:{_AND_HALF}-?)?|V)|(?<!\$)N[Lx])y?U|NU[Lx](?![UMWSPsvm])", lengths.past_span),
    (r"F(?:N|V)?U", lengths.recent),
    (r"[LTx][Wv],?J?U|U[LTx],?I?t?[Wv]|[LTx]U,?I?[Wv]|WJ?t?[LTx]U|WJ?t?U[Lx]", days.weekday_of_week),
    (r"[LTx][Mm](?!\.?-?N)|M[Lx]", days.month_turned),
    (r"t?[LTx][Wv](?!-)|W[Lx]", days.weekday_turned),
    (r"(?:QJ?['’]?(?:Y|t?[TLx]U|t?U[LTx])?|Y,?Q)", periods.quarter_letter),
    (rf"t?(?:Oh|Lh|ONU)J{_TURNED}", periods.half),
    (rf"t?(?:y-?)?(?:(?:[LTx]U|Y)['’]w)?Y?O-?y?U(?:,?J?{_TURNED})?|Y,?t?O-?U", periods.ordinal_unit),
    (r"tUft?x", periods.after_next),
    (r"tUf(?=[^\w]|[rI]|$)|H", periods.echoed_unit),
    (r"(?:t?x|t)P(?![wJ])|[LT]P", days.turned_part),
    (r"TLU|t?y?[LTx]y?U|t?Uy?[Lx](?!y?U)", periods.turned_unit),
    (r"E(?:N|O|V)?(?:[UWPMv])|e", lengths.each),
    (r"RP?", days.day_word),
    (r"t?ZU?", periods.decade),
    (r"t?UJ?t?[NY]", periods.decade_told),
    (r"(?:CK?|[NY]K)|K", days.clock),
    (r"[Wv],?t?O(?!-?U)|[Wv],?t?N(?!\.?J?[wuUX%$:hMmKN-])", days.bare_day),
    (r"WP?", days.weekday),
    (r"(?<=I)v(?=[^w]|$)", days.weekday),
    (r"(?:N|O)J?t?(?:[TLx]U|U[TLx])", days.day_of_month),
    (r"(?<=[IJ])t?O(?=[^\w-]|[Ir]|$)|(?<=I)tN(?!\.?[\w:%$-])", days.bare_day),
    (r"(?:(?:NU,?r?){1,2}N-?U)", lengths.mixed),
    (rf"(?<=I)[Na]y?-?U(?!{_SO_LONG})", lengths.within),
    (r"(?<=[NYUu$X])aU", lengths.rate),
    (rf"G?(?:(?<!/)N|V)[yo]?-?U(?:{_SO_LONG})?|G?(?:a|h)h?a?y?-?U(?:{_SO_LONG})?|ah?U|N{_AND_HALF}-?U", lengths.lasting),
    (r"o-?U", lengths.whole),
    (r"l", lengths.named),
    (r"[Mm]\.?(?!\w)|M\.?|(?<=[Ip])m\.?|(?<=[Ip]-)m|(?<=t)m(?=w)", days.month),
    (r"t?Y[-–]N(?![uUX%$:])", days.year_range),
    (r"(?:t?y?U)?[ty]{0,2}Y", days.year),
    (r"[NV]P", lengths.nights),
    (r"(?<=I)N/N(?!\w)", days.numeric_day),
    (r"t?[Mm]-?U", periods.month_quarter),
    (r"t?UN(?![wuUX%$])", periods.week_number),
    (r"t?o?y?U", periods.definite_unit),
    (r"F(?:J?Y)?", days.reference),
)
OPENING = "BCDEFGHKLMNOQRSTUVWYZaehlmostvxyz"  # the letters that a rule may open with
_HERE = re.compile(rf"(?=[{OPENING}])(?=" + "|".join(f"(?P<r{n}>{rule})" for n, (rule, _) in enumerate(_RULES)) + ")")
RULES = tuple(rule for rule, _ in _RULES)
_EACH = tuple(re.compile(rule) for rule in RULES)


@lru_cache(maxsize=8)
def _fits(letters: str) -> tuple[tuple[int, int], ...]:
    """Where on a tape a rule fits, each place with the first that does: the same for every anchor."""
    return tuple((match.start(), int((match.lastgroup or "r0")[1:])) for match in _HERE.finditer(letters))


def expressions(line: Line) -> Iterator[tuple[int, int, Found]]:
    """Every expression on a tape, in order. Where a reader is silent, the rules below its own may read what stands there."""
    at = 0
    for start, first in _fits(line.letters):
        if start < at:
            continue
        for n in range(first, len(_RULES)):
            own = _EACH[n].match(line.letters, start)
            found = _read(line, n, own) if own else None
            if own and found is not None:
                if found.value:
                    yield start, own.end(), found
                at = own.end()
                break


def _read(line: Line, n: int, match: re.Match[str]) -> Found | None:
    """What a match means; None where it tells no time, or none that a calendar holds ("100000 weeks ago")."""
    try:
        return _RULES[n][1](line, *match.span())
    except (ValueError, OverflowError):
        return None
