"""Currencies: marks and codes that every language writes, and their English names."""

CODES = frozenset("""
    AED ARS AUD BDT BGN BHD BRL BTC CAD CHF CLP CNY COP CRC CZK DKK EGP ETB EUR GBP GEL GHS HKD HRK HUF IDR ILS INR IQD IRR ISK JOD JPY KES
    KRW KWD KZT LAK LBP LKR MAD MMK MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH UGX USD UYU
    UZS VND XAF XOF ZAR
""".split())

WORDS = frozenset("cop gel mad pen ron try".split())  # codes that are words too: only in capitals

SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₴": "UAH", "₡": "CRC",
    "₾": "GEL", "₭": "LAK", "₿": "BTC", "₱": "PHP", "₫": "VND", "₦": "NGN", "₵": "GHS", "₸": "KZT", "₮": "MNT", "₲": "PYG", "₼": "AZN",
    "₨": "INR", "฿": "THB", "元": "CNY",
}  # fmt: skip

JOINED = frozenset(("a $", "r $", "s $"))  # of the signs with a letter, those that stand together and in a capital
PREFIXES = {  # before the sign: "US$5", "US $5"
    "us": "USD", "u.s.": "USD", "u.s": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "cad": "CAD", "can": "CAD", "a": "AUD", "au": "AUD",
    "aud": "AUD", "hk": "HKD", "hkd": "HKD", "nz": "NZD", "nzd": "NZD", "s": "SGD", "sgd": "SGD", "nt": "TWD", "r": "BRL", "mx": "MXN",
    "mex": "MXN", "mxn": "MXN",
}  # fmt: skip

MARKS: dict[str, str] = {
    **{code.lower(): code for code in sorted(CODES)},
    **{f"{prefix} $": code for prefix, code in PREFIXES.items()},
    "rmb": "CNY", "rs.": "INR",
}  # fmt: skip

_DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "united states": "USD", "canadian": "CAD", "australian": "AUD", "new zealand": "NZD",
    "hong kong": "HKD", "singapore": "SGD", "taiwan": "TWD", "taiwanese": "TWD", "jamaican": "JMD",
}  # fmt: skip
_NAMES = {
    "USD": "dollar buck", "EUR": "euro", "GBP": "pound quid", "RUB": "ruble rouble", "INR": "rupee", "CNY": "yuan renminbi kuai",
    "JPY": "yen", "CHF": "franc", "MXN": "peso", "TRY": "lira", "ILS": "shekel", "UAH": "hryvnia", "BRL": "reais",
    "PLN": "zloty złoty zlotys", "ZAR": "rand", "NGN": "naira", "THB": "baht", "VND": "dong", "IDR": "rupiah", "MYR": "ringgit",
    "SEK": "krona kronor", "NOK": "krone kroner", "IRR": "rial", "SAR": "riyal", "AED": "dirham", "KWD": "dinar", "HUF": "forint",
    "CZK": "koruna", "BTC": "bitcoin", "KES": "shilling", "GHS": "cedi", "GEL": "lari", "KZT": "tenge", "ESP": "peseta", "ITL": "lire",
    "DEM": "deutschmark", "NLG": "guilder", "FIM": "markka", "cent": "cent", "penny": "pence penny pennies", "satoshi": "satoshi",
}  # fmt: skip
_NATIONAL = {
    "swiss franc": "CHF", "french franc": "FRF", "mexican peso": "MXN", "argentine peso": "ARS", "chilean peso": "CLP",
    "colombian peso": "COP", "philippine peso": "PHP", "cuban peso": "CUP", "japanese yen": "JPY", "chinese yuan": "CNY",
    "indian rupee": "INR", "pakistani rupee": "PKR", "sri lankan rupee": "LKR", "nepalese rupee": "NPR", "turkish lira": "TRY",
    "british pound": "GBP", "egyptian pound": "EGP", "lebanese pound": "LBP", "syrian pound": "SYP", "sudanese pound": "SDG",
    "russian ruble": "RUB", "russian rouble": "RUB", "iraqi dinar": "IQD", "kuwaiti dinar": "KWD", "jordanian dinar": "JOD",
    "serbian dinar": "RSD", "swedish krona": "SEK", "swedish kronor": "SEK", "norwegian krone": "NOK", "norwegian kroner": "NOK",
    "danish krone": "DKK", "danish kroner": "DKK", "icelandic krona": "ISK", "iranian rial": "IRR", "saudi riyal": "SAR",
    "qatari riyal": "QAR", "south korean won": "KRW", "korean won": "KRW", "brazilian real": "BRL", "brazilian reais": "BRL", "italian lira": "ITL",
    "italian lire": "ITL", "finnish markka": "FIM", "dutch guilder": "NLG", "netherlands guilder": "NLG", "german mark": "DEM",
    "deutsche mark": "DEM", "finnish mark": "FIM", "spanish peseta": "ESP", "south african rand": "ZAR", "kenyan shilling": "KES",
    "uae dirham": "AED", "moroccan dirham": "MAD", "ukrainian hryvnia": "UAH", "hong kong dollar": "HKD", "pound sterling": "GBP",
}  # fmt: skip

ENGLISH_MONEY: dict[str, str] = {
    form: code
    for names in (
        {name: code for code, words in _NAMES.items() for name in words.split()},
        {f"{where} dollar": code for where, code in _DOLLARS.items()},
        _NATIONAL,
    )
    for name, code in names.items()
    for form in (name, f"{name}s")
} | {"pounds sterling": "GBP"}
