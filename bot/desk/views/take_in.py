"""A new page: read from its address or from a file, looked through, and its sentences made into drafts."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import BASE, Desk
from bot.desk.intakes import FIELDS, Pending
from bot.desk.people import Person
from bot.desk.texts import say
from bot.desk.views.marking import Stretch, stretches
from bot.desk.views.publish import Refusal
from knowledge.editing.checks.one_fact import by_field
from knowledge.editing.fetching.download import Download, download_from_outside, uploaded
from knowledge.editing.fetching.faults import FetchError
from knowledge.editing.fetching.listing import saved_under
from knowledge.editing.fetching.reading import read
from knowledge.editing.intake import free_id, intake_problems
from knowledge.editing.likely_facts import begun, plain_words
from knowledge.editing.reading.pages import SavedPage
from knowledge.editing.reading.problems import Problem
from knowledge.swedish.phrases import load_lexicons
from knowledge.words.vocabulary import PROGRAMME_KINDS

MAX_ADDRESS, MAX_FIELD, MAX_QUOTE = 2000, 5000, 5000  # characters


def view(desk: Desk, request: Request, person: Person) -> Response:
    """Where the address is written or the file chosen."""
    return _start(desk, request, person)


def begin(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Read the page and keep what was read; what cannot be read is told, and the address stays."""
    address = str(form.get("adress", "")).strip()[:MAX_ADDRESS]
    file = form.get("fil")
    contents = desk.contents()
    try:
        fetched, name = _fetched(desk, address, file)
        if address and (known := saved_under(dict(contents.pages), address, fetched.url, *fetched.redirects)):
            return _known(desk, request, person, address, known)
        reading = read(fetched, today=desk.today)
    except FetchError as fault:
        return _start(desk, request, person, Refusal(str(fault)), address)
    title = reading.title or name
    url = address if name else fetched.url
    page = free_id(title, [*contents.pages, *(path.stem for path in desk.shelf.root.glob("*/*"))])
    fields = dict.fromkeys(FIELDS, "") | {"title": title, "publisher": reading.publisher or "", "url": url}
    fields["kind"] = PROGRAMME_KINDS[0]
    desk.intakes.begin(page, fields, reading, name, (person.id, person.name, person.email), desk.now())
    desk.expect_publishing()
    return RedirectResponse(f"{BASE}/ta-in/{page}", 303)


def look(desk: Desk, request: Request, person: Person) -> Response:
    """The text as it will be saved, what looks like facts in it, and what it is to be called."""
    pending = _pending(desk, request)
    return _page(desk, request, person, pending, pending.fields)


def save(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Keep what the editor says of the page; of two who write at once the second is told, and keeps the text."""
    pending = _pending(desk, request)
    fields = pending.fields | {
        name: str(form[name]).replace("\r\n", "\n")[:MAX_FIELD] for name in FIELDS if isinstance(form.get(name), str)
    }
    seen = str(form.get("version", ""))
    who = (person.id, person.name, person.email)
    if not seen.isdigit() or not desk.intakes.save(pending.id, fields, int(seen), who):
        refusal = Refusal(say("refused", "intake_newer", name=_pending(desk, request).name))
        return _page(desk, request, person, _pending(desk, request), fields, refusal)
    return RedirectResponse(f"{BASE}/ta-in/{pending.id}?sparat=1", 303)


def draft(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Begin a fact from words of the page, its quotation chosen; of a saved page as of one that is taken in."""
    contents = desk.contents()
    saved = contents.pages.get(request.path_params["page"])
    programme = next((p for p in contents.programmes.values() if saved and p.programme.page == saved.page.id), None)
    if saved is None:
        raise HTTPException(404)
    quote = plain_words(str(form.get("citat", "")))[:MAX_QUOTE]
    if programme is None:
        return _refused_draft(desk, request, person, saved, quote, "no_programme")
    if not quote or not saved.holds(quote):
        return _refused_draft(desk, request, person, saved, quote, "no_quote" if not quote else "not_on_page")
    taken = {fact.id for fact in programme.facts} | {one.title for one in desk.drafts.all()}
    fields = begun(quote, programme.id, frozenset(taken))
    made = desk.drafts.begin(programme.id, fields, (person.id, person.name, person.email), desk.now())
    return RedirectResponse(f"{BASE}/fakta/{made.key}", 303)


def drop(desk: Desk, request: Request, person: Person, form: FormData) -> Response:
    """Throw the page away with the drafts that rest on it."""
    pending = _pending(desk, request)
    for one in desk.drafts.all():
        if one.programme == pending.id:
            desk.drafts.drop(one.key)
    desk.intakes.drop(pending.id)
    return RedirectResponse(f"{BASE}/sidor", 303)


def faults(desk: Desk, pending: Pending) -> list[Problem]:
    """What has to be mended before the page can be published."""
    contents = desk.shelf.contents()
    lexicons = load_lexicons(desk.settings.lexicons)
    return intake_problems(pending.intake, contents.pages, contents.programmes, lexicons)


def _fetched(desk: Desk, address: str, file: object) -> tuple[Download, str]:
    """What was uploaded with its name, or what lies at the address; raises FetchError."""
    if isinstance(file, UploadFile) and file.filename:
        fetched = uploaded(file.filename, file.file)
        return fetched, file.filename.replace("\\", "/").rsplit("/", 1)[-1]
    return download_from_outside(address, desk.settings.inside), ""


def _pending(desk: Desk, request: Request) -> Pending:
    found = desk.intakes.get(request.path_params["page"])
    if found is None:
        raise HTTPException(404)
    return found


def _known(desk: Desk, request: Request, person: Person, address: str, known: SavedPage) -> Response:
    where = "ta-in" if known.page.id in desk.contents().pending else "sidor"
    refusal = Refusal(say("refused", "known_page", title=known.page.title))
    return _start(desk, request, person, refusal, address, f"{BASE}/{where}/{known.page.id}")


def _refused_draft(desk: Desk, request: Request, person: Person, saved: SavedPage, quote: str, why: str) -> Response:
    pending = desk.intakes.get(saved.page.id)
    refusal = Refusal(say("refused", why))
    if pending is None:
        return desk.page(
            request, "page.html", person, 409,
            saved=saved, found=None, refusal=refusal, has_history=desk.has_history,
            stretches=list(stretches(saved.text)), has_programme=why != "no_programme", quote=quote,
        )  # fmt: skip
    return _page(desk, request, person, pending, pending.fields, refusal, quote)


def _start(
    desk: Desk, request: Request, person: Person, refusal: Refusal | None = None, address: str = "", known: str = ""
) -> Response:
    return desk.page(
        request, "take_in.html", person, 409 if refusal else 200,
        refusal=refusal, address=address, known=known, waiting=desk.intakes.all(),
    )  # fmt: skip


def _page(
    desk: Desk,
    request: Request,
    person: Person,
    pending: Pending,
    fields: dict[str, str],
    refusal: Refusal | None = None,
    quote: str = "",
) -> Response:
    drafts = [one for one in desk.drafts.all() if one.programme == pending.id]
    pieces: Sequence[Stretch] = list(stretches(pending.reading.text))
    return desk.page(
        request, "intake.html", person, 409 if refusal else 200,
        pending=pending, fields=fields, reading=pending.reading, stretches=pieces, drafts=drafts, refusal=refusal,
        problems=by_field(faults(desk, pending)), kinds=PROGRAMME_KINDS, quote=quote,
        has_programme=pending.intake.head is not None, saved="sparat" in request.query_params,
    )  # fmt: skip
