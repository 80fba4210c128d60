"""Agencies by their names, in every language: who carries other people's texts.

`agency` gives the canonical name for any spelling that reports use, or None.
"""

from __future__ import annotations

import re
from functools import cache

AGENCIES: dict[str, tuple[str, ...]] = {
    "AP": ("AP", "A.P.", "The Associated Press", "Associated Press"),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "EFE": ("EFE", "Agencia EFE", "EFE News"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "ANSA": ("ANSA", "Ansa"),
    "ANP": ("ANP",),
    "APA": ("APA", "Austria Presse Agentur"),
    "Europa Press": ("Europa Press",),
    "TASS": ("TASS", "Tass", "ITAR-TASS", "Itar-Tass"),
    "RIA Novosti": ("RIA Novosti", "RIA", "Ria Novosti"),
    "Interfax": ("Interfax",),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "UPI": ("UPI", "United Press International"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "PA": ("PA Media", "Press Association", "PA news agency"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "CNA": ("Central News Agency",),
    "AAP": ("AAP", "Australian Associated Press"),
    "CP": ("The Canadian Press", "Canadian Press"),
    "Belga": ("Belga",),
    "Ritzau": ("Ritzau",),
    "NTB": ("NTB",),
    "TT": ("TT News Agency",),
    "Notimex": ("Notimex",),
    "Télam": ("Télam", "Telam"),
    "Lusa": ("Lusa",),
    "IRNA": ("IRNA",),
    "WAM": ("WAM",),
    "MENA": ("Middle East News Agency",),
    "KCNA": ("KCNA",),
    "Ukrinform": ("Ukrinform",),
}
PICTURE_AGENCIES = (
    "Getty Images",
    "Getty",
    "Shutterstock",
    "iStock",
    "Alamy",
    "EPA-EFE",
    "EPA",
    "Imago",
    "imago",
    "picture alliance",
    "Picture Alliance",
    "NurPhoto",
    "Sipa",
    "SIPA",
    "Zuma",
    "ZUMA",
    "Magnum",
    "Unsplash",
    "Flickr",
    "Wikimedia",
    "Wikimedia Commons",
    "Corbis",
    "Rex",
    "Instagram",
    "Sputnik",
    "Pool",
    "POOL",
    "Pool Photo",
    "WireImage",
    "FilmMagic",
    "Handout",
    "HANDOUT",
)  # never a source of text: what stands in a photo credit names no account
AMBIGUOUS = frozenset({"AA", "RIA", "CP", "TT", "PA", "APA", "ANI", "WAM"})  # need a credit or a cue beside them


HOSTS = {
    "aa.com.tr": "Anadolu", "afp.com": "AFP", "aninews.in": "ANI", "anp.nl": "ANP", "ansa.it": "ANSA", "apnews.com": "AP", "ap.org": "AP",
    "belga.be": "Belga", "bloomberg.com": "Bloomberg", "dpa.com": "dpa", "efe.com": "EFE", "europapress.es": "Europa Press",
    "interfax.com": "Interfax", "interfax.ru": "Interfax", "kcna.kp": "KCNA", "kyodonews.net": "Kyodo", "news.cn": "Xinhua",
    "ptinews.com": "PTI", "reuters.com": "Reuters", "ria.ru": "RIA Novosti", "tass.com": "TASS", "tass.ru": "TASS",
    "ukrinform.net": "Ukrinform", "upi.com": "UPI", "xinhuanet.com": "Xinhua", "yna.co.kr": "Yonhap",
}  # fmt: skip


def agency_at(host: str) -> str | None:
    """The agency whose pages stand at a host, else None."""
    return next((name for own, name in sorted(HOSTS.items()) if host == own or host.endswith("." + own)), None)


WORK_FIELDS = ("isBasedOn", "infoSources", "infosources")  # of a record or page: what a report is based on, be it a paper or a video
TEXT_FIELDS = ("syndication-source", "original-source")  # whose text a page carries
CANONICAL = "canonical"  # the address a page gives for its text, where that is another host's


@cache
def _aliases() -> dict[str, str]:
    return {alias: name for name, aliases in AGENCIES.items() for alias in aliases}


def agency(text: str) -> str | None:
    """The canonical name of an agency given in any of its spellings, else None."""
    return _aliases().get(text.strip(" \"'“”‘’.,"))


@cache
def pattern() -> re.Pattern[str]:
    """Finds agency names as whole words, longest first, in the case agencies write them."""
    by_letter: dict[str, list[str]] = {}  # the pattern skips at once whatever starts with none of these letters
    for name in sorted(_aliases(), key=lambda name: (-len(name), name)):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    return re.compile("|".join(rf"{letter}(?<!\w.)(?:{'|'.join(rest)})(?!\w)" for letter, rest in sorted(by_letter.items())))
