"""Invented web pages with the text of their article known: what extraction is measured on.

`pages(count, seed)` gives the same pages every time. Nineteen ways of building a site take turns, in six languages: weblogs, portals
under three hundred links and 400 kB of scripts, AMP, tables and old code pages, heaps of div, live tickers declared or not, comments
longer than their article, consent boxes, paywalls, text that the page hides, and pages that state their text in JSON-LD alone.
Nothing here comes from a real site; the shapes do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from random import Random

WORDS = {
    "en": ("The council|A spokesman|The harbour office|The fire service|One witness|The mayor|The court|A teacher from|The minister|Nobody in",
           "said on|reported on|confirmed on|denied on|explained on", "Monday|Tuesday|Wednesday|Thursday|Friday",
           "that the|why the|how the", "bridge|ferry|school|reservoir|market|library|clinic|tramway",
           ("would stay closed until the inspection has ended|had lost its power twice within a week|was to be rebuilt for the third time"
           "|cost more than had been planned, as the books show|could be reached again by road since the early morning"),
           "Read also|Subscribe to our newsletter and miss nothing|We and our partners store information on your device, and you may refuse"),
    "de": ("Der Stadtrat|Eine Sprecherin|Das Hafenamt|Die Feuerwehr|Ein Zeuge|Die Bürgermeisterin|Das Gericht|Ein Lehrer aus|Der Minister",
           "sagte am|berichtete am|bestätigte am|bestritt am", "Montag|Dienstag|Mittwoch|Donnerstag|Freitag", "dass die|warum die|wie die",
           "Brücke|Fähre|Schule|Talsperre|Bücherei|Klinik|Straßenbahn",
           ("bis zum Ende der Prüfung geschlossen bleibt|zweimal in einer Woche ohne Strom war|zum dritten Mal neu gebaut werden soll"
           "|mehr gekostet hat, als in den Büchern stand|seit dem frühen Morgen wieder erreichbar ist"),
           "Lesen Sie auch|Abonnieren Sie unseren Rundbrief und verpassen Sie nichts|Wir und unsere Partner speichern Daten auf Ihrem Gerät"),
    "es": ("El ayuntamiento|Una portavoz|La autoridad del puerto|Los bomberos|Un testigo|La alcaldesa|El tribunal|Un maestro de|El ministro",
           "dijo el|informó el|confirmó el|negó el", "lunes|martes|miércoles|jueves|viernes", "que el|cómo el|por qué el",
           "puente|transbordador|colegio|embalse|mercado|hospital|tranvía",
           ("seguirá cerrado hasta que acabe la inspección|se quedó sin luz dos veces en una semana|será reconstruido por tercera vez"
           "|costó más de lo que decían las cuentas|vuelve a estar abierto desde la madrugada"),
           "Lea también|Suscríbase a nuestro boletín y no se pierda nada|Nosotros y nuestros socios guardamos datos en su dispositivo"),
    "fr": ("Le conseil|Une porte-parole|Le bureau du port|Les pompiers|Un témoin|La maire|Le tribunal|Un instituteur de|Le ministre",
           "a dit|a annoncé|a confirmé|a démenti", "lundi|mardi|mercredi|jeudi|vendredi", "que le|comment le|pourquoi le",
           "pont|bac|collège|barrage|marché|hôpital|tramway",
           ("resterait fermé jusqu’à la fin du contrôle|a perdu le courant deux fois en une semaine|serait reconstruit pour la troisième fois"
           "|a coûté plus que ne disaient les comptes|est de nouveau ouvert depuis l’aube"),
           "Lire aussi|Abonnez-vous à notre lettre et ne manquez rien|Nous et nos partenaires stockons des données sur votre appareil"),
    "ru": ("Городской совет|Представитель|Управление порта|Пожарная служба|Очевидец|Мэр|Суд|Учитель из|Министр",
           "сообщил в|заявил в|подтвердил в|отрицал в", "понедельник|вторник|среду|четверг|пятницу", "что|почему|как",
           "мост|паром|музей|рынок|трамвай|порт",
           ("останется закрытым до конца проверки|дважды за неделю остался без света|будет построен заново в третий раз"
           "|стоил дороже, чем было записано в книгах|снова открыт с раннего утра"),
           "Читайте также|Подпишитесь на нашу рассылку и ничего не пропустите|Мы и наши партнёры храним данные на вашем устройстве"),
    "pl": ("Rada miasta|Rzeczniczka|Urząd portu|Straż pożarna|Świadek|Burmistrz|Sąd|Nauczyciel z|Minister",
           "powiedział w|ogłosił w|potwierdził w|zaprzeczył w", "poniedziałek|wtorek|środę|czwartek|piątek", "że|dlaczego|jak",
           "most|prom|targ|szpital|tramwaj|zbiornik",
           ("pozostanie zamknięty do końca kontroli|dwa razy w tygodniu nie miał prądu|zostanie odbudowany po raz trzeci"
           "|kosztował więcej, niż mówiły księgi|jest znów otwarty od wczesnego rana"),
           "Czytaj też|Zapisz się do newslettera i niczego nie przegap|My i nasi partnerzy przechowujemy dane na twoim urządzeniu"),
}  # fmt: skip
SYLLABLES = "ar bel cor dun el fen gar hol is kel lor mar nor ost pel ran sel tor ul ves".split()
HIDDEN = "zanbar"  # stands in every text that a page hides, and nowhere else
CHATTER = "quorble"  # stands in every comment of a reader
CODE_PAGES = {"en": "windows-1252", "de": "iso-8859-1", "es": "iso-8859-1", "fr": "windows-1252", "ru": "windows-1251", "pl": "iso-8859-2"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page and the truth about it."""

    name: str
    site: str  # how it is built: a key of SITES
    content: bytes
    title: str
    date: str
    texts: list[str]  # of the article, a paragraph each; of a ticker, an entry each
    ticker: bool = False
    stated: bool = True  # whether the page states its date for machines


@dataclass(slots=True)
class Story:
    """What a page is built around."""

    random: Random
    lang: str
    number: int
    title: str = ""
    date: str = ""
    paragraphs: list[str] = field(default_factory=list)

    def name(self) -> str:
        """An invented name."""
        return "".join(self.random.sample(SYLLABLES, 3)).capitalize()

    def sentence(self) -> str:
        """A sentence as news have it."""
        random = self.random
        who, said, day, that, thing, what, _ = (random.choice(part.split("|")) for part in WORDS[self.lang])
        return f"{who} {self.name()} {said} {day}, {that} {thing} {self.name()} {what} ({random.randint(2, 990)})."

    def paragraph(self) -> str:
        """One to four sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(1, 4)))

    def asides(self) -> list[str]:
        """What the site says of itself."""
        return WORDS[self.lang][-1].split("|")


def pages(count: int = 1_000, seed: int = 1, first: int = 0, step: int = 1) -> Iterator[Page]:
    """The first `count` pages of a seed; with `first` and `step`, every so manieth of them."""
    sites, langs = sorted(SITES), sorted(WORDS)
    for number in range(first, count, step):
        random = Random(f"{seed}/{number}")  # noqa: S311 -- the same pages every time
        story = Story(random, langs[number // len(sites) % len(langs)], number)
        story.title = story.sentence().partition(" (")[0]
        day = f"{random.randint(2004, 2026)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        story.date = f"{day}T{random.randint(6, 11):02}:{random.randint(0, 59):02}:00Z"
        story.paragraphs = [story.paragraph() for _ in range(random.randint(4, 28))]
        site = sites[number % len(sites)]
        yield SITES[site](story)


def _page(story: Story, site: str, head: str, body: str, *, code: str = "utf-8", texts: list[str] | None = None, **more: bool) -> Page:
    lang = story.lang
    html = f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="{code}"><title>{escape(story.title)} | {_outlet(story)}</title>'
    html += f"{head}</head>\n{body}</html>"
    content = html.encode(code, "xmlcharrefreplace")
    return Page(f"{story.number:04}-{site}.html", site, content, story.title, story.date, texts or story.paragraphs, **more)


def _outlet(story: Story) -> str:
    return f"{SYLLABLES[story.number % 20].capitalize()}{SYLLABLES[story.number // 20 % 20]} Gazette"


def _metas(story: Story) -> str:
    address = f"https://{SYLLABLES[story.number % 20]}gazette.example/{story.number}"
    return (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="{_outlet(story)}">'
        f'<meta property="og:url" content="{address}"><link rel="canonical" href="{address}">'
        f'<meta property="article:published_time" content="{story.date}"><meta name="author" content="{story.name()} {story.name()}">'
        + "".join(f'<meta name="x-{n}" content="{story.name()}"><link rel="preload" href="/a/{n}.js">' for n in range(20))
    )


def _linked(story: Story, kind: str = "NewsArticle", **more: object) -> str:
    said = {
        "@context": "https://schema.org", "@type": kind, "headline": story.title, "datePublished": story.date,
        "dateModified": story.date.replace("T", "T1")[:10] + "T23:10:00Z", "author": {"@type": "Person", "name": f"{story.name()} Poe"},
        "publisher": {"@type": "Organization", "name": _outlet(story), "logo": {"@type": "ImageObject", "url": "https://x.example/l.png"}},
        **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(said, ensure_ascii=story.number % 2 == 0)}</script>'


def _scripts(story: Story, least: int, most: int) -> str:
    random = story.random
    line = "".join(
        f'window.{story.name()}=function(a,b){{if(a<{random.randint(1, 99)}){{return b+"<p>x</p>"}}return a}};' for _ in range(20)
    )
    return f"<script>{line * (random.randint(least, most) * 1000 // len(line) + 1)}</script>"


def _menu(story: Story, links: int) -> str:
    items = "".join(f'<li class="menu-item"><a href="/s/{n}" data-t="{n}"><span>{story.name()}</span></a></li>' for n in range(links))
    return f'<nav class="main-nav" role="navigation"><ul class="menu">{items}</ul></nav>'


def _related(story: Story, cards: int = 8) -> str:
    card = (
        '<article class="card"><a href="/{n}"><img src="/i/{n}.jpg" alt=""><h3>{title}</h3></a><time datetime="2025-03-0{day}T1{day}:00:00Z">'
        "{day}.3.</time><p>{text}</p></article>"
    )
    made = (card.format(n=n, title=story.sentence(), day=n % 9 + 1, text=story.sentence()[:90]) for n in range(cards))
    return f'<section class="related-articles"><h2>{story.asides()[0]}</h2>{"".join(made)}</section>'


def _comments(story: Story, count: int) -> str:
    made = "".join(
        f'<li class="comment" id="comment-{n}"><b>{story.name()}</b> <time datetime="2025-03-02T1{n % 10}:0{n % 10}:00Z">2.3.</time>'
        f"<p>{CHATTER} {story.paragraph()}</p><a href='#'>+1</a></li>"
        for n in range(count)
    )
    return f'<section id="comments" class="comments-area"><h2>{count}</h2><ol class="comment-list">{made}</ol></section>'


def _consent(story: Story) -> str:
    text = "".join(f"<p>{story.asides()[2]} ({n}).</p>" for n in range(12))
    return f'<div id="cookie-banner" class="consent-overlay" role="dialog" aria-modal="true">{text}<button>OK</button><button>No</button></div>'


def _newsletter(story: Story) -> str:
    return f'<div class="newsletter-box"><h4>{story.asides()[1]}</h4><form action="/n"><input name="mail"><button>OK</button></form></div>'


def _footer(story: Story, links: int = 60) -> str:
    items = "".join(f'<li><a href="/f/{n}">{story.name()}</a></li>' for n in range(links))
    return f'<footer class="site-footer"><ul>{items}</ul><p>&copy; 2026 {_outlet(story)}. {story.asides()[2]}.</p></footer>'


def _inline(story: Story, text: str) -> str:
    """A paragraph's text with a link and emphasis in it, as editors set them."""
    words = escape(text).split(" ")
    if len(words) > 8 and story.random.random() < 0.6:
        at = story.random.randrange(2, len(words) - 3)
        words[at] = f'<a href="/t/{at}">{words[at]}</a>'
        words[at + 2] = f"<strong>{words[at + 2]}</strong>"
    return " ".join(words)


def _ps(story: Story, between: str = "", make: str = "<p>{}</p>") -> str:
    parts = [make.format(_inline(story, text)) for text in story.paragraphs]
    half = len(parts) // 2
    return "\n".join([*parts[:half], between, *parts[half:]])


def _weblog(story: Story) -> Page:
    sidebar = "".join(
        f'<div class="widget"><h3>{story.name()}</h3><ul><li><a href="#">{story.sentence()}</a></li></ul></div>' for _ in range(8)
    )
    body = (
        f'<body class="post-template-default single single-post has-sidebar comments-open"><div id="page" class="site">{_menu(story, 40)}'
        f'<div id="content" class="site-content with-sidebar"><div id="primary"><main id="main"><article id="post-{story.number}" class="post type-post">'
        f'<header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta"><span class="byline">By'
        f' {story.name()}</span></div></header><div class="entry-content">{_ps(story)}<div class="sharedaddy"><a>Share</a></div></div></article>'
        f'{_comments(story, 4)}</main></div><aside id="secondary" class="widget-area">{sidebar}</aside></div>{_footer(story)}</div></body>'
    )
    return _page(story, "weblog", _metas(story) + _linked(story, "BlogPosting") + _scripts(story, 20, 60), body)


def _portal(story: Story) -> Page:
    more = f'<div class="c-inline-promo"><a href="/x">{story.asides()[0]}: {story.sentence()}</a></div>{_newsletter(story)}'
    body = (
        f'<body class="article-page">{_menu(story, 300)}<div class="l-grid"><div class="l-main"><main><article class="c-article"><h1>{escape(story.title)}'
        f'</h1><div class="c-byline"><a href="/a">{story.name()}</a></div><div class="c-article__body">'
        + _ps(story, more, '<div class="c-article__block" data-component="text-block"><p class="c-text x1 y2">{}</p></div>')
        + f"</div></article></main>{_related(story, 20)}</div></div>{_footer(story, 120)}{_scripts(story, 100, 250)}</body>"
    )
    return _page(story, "portal", _metas(story) + _linked(story) + _scripts(story, 50, 150), body)


def _amp(story: Story) -> Page:
    head = (
        "<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}@keyframes -amp-start{from{visibility:hidden}"
        "to{visibility:visible}}</style><style amp-custom>" + "".join(f".a{n}{{color:#{n:03}}}" for n in range(400)) + "</style>"
    )
    body = (
        f'<body><amp-sidebar id="s" layout="nodisplay">{_menu(story, 60)}</amp-sidebar><header class="top"><a href="/">{_outlet(story)}</a></header>'
        f'<article class="amp-wp-article"><h1>{escape(story.title)}</h1><div class="amp-wp-article-content">{_ps(story, "<amp-ad width=300></amp-ad>")}'
        f"</div></article>{_related(story)}{_footer(story, 20)}</body>"
    )
    return _page(story, "amp", head + _metas(story) + _linked(story), body)


def _table(story: Story) -> Page:
    """As pages were laid out twenty years ago, in the code page of its language."""
    links = "<br>".join(f'<a href="/{n}.htm"><font size="1">{story.name()}</font></a>' for n in range(40))
    text = "<br><br>\n".join(_inline(story, one) for one in story.paragraphs)
    body = (
        f'<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="3"><b>{_outlet(story)}</b></td></tr><tr><td width="150" valign="top">{links}</td>'
        f'<td valign="top"><font size="4"><b>{escape(story.title)}</b></font><br><font face="Arial" size="2">{text}</font></td>'
        f'<td width="120"><img src="ad.gif"></td></tr></table></body>'
    )
    return _page(story, "table", "", body, code=CODE_PAGES[story.lang], stated=False)


def _old_paragraphs(story: Story) -> Page:
    links = "".join(f'<tr><td><a href="/{n}.htm">{story.name()}</a></td></tr>' for n in range(30))
    body = (
        f"<body><center><table><tr><td><table>{links}</table></td><td><h2>{escape(story.title)}</h2>{_ps(story, make='<p align=justify>{}')}</td></tr>"
        "</table></center></body>"
    )
    return _page(story, "old_paragraphs", _metas(story), body, code=CODE_PAGES[story.lang])


def _soup(story: Story) -> Page:
    """No element means anything."""
    blocks = "".join(
        f'<div class="css-{n}x9"><div class="css-1q"><div>{_inline(story, text)}</div></div></div>'
        for n, text in enumerate(story.paragraphs)
    )
    links = "".join(f'<div class="css-z"><a href="/{n}"><div>{story.name()} {story.name()}</div></a></div>' for n in range(120))
    body = (
        f'<body><div id="root"><div class="css-a">{links}</div><div class="css-b"><div class="css-h">{escape(story.title)}</div>{blocks}</div>'
        f'<div class="css-c">{links}</div></div>{_scripts(story, 100, 300)}</body>'
    )
    return _page(story, "soup", _metas(story) + _linked(story), body)


def _entries(story: Story) -> list[tuple[str, str, str]]:
    """(time, headline, text) of a ticker's entries, newest first."""
    clock = sorted(story.random.sample(range(12 * 60, 21 * 60), min(len(story.paragraphs), 20)), reverse=True)
    return [
        (f"{story.date[:10]}T{minute // 60:02}:{minute % 60:02}:00Z", story.sentence().partition(" (")[0], text)
        for minute, text in zip(clock, story.paragraphs, strict=False)
    ]


def _ticker_declared(story: Story) -> Page:
    made = _entries(story)
    updates = [{"@type": "BlogPosting", "headline": title, "datePublished": time, "articleBody": text} for time, title, text in made]
    shown = "".join(
        f'<div class="lb-post" id="p{n}"><time datetime="{time}">{time[11:16]}</time><h3>{title}</h3><p>{_inline(story, text)}</p></div>'
        for n, (time, title, text) in enumerate(made)
    )
    body = f"<body>{_menu(story, 100)}<main><h1>{escape(story.title)}</h1><div class='lb'>{shown}</div></main>{_footer(story)}</body>"
    head = _metas(story) + _linked(story, "LiveBlogPosting", liveBlogUpdate=updates)
    return _page(story, "ticker_declared", head, body, texts=[text for _, _, text in made], ticker=True)


def _ticker_marked(story: Story) -> Page:
    made = _entries(story)
    shown = "".join(
        f'<article itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><time itemprop="datePublished" datetime="{time}">'
        f'{time[11:16]}</time><h2 itemprop="headline">{title}</h2><div itemprop="articleBody"><p>{_inline(story, text)}</p></div></article>'
        for time, title, text in made
    )
    body = f'<body itemscope itemtype="https://schema.org/LiveBlogPosting">{_menu(story, 60)}<h1>{escape(story.title)}</h1>{shown}{_footer(story)}</body>'
    return _page(story, "ticker_marked", _metas(story), body, texts=[text for _, _, text in made], ticker=True)


def _ticker_plain(story: Story) -> Page:
    made = _entries(story)
    shown = "".join(
        f'<li class="entry"><div class="time"><time datetime="{time}">{time[11:16]}</time></div><div class="text"><h4>{title}</h4><p>'
        f"{_inline(story, text)}</p></div></li>"
        for time, title, text in made
    )
    body = f"<body>{_menu(story, 80)}<h1>{escape(story.title)}</h1><ul class='entries'>{shown}</ul>{_related(story)}{_footer(story)}</body>"
    return _page(story, "ticker_plain", _metas(story), body, texts=[text for _, _, text in made], ticker=True)


def _banner(story: Story) -> Page:
    body = (
        f"<body>{_consent(story)}{_menu(story, 120)}<main aria-hidden='true'><article><h1>{escape(story.title)}</h1><div class='body'>"
        f"{_ps(story, _newsletter(story))}</div></article></main>{_related(story)}{_footer(story)}</body>"
    )
    return _page(story, "banner", _metas(story) + _linked(story) + _scripts(story, 30, 120), body)


def _paywall(story: Story) -> Page:
    story.paragraphs = story.paragraphs[:3]
    wall = f'<div class="paywall-offer"><h3>{story.asides()[1]}</h3><ul><li>1 EUR</li><li>9 EUR</li></ul><a href="/abo">OK</a></div>'
    body = (
        f"<body>{_menu(story, 150)}<article><h1>{escape(story.title)}</h1><div class='article-body is-teaser'>{_ps(story)}</div>{wall}</article>"
        f"{_related(story, 12)}{_footer(story)}</body>"
    )
    return _page(story, "paywall", _metas(story) + _linked(story, isAccessibleForFree=False) + _scripts(story, 50, 200), body)


def _stated_only(story: Story) -> Page:
    """Nothing on the page before its script has run."""
    body = '<body><div id="app"></div><noscript>Please enable JavaScript.</noscript></body>'
    return _page(
        story, "stated_only", _metas(story) + _linked(story, articleBody="\n\n".join(story.paragraphs)) + _scripts(story, 100, 400), body
    )


def _breaks(story: Story) -> Page:
    text = "<br /><br />\n".join(_inline(story, one) for one in story.paragraphs)
    body = (
        f'<body><div id="header"><h1>{_outlet(story)}</h1></div><div id="leftmenu">{_menu(story, 25)}</div><div id="content"><h2>{escape(story.title)}</h2>'
        f'{text}<br><br><a href="/">Back</a></div><div id="footer">2009 {_outlet(story)}</div></body>'
    )
    return _page(story, "breaks", _metas(story), body)


def _chatty(story: Story) -> Page:
    """More comments than article."""
    story.paragraphs = story.paragraphs[:5]
    body = (
        f"<body>{_menu(story, 60)}<div class='story'><h1>{escape(story.title)}</h1><div class='story-text'>{_ps(story)}</div></div>"
        f"{_comments(story, 60)}{_footer(story)}</body>"
    )
    return _page(story, "chatty", _metas(story) + _scripts(story, 30, 100), body)


def _hiding(story: Story) -> Page:
    """Text for machines that no reader sees, each kind of it."""
    secret = f"<p>{HIDDEN} {story.paragraph()}</p>"
    ways = [
        f'<div style="display:none">{secret}</div>', f'<div style="position:absolute; left:-9999px">{secret}</div>', f"<div hidden>{secret}</div>",
        f'<div class="seo-x">{secret}</div>', f'<div id="seo-y">{secret}</div>', f'<div style="color:#fff;background:#ffffff">{secret}</div>',
        f'<div style="font-size:0">{secret}</div>', f'<div style="opacity: 0">{secret}</div>', f"<template>{secret}</template>",
        f'<div style="height:0;overflow:hidden">{secret}</div>', f"<noscript>{secret}</noscript>", f"<!-- {secret} -->",
    ]  # fmt: skip
    story.random.shuffle(ways)
    head = (
        "<style>/* .seo-z{display:none} */ .seo-x , .b { display : none } @media print {.p{display:none}} #seo-y{visibility:hidden}</style>"
    )
    parts = [f"<p class='p'>{_inline(story, text)}</p>" for text in story.paragraphs]
    mixed = "".join(part + way for part, way in zip(parts, ways, strict=False)) + "".join(parts[len(ways) :])
    body = f"<body>{_menu(story, 50)}<article><h1>{escape(story.title)}</h1>{mixed}</article>{_footer(story)}</body>"
    return _page(story, "hiding", head + _metas(story), body)


def _wrapped(story: Story) -> Page:
    """The whole page is one form, and the article between two of its fields."""
    state = "".join(story.random.choices("ABCDEFabcdef0123456789+/", k=20_000))
    body = (
        f'<body><form method="post" action="./a.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{state}">{_menu(story, 90)}'
        f'<div class="news-detail"><span class="title">{escape(story.title)}</span><div class="text">{_ps(story)}</div></div>{_footer(story)}</form></body>'
    )
    return _page(story, "wrapped", _metas(story), body)


def _listed(story: Story) -> Page:
    """Headings and lists among the paragraphs, data in a table, and a box of times that makes no ticker."""
    items = [story.sentence() for _ in range(5)]
    box = "".join(f'<li><time datetime="2025-01-0{n}T0{n}:30:00Z">0{n}:30</time> {story.name()}</li>' for n in range(1, 7))
    middle = f"<h2>{story.name()}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul><div class='timeline'><ul>{box}</ul></div>"
    rows = "".join(f"<tr><td>{story.name()}</td><td>{n}</td></tr>" for n in range(12))
    body = (
        f"<body>{_menu(story, 60)}<article><h1>{escape(story.title)}</h1><div class='content-text'>{_ps(story, middle)}<table>{rows}</table></div></article>"
        f"{_related(story)}{_footer(story)}</body>"
    )
    texts = [*story.paragraphs[: len(story.paragraphs) // 2], *items, *story.paragraphs[len(story.paragraphs) // 2 :]]
    return _page(story, "listed", _metas(story) + _linked(story), body, texts=texts)


def _undated(story: Story) -> Page:
    """States nothing for machines; the date stands under the headline alone."""
    body = (
        f"<body>{_menu(story, 80)}<div class='post'><h1>{escape(story.title)}</h1><span class='date'>{story.date[:10]}</span><div class='post-body'>{_ps(story)}"
        f"</div></div>{_footer(story)}</body>"
    )
    return _page(story, "undated", _scripts(story, 30, 200), body, stated=False)


def _sections(story: Story) -> Page:
    """The body in pieces, each in sections of its own with pictures and boxes between them."""
    cut = [story.paragraphs[n : n + 3] for n in range(0, len(story.paragraphs), 3)]
    box = (
        f'<aside class="pullquote">{story.name()}</aside><figure><img src="/x.jpg"><figcaption>{story.name()} / Photo</figcaption></figure>'
    )
    made = "".join(
        f'<section class="chunk"><div class="in">{"".join(f"<p>{_inline(story, t)}</p>" for t in three)}</div>{box}</section>'
        for three in cut
    )
    body = f"<body>{_menu(story, 200)}<main><h1>{escape(story.title)}</h1>{made}{_related(story)}</main>{_footer(story)}{_scripts(story, 60, 200)}</body>"
    return _page(story, "sections", _metas(story) + _linked(story), body)


SITES: dict[str, Callable[[Story], Page]] = {
    "amp": _amp, "banner": _banner, "breaks": _breaks, "chatty": _chatty, "hiding": _hiding, "listed": _listed, "old_paragraphs": _old_paragraphs,
    "paywall": _paywall, "portal": _portal, "sections": _sections, "soup": _soup, "stated_only": _stated_only, "table": _table,
    "ticker_declared": _ticker_declared, "ticker_marked": _ticker_marked, "ticker_plain": _ticker_plain, "undated": _undated,
    "weblog": _weblog, "wrapped": _wrapped,
}  # fmt: skip
