"""Legal forms of companies, words that every name may have, and abbreviations: what may be missing from an organisation's name."""

from __future__ import annotations

_LEGAL = {
    "stock": """
        inc|incorporated|corp|corporation|plc|public limited company|ag|aktiengesellschaft|akg|sa|societe anonyme|sociedad anonima|
        spa|societa per azioni|nv|naamloze vennootschap|as|a s|ab|aktiebolag|asa|oyj|jsc|ojsc|cjsc|pjsc|oao|zao|pao|ao|
        joint stock company|open joint stock company|closed joint stock company|public joint stock company|limited stock company|
        aktsionernoe obshchestvo|otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|
        sa de cv|sab de cv|kk|kabushiki kaisha|tbk|bhd|berhad|sas|se|na|national association
    """,
    "limited": """
        llc|limited liability company|gmbh|gesellschaft mit beschrankter haftung|mbh|srl|sarl|bv|besloten vennootschap|bvba|sprl|sl|
        sociedad limitada|ooo|tov|uab|sia|ou|doo|sro|spol sro|sp z oo|spolka z oo|zoo|kft|pty|pte|lda|ltda|limitada|eirl|eood|ood|
        obshchestvo s ogranichennoy otvetstvennostyu|societatea cu raspundere limitata|societe a responsabilite limitee|
        societa a responsabilita limitata|sociedad de responsabilidad limitada|private limited|pvt
    """,
    "partnership": "lp|llp|limited partnership|limited liability partnership|kg|kommanditgesellschaft|ohg|gbr|cv|scs|snc",
    "charity": "ano|ngo|nko|ev|eingetragener verein|non profit organization|foundation inc",
    "": "ltd|limited|co|company|cie|compagnie|and co|group|groep|gruppe|groupe|grupo|holding|holdings|pt|as oy|oy|trading as",
}
LEGAL: dict[tuple[str, ...], str] = {
    tuple(form.split()): kind for kind, forms in _LEGAL.items() for form in " ".join(forms.split()).replace("| ", "|").split("|") if form
}
LONGEST = max(map(len, LEGAL))
LINKS = frozenset("the of and for in on at to de del des du la le les el los las y et und der die das fur von van di da do dos e i".split())
ABBREVIATED = {
    "intl": "international", "natl": "national", "govt": "government", "dept": "department", "assn": "association", "assoc": "association",
    "univ": "university", "inst": "institute", "mfg": "manufacturing", "bros": "brothers", "min": "ministry", "comm": "commission",
    "fed": "federal", "mgmt": "management", "svcs": "services", "svc": "service", "tech": "technology", "ind": "industries",
    "cttee": "committee", "hq": "headquarters", "st": "saint", "sch": "school", "hosp": "hospital", "centre": "center",
    "us": "united states", "usa": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union",
    "uae": "united arab emirates",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50",
    "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
