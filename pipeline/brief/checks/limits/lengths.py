"""Sentences and paragraphs that are longer than their readers were promised."""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.limits.reading import Reading
from brief.checks.normalise import is_unspaced
from brief.checks.sentences import sentences, words
from brief.diagnostics.problems import Problem


def short_sentences(read: Reading) -> Iterator[Problem]:
    """Give W703 for each sentence with more words than allowed, at its first word.

    Words are what stands between spaces; a line in a script that writes none is not measured.
    """
    limit = read.limit("sentence_words")
    if limit is None:
        return
    for one in read.lines:
        if one.is_running and not is_unspaced(one.line.text):
            for start, end in sentences(one.line.text, one.language):
                count = len(words(one.line.text[start:end]))
                if count > limit:
                    text = f"a sentence has {count} words; the limit is {limit:g}"
                    hint = "make two sentences of it, one idea each"
                    yield Problem(
                        "W703/long-sentence",
                        text,
                        one.line.at(start),
                        hint=hint,
                        related=read.related("sentence_words"),
                    )


def short_paragraphs(read: Reading) -> Iterator[Problem]:
    """Give W704 for each paragraph with more sentences or more words than allowed, at its beginning."""
    most_sentences, most_words = read.limit("paragraph_sentences"), read.limit("paragraph_words")
    for one in read.lines:
        if not one.is_running:
            continue
        text = one.line.text
        over = {}
        if most_sentences is not None and (count := len(list(sentences(text, one.language)))) > most_sentences:
            over["paragraph_sentences"] = f"{count} sentences; the limit is {most_sentences:g}"
        if most_words is not None and not is_unspaced(text) and (count := len(words(text))) > most_words:
            over["paragraph_words"] = f"{count} words; the limit is {most_words:g}"
        if over:
            told = f"a paragraph has {', and '.join(over.values())}"
            hint = "part it with an empty line where a new thought begins, or make a list of it"
            yield Problem("W704/long-paragraph", told, one.line.at(0), hint=hint, related=read.related(*over))
