"""Web pages as authorities build them: menus, cookie notices and hidden parts round the words, dates beside them."""

from __future__ import annotations

from tests.knowledge.editing.fetching.corpus.sample import Sample

_RULE = "Alla vårdcentraler i regionen kan ansöka om bidrag till kurser för personal i patientnära arbete."
_SUM = "Maxbeloppet är 40 000 kronor för en liten enhet och 90 000 kronor för en stor."
_LAST = "Ansökan ska vara inne senast 15 mars 2027."
_WORDS = f"<h1>Bidrag till kurser</h1><p>{_RULE}</p><h2>Så mycket kan ni söka</h2><p>{_SUM}</p><p>{_LAST}</p>"
_HELD = (_RULE, _SUM, _LAST)
_LINKS = ("Start", "Vård och hälsa", "Om regionen", "Jobba hos oss", "Press", "Kontakta oss", "Lediga jobb")
_MENU = "<ul>" + "".join(f'<li><a href="/{at}">{link}</a></li>' for at, link in enumerate(_LINKS)) + "</ul>"
_MENU_WORDS = ("Om regionen", "Lediga jobb")
_COOKIES = "Vi använder kakor för att webbplatsen ska fungera. Läs mer om kakor."
_COOKIE_WORDS = ("kakor", "Godkänn alla")
_ACCEPT = "<button>Godkänn alla</button><button>Endast nödvändiga</button>"
_UPDATED = "Senast uppdaterad: 6 oktober 2026"


def _page(
    name: str,
    body: str,
    *holds: str,
    lacks: tuple[str, ...] = (),
    updated: str | None = None,
) -> Sample:
    page = (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Bidrag till kurser</title></head>'
        f"<body>{body}</body></html>"
    )
    return Sample(
        f"web: {name}", page.encode(), ".html", "text/html", holds=(*_HELD, *holds), lacks=lacks, updated=updated
    )


DATE_BESIDE = (
    _page(
        "date in the footer",
        f"<header><nav>{_MENU}</nav></header><main>{_WORDS}</main><footer><p>{_UPDATED}</p>{_MENU}</footer>",
        _UPDATED,
        lacks=_MENU_WORDS,
        updated="2026-10-06",
    ),
    _page(
        "date in a footer of loose lines",
        f"<nav>{_MENU}</nav><main>{_WORDS}</main><footer>Region Exempel<br>{_UPDATED}<br>Tillgänglighet</footer>",
        _UPDATED,
        lacks=(*_MENU_WORDS, "Tillgänglighet"),
        updated="2026-10-06",
    ),
    _page(
        "date before the main part",
        f"<nav>{_MENU}</nav><div class='meta'><span>{_UPDATED}</span></div><main>{_WORDS}</main>",
        _UPDATED,
        lacks=_MENU_WORDS,
        updated="2026-10-06",
    ),
    _page(
        "contact beside the main part",
        f"<nav>{_MENU}</nav><main>{_WORDS}</main><aside><h2>Kontakt</h2><p>Eva Öberg<br>031-12 34 56</p>"
        f"<p>eva.oberg@example.org</p></aside><footer>{_MENU}</footer>",
        "Kontakt Eva Öberg 031-12 34 56 eva.oberg@example.org",
        lacks=_MENU_WORDS,
    ),
    _page(
        "loose words round a date in the footer",
        f"<main>{_WORDS}</main><footer>Växel 010-441 00 00<p>{_UPDATED}</p>Tillgänglighet</footer>",
        "Växel 010-441 00 00",
        lacks=("Tillgänglighet",),
        updated="2026-10-06",
    ),
    _page(
        "news with dates beside links",
        f"<main>{_WORDS}</main><aside><h2>Nyheter</h2><div><a href='/a'>Ny chef</a> <p>3 mars 2026</p></div>"
        "<div><a href='/b'>Ny lokal</a> <time>4 april 2026</time></div></aside>",
        lacks=("Ny lokal",),
    ),
    _page(
        "a last day beside the main part",
        f"<nav>{_MENU}</nav><main>{_WORDS}</main><aside><div><h3>Öppet möte</h3><p>Den 4 maj 2027.</p></div></aside>",
        "Öppet möte Den 4 maj 2027.",
        lacks=_MENU_WORDS,
    ),
    _page(
        "news with dates, all of them links",
        f"<main>{_WORDS}</main><aside><h2>Nyheter</h2><ul><li><a href='/a'>Ny chef 3 mars 2026</a></li>"
        "<li><a href='/b'>Ny lokal 4 april 2026</a></li></ul></aside>",
        lacks=("Ny chef", "Ny lokal"),
    ),
    _page(
        "no main part, date in the footer",
        f"<div id='top'><div class='main-menu'>{_MENU}</div></div><div id='page'>{_WORDS}</div>"
        f"<footer><p>{_UPDATED}</p></footer>",
        _UPDATED,
        lacks=_MENU_WORDS,
        updated="2026-10-06",
    ),
)
UNSEEN = (
    _page("menus in the main part", f"<main><nav>{_MENU}</nav>{_WORDS}</main>", lacks=_MENU_WORDS),
    _page(
        "a menu by its role",
        f"<div role='navigation'>{_MENU}</div><div role='main'>{_WORDS}</div><p>{_UPDATED}</p>",
        lacks=_MENU_WORDS,
        updated="2026-10-06",
    ),
    _page(
        "a menu that is only a list",
        f"{_MENU}<div>{_WORDS}<p>{_UPDATED}</p></div>{_MENU}",
        lacks=_MENU_WORDS,
        updated="2026-10-06",
    ),
    _page(
        "hidden parts",
        f"<main>{_WORDS}<div hidden>Dolt med 1 maj 2027.</div><p style='display: none'>Gömt 2 maj 2027.</p>"
        "<p style='VISIBILITY:hidden'>Osynligt 3 maj 2027.</p><p aria-hidden='true'>Tyst 4 maj 2027.</p>"
        "<template><p>Mall 5 maj 2027.</p></template></main>",
        lacks=("Dolt", "Gömt", "Osynligt", "Tyst", "Mall"),
    ),
    _page(
        "words for screen readers",
        f"<main>{_WORDS}<p><span class='visually-hidden'>Ikon för telefonnummer</span>031-12 34 56</p></main>",
        "031-12 34 56",
        lacks=("Ikon",),
    ),
    _page(
        "all of the page silent behind an open dialogue",
        f"<div id='app' aria-hidden='true'><main>{_WORDS}</main></div><div role='dialog'>{_COOKIES}{_ACCEPT}</div>",
        lacks=_COOKIE_WORDS,
    ),
    _page(
        "a cookie notice by its name",
        f"<div class='cookie-banner'><h2>Kakor</h2><p>{_COOKIES}</p>{_ACCEPT}</div><main>{_WORDS}</main>"
        f"<footer>{_UPDATED}</footer>",
        lacks=_COOKIE_WORDS,
        updated="2026-10-06",
    ),
    _page(
        "a cookie notice without a name",
        f"<div><h2>Kakor på webbplatsen</h2><p>{_COOKIES}</p><p><a href='#'>Godkänn alla</a></p></div>"
        f"<div><div>{_WORDS}</div></div><footer>{_UPDATED}</footer>",
        lacks=_COOKIE_WORDS,
        updated="2026-10-06",
    ),
    _page(
        "a cookie notice with a date in the main part",
        f"<main><section><p>{_COOKIES} Uppdaterad 1 maj 2025.</p>{_ACCEPT}</section>{_WORDS}</main>",
        lacks=(*_COOKIE_WORDS, "1 maj 2025"),
    ),
    Sample(
        "web: a page about cookies",
        f"<title>Om kakor</title><main><h1>Om kakor</h1><p>{_COOKIES}</p><p>Vi använder cookies.</p></main>".encode(),
        ".html",
        "text/html; charset=utf-8",
        holds=(_COOKIES, "Vi använder cookies."),
    ),
)
SHOWN = (
    _page(
        "headings that open",
        f"<main>{_WORDS}<h3><button aria-expanded='false'>Vem kan söka?</button></h3><div><p>Alla enheter.</p></div>"
        "<details><summary>Hur söker vi?</summary><p>Med blanketten.</p></details></main>",
        "Vem kan söka? Alla enheter. Hur söker vi? Med blanketten.",
    ),
    _page(
        "a table",
        f"<main>{_WORDS}<table><tr><th>Enhet</th><th>Belopp</th></tr>"
        "<tr><td>Liten</td><td>40 000 kr</td></tr></table></main>",
        "Enhet Belopp Liten 40 000 kr",
    ),
    _page(
        "a note beside a sum",
        f"<main>{_WORDS}<p>Högst 50 000<sup>1</sup> kronor, 12 m<sup>2</sup>.</p></main>",
        "Högst 50 000¹ kronor, 12 m².",
        lacks=("50 0001",),
    ),
    _page(
        "a note that is a link beside a sum",
        f"<main>{_WORDS}<p>Högst 500<sup><a href='#n1'>1</a></sup> kr.</p></main>",
        "Högst 500¹ kr.",
        lacks=("5001",),
    ),
    _page(
        "a note beside a sum on a page without a main part",
        f"<div>{_WORDS}<p>Högst 300<sup>2</sup> kr.</p></div>",
        "Högst 300² kr.",
        lacks=("3002",),
    ),
    _page(
        "a folded panel that its heading opens",
        f"<main>{_WORDS}<h2><button aria-expanded='false' aria-controls='p1'>Vem kan söka?</button></h2>"
        "<div id='p1' hidden><p>Även kommunala enheter.</p></div></main>",
        "Vem kan söka?",
        "Även kommunala enheter.",
    ),
    _page(
        "tables within tables",
        f"<main>{_WORDS}{'<table><tr><td>x</td><td>' * 40}Innerst{'</td></tr></table>' * 40}</main>",
        "Innerst",
    ),
    _page("an empty main part", f"<main></main><div>{_WORDS}</div><footer>{_UPDATED}</footer>", updated="2026-10-06"),
    _page("a main part with little in it", f"<main><h1>Bidrag</h1></main><div>{_WORDS}</div>"),
    _page("layout by tables", f"<table><tr><td>{_MENU}</td><td>{_WORDS}</td></tr></table>", lacks=_MENU_WORDS),
    _page(
        "links in the main part",
        f"<main>{_WORDS}<ul><li><a href='/b'>Blankett för ansökan</a></li></ul></main>",
        "Blankett för ansökan",
    ),
)
_FIKA = "Vi bjuder på kaffe och kakor, och mötet använder lokalen i hus B."
_DATA = "Personuppgifter i ansökan sparas i två år. Sökande samtycker genom att skriva under blanketten."
_FORM_NAMES = ("Ansökan", "Rekvisition", "Rapport")
_FORMS = "<ul>" + "".join(f"<li><a href='/{form}'>{form}</a></li>" for form in _FORM_NAMES) + "</ul>"

LIKE_FURNITURE = (
    _page("cakes in the main part", f"<main>{_WORDS}<p>{_FIKA}</p></main>", _FIKA),
    _page("cakes on a page without a main part", f"<div>{_WORDS}<p>{_FIKA}</p></div>", _FIKA),
    _page(
        "a wrapper named for consent round the page",
        f"<div class='has-cookie-consent'><div>{_WORDS}</div></div><footer>{_UPDATED}</footer>",
        updated="2026-10-06",
    ),
    _page(
        "a part named gdpr that is about the application",
        f"<main>{_WORDS}<section class='gdpr'><h2>Personuppgifter</h2><p>{_DATA}</p></section></main>",
        f"Personuppgifter {_DATA}",
    ),
    _page(
        "a part named consent with words of its own and a notice",
        f"<main><div class='consent-wrapper'><div><p>{_COOKIES}</p>{_ACCEPT}</div>"
        f"<p>{_DATA}</p><p>{_DATA.replace('två', 'tre')}</p></div>{_WORDS}</main>",
        _DATA,
        lacks=_COOKIE_WORDS,
    ),
    _page(
        "a banner named consent that says nothing of cookies",
        f"<div id='consent'><p>Vi värnar om din integritet.</p>{_ACCEPT}</div><main>{_WORDS}</main>",
        lacks=("integritet", "Godkänn alla"),
    ),
    _page(
        "a long dialogue about cookies by its name",
        "<div id='onetrust-sdk'><h2>Inställningar</h2>"
        + "<div><h3>Statistik</h3><p>Cookies för statistik räknar besök på webbplatsen.</p></div>" * 20
        + f"{_ACCEPT}</div><main>{_WORDS}</main>",
        lacks=("Statistik", "Inställningar"),
    ),
    _page(
        "the page's own words about its cookies",
        f"<main>{_WORDS}<h2>Om kakor på webbplatsen</h2><p>Webbplatsen använder kakor för statistik.</p></main>",
        "Webbplatsen använder kakor för statistik.",
    ),
    _page(
        "a list of links that words lead to, without a main part",
        f"{_MENU}<div>{_WORDS}<h2>Blanketter</h2>{_FORMS}</div><footer>{_MENU}</footer>",
        "Blanketter Ansökan Rekvisition Rapport",
        lacks=_MENU_WORDS,
    ),
    _page(
        "a list of links behind a sentence, without a main part",
        f"<div class='menu'><h2>Meny</h2>{_MENU}</div>{_WORDS}<p>Skicka in:</p>{_FORMS}",
        "Skicka in: Ansökan Rekvisition Rapport",
        lacks=_MENU_WORDS,
    ),
    _page(
        "a box of links beside the words, without a main part",
        f"<div><div>{_WORDS}</div><div><h2>Genvägar</h2>{_MENU}</div></div>",
        lacks=_MENU_WORDS,
    ),
)
SAMPLES = (*DATE_BESIDE, *UNSEEN, *SHOWN, *LIKE_FURNITURE)
