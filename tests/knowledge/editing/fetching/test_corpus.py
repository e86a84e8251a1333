"""Every file of the corpus is read as a reader sees it, or refused in one line."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.editing.fetching.faults import FetchError
from tests.knowledge.editing.fetching.corpus import dated_pages, encoded_pages, pdf_files, web_pages, word_files
from tests.knowledge.editing.fetching.corpus.sample import Sample

SAMPLES = (*word_files.SAMPLES, *pdf_files.SAMPLES, *encoded_pages.SAMPLES, *dated_pages.SAMPLES, *web_pages.SAMPLES)
READ = [pytest.param(sample, id=sample.name) for sample in SAMPLES if not sample.fault]
REFUSED = [pytest.param(sample, id=sample.name) for sample in SAMPLES if sample.fault]


@pytest.mark.parametrize("sample", READ)
def test_a_file_is_read_as_it_is_shown(sample: Sample) -> None:
    words = sample.words()
    assert [held for held in sample.holds if held not in words] == [], words
    assert [lacked for lacked in sample.lacks if lacked in words] == [], words


@pytest.mark.parametrize("sample", READ)
def test_what_a_file_says_of_itself_is_kept_where_it_can_be(sample: Sample) -> None:
    reading = sample.read()
    assert (reading.updated, reading.file_date) == (sample.updated, sample.file_date)
    if sample.title:
        assert reading.title == sample.title


@pytest.mark.parametrize("sample", READ)
def test_an_editor_is_told_what_could_not_be_read_and_nothing_else(sample: Sample) -> None:
    warnings = sample.read().warnings
    assert len(warnings) == len(sample.warned), warnings
    assert all(words in warning for words, warning in zip(sample.warned, warnings, strict=True)), warnings


@pytest.mark.parametrize("sample", REFUSED)
def test_a_file_that_cannot_be_read_is_one_line(sample: Sample) -> None:
    with pytest.raises(FetchError, match=sample.fault) as raised:
        sample.read()
    assert "\n" not in str(raised.value)


CUT = [pytest.param(sample, id=sample.name) for sample in SAMPLES[::5]]


@pytest.mark.parametrize("sample", CUT)
@pytest.mark.parametrize("share", [0.1, 0.6, 0.95])
def test_a_file_that_is_cut_off_is_read_or_refused_in_one_line(sample: Sample, share: float) -> None:
    cut = dataclasses.replace(sample, data=sample.data[: int(len(sample.data) * share)])
    try:
        told = cut.read().text
    except FetchError as fault:
        told = str(fault)
    assert told.strip()
