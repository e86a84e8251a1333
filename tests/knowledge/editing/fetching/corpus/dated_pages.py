"""Pages that say when they were changed: on days that were, that do not exist and that have not been yet."""

from __future__ import annotations

from tests.knowledge.editing.fetching.corpus.sample import Sample

_WORDS = "Bidraget gäller alla vårdcentraler i regionen."
_META = (
    '<!doctype html><html><head><title>Bidrag</title><meta property="article:modified_time" content="{declared}">'
    "</head><body><main><h1>Bidrag</h1><p>{words}</p></main><footer>{shown}</footer></body></html>"
)
_NONE, _AHEAD, _EARLY = "den dagen finns inte", "har inte varit än", "kan inte stämma"


def _text(shown: str, updated: str | None, *warned: str) -> Sample:
    words = f"{_WORDS}\n{shown}\n"
    return Sample(f"date: {shown}", words.encode(), ".txt", holds=(_WORDS,), updated=updated, warned=warned)


def _page(declared: str, shown: str, updated: str | None, *warned: str) -> Sample:
    page = _META.format(declared=declared, words=_WORDS, shown=shown)
    name = f"date: {declared} declared, {shown or 'nothing'} shown"
    return Sample(name, page.encode(), ".html", "text/html", holds=(_WORDS,), updated=updated, warned=warned)


SAMPLES = (
    _text("Senast uppdaterad: 6 oktober 2023", "2023-10-06"),
    _text("Uppdaterad 1 december 2026", "2026-12-01"),
    _text("Sidan uppdaterad 31 februari 2026", None, _NONE),
    _text("Senast ändrad 2026-13-01", None, _NONE),
    _text("Senast granskad 29 februari 2025", None, _NONE),
    _text("Uppdaterad 1 januari 2031", None, _AHEAD),
    _text("Uppdaterad 2026-12-02", None, _AHEAD),
    _text("Senast uppdaterad: 1970-01-01", None, _EARLY),
    _text("Senast uppdaterad: 0001-01-01", None, _EARLY),
    # a weaker date does not stand in for one that cannot be
    _text("Publicerad: 3 mars 2025. Senast uppdaterad: 31 juni 2026", None, _NONE),
    _text("Senast uppdaterad: 6 oktober 2023, publicerad 3 mars 2021", "2023-10-06"),
    _text("Senast uppdaterad: 6 oktober 2023. Ansök till och med 15 mars 2027.", "2023-10-06"),
    _text("Senast uppdaterad: 31 februari 2026. Senast uppdaterad: 28 februari 2026", "2026-02-28"),
    _text("Senast uppdaterad: 6 okt. 2023", "2023-10-06"),
    _text("Senast ändrad 6/10 2023", "2023-10-06"),
    _text("Uppdaterad: 2023-10-06 kl. 13.14", "2023-10-06"),
    _text("Sidan uppdaterad den 6:e oktober 2023", "2023-10-06"),
    _text("Publicerad av Anna Ek 6 oktober 2023", "2023-10-06"),
    _text("Senast uppdaterad av Anna Ek 6 oktober 2023", "2023-10-06"),
    _text("Publicerad: 3 mars 2021 | Uppdaterad: 6 oktober 2023", "2023-10-06"),
    # of something else than the page
    _text("Studien är publicerad i Läkartidningen 3 mars 2019.", None),
    _text("Rapporten är publicerad 3 mars 2019 av Socialstyrelsen.", None),
    _text("En översikt publicerad 3 mars 2019 visar det.", None),
    _text("Riktlinjen uppdaterades 3 mars 2019.", None),
    _text("Läkemedelslistan är senast uppdaterad 3 mars 2019.", None),
    _text("Den är publicerad i Läkartidningen 3 mars 2019. Sidan är uppdaterad 6 oktober 2023.", "2023-10-06"),
    _page("2026-02-03", "Studien är publicerad i Läkartidningen 3 mars 2019", "2026-02-03"),
    _page("2026-02-03T10:00:00+01:00", "", "2026-02-03"),
    _page("2026-02-31T10:00:00", "", None, _NONE),
    _page("2031-01-01", "", None, _AHEAD),
    _page("snart", "", None),
    _page("2031-01-01", "Senast uppdaterad: 3 februari 2026", "2026-02-03"),
    _page("2026-02-03", "Senast uppdaterad: 31 februari 2026", None, _NONE),
)
