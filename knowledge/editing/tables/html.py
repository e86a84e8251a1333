"""Lay the decision table out as HTML: no script, no outside file, nothing told by colour alone."""

from __future__ import annotations

from html import escape
from string import Template

from knowledge.care.ages import ADULT, CHILD
from knowledge.care.model import Row
from knowledge.editing.tables.content import FILE, TABLES, Entry, TablePage, numbers, other_words, row_ids, say
from knowledge.texts import FOLDER, text

ANCHORS = {ADULT: "vuxna", CHILD: "barn"}


def as_html(page: TablePage) -> str:
    """Return the page as HTML without scripts or outside files."""
    sections = [
        ("lasa", say("legend", "heading"), _html_legend(page)),
        *((ANCHORS[age], say("tables", age, "heading"), _html_table(page, age)) for age in TABLES),
        ("grupper", say("groups", "heading"), _html_groups(page)),
        ("noter", say("notes", "heading"), _html_notes(page)),
        ("kallor", say("sources", "heading"), _html_sources(page)),
    ]
    main = "\n".join(
        f'<section aria-labelledby="{key}">\n<h2 id="{key}">{escape(heading)}</h2>\n{body}\n</section>'
        for key, heading, body in sections
    )
    template = Template((FOLDER / f"{FILE}.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(say("title")),
        heading=escape(say("heading")),
        skip=escape(say("skip")),
        nav_label=escape(say("nav_label")),
        intro="\n".join(f"<p>{escape(line)}</p>" for line in page.intro),
        nav="\n".join(f'<li><a href="#{key}">{escape(heading)}</a></li>' for key, heading, _ in sections),
        main=main,
    )


def _html_legend(page: TablePage) -> str:
    return (
        f"<p>{escape(say('legend', 'places'))}</p>\n{_html_terms(page.legend())}\n"
        f"<h3>{escape(say('legend', 'basis_heading'))}</h3>\n{_html_terms(page.bases())}"
    )


def _html_groups(page: TablePage) -> str:
    return _html_terms([(group.name, page.group_words(key)) for key, group in page.table.groups.items()])


def _html_terms(terms: list[tuple[str, str]]) -> str:
    items = "\n".join(f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>" for term, meaning in terms)
    return f"<dl>\n{items}\n</dl>"


def _html_table(page: TablePage, age: str) -> str:
    label = escape(say("region", heading=say("tables", age, "heading")))
    groups = "".join(f'<th scope="col">{escape(group.name)}</th>' for group in page.table.groups.values())
    rows = "\n".join(
        f'<tr><th scope="row">{escape(page.table.cares[care].title)}</th>{"".join(map(_html_cell, entries))}</tr>'
        for care, entries in page.tables[age].items()
    )
    whole = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">\n<table>\n'
        f"<caption><span>{escape(say('tables', age, 'caption'))}</span></caption>\n"
        f'<thead><tr><th scope="col">{escape(say("corner"))}</th>{groups}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )
    return f"{whole}\n{_html_others(page)}" if age == ADULT else whole


def _html_cell(cell: Entry) -> str:
    fee = f"<span>{escape(cell.fee)}</span>" if cell.fee else ""
    return (
        f'<td class="{cell.right}"><strong>{escape(cell.label)}</strong>{fee}'
        f"<small>{escape(cell.basis)}, {_html_note_link(cell.note)}</small></td>"
    )


def _html_note_link(number: int) -> str:
    return f'<a href="#not-{number}">{escape(say("note_link", number=number))}</a>'


def _html_others(page: TablePage) -> str:
    parts = [f"<h3>{escape(say('other_ages', 'heading'))}</h3>", f"<p>{escape(say('other_ages', 'intro'))}</p>"]
    for age, found in page.others.items():
        parts.append(f"<h4>{escape(text(FILE, 'ages', age))}</h4>\n<ul>")
        for (groups, cares), entries in found.items():
            links = ", ".join(_html_note_link(number) for number in numbers(entries))
            parts.append(f"<li>{escape(other_words(page, groups, cares, entries))} ({links})</li>")
        parts.append("</ul>")
    return "\n".join(parts)


def _html_notes(page: TablePage) -> str:
    items = []
    for number, note in page.notes:
        parts = [escape(line) for line in note.lines]
        for status, row in note.status:
            parts.append(" ".join(filter(None, [escape(status), _html_source(row)])))
        for row in note.unverified:
            words = escape(say("unverified_row", words=row.note))
            parts.append(" ".join(filter(None, [words, _html_source(row)])))
        rows = row_ids(note)
        parts += [f"<code>{escape(', '.join(rows))}</code>"] if rows else []
        items.append(f'<li id="not-{number}">{"<br>".join(parts)}</li>')
    return "<ol>\n" + "\n".join(items) + "\n</ol>"


def _html_source(row: Row) -> str:
    if row.source is None:
        return ""
    link = f'<a href="#kalla-{escape(row.source.id)}">{escape(row.source.title)}</a>'
    # the blank for the title is filled after escaping, so that the link stays a link
    words = escape(say("source", source="\0", publisher=row.source.publisher, date=row.date))
    return words.replace("\0", link)


def _html_sources(page: TablePage) -> str:
    items = []
    for source in page.sources:
        head = f"{escape(source.title)}, {escape(source.publisher)}"
        links = [f'<a href="{escape(url)}">{escape(url)}</a>' for url in (source.url, *source.more_urls)]
        items.append(f'<li id="kalla-{escape(source.id)}">{"<br>".join([head, *links])}</li>')
    return "<ul>\n" + "\n".join(items) + "\n</ul>"
