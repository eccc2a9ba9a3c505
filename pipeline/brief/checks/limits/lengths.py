"""Sentences and paragraphs that are longer than their audience allows."""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.limits.brief_text import BriefText
from brief.checks.normalise import is_unspaced
from brief.checks.sentences import sentences, spaced_words
from brief.diagnostics.problems import Problem


def check_sentences(text: BriefText) -> Iterator[Problem]:
    """Give a W703 for each sentence with more words than allowed, at its first word.

    Words are what is between spaces; a block in a script without spaces is not measured.
    """
    limit = text.limit("sentence_words")
    if limit is None:
        return
    for one in text.blocks:
        if one.is_running and not is_unspaced(one.block.text):
            for start, end in sentences(one.block.text, one.language):
                count = len(spaced_words(one.block.text[start:end]))
                if count > limit:
                    message = f"a sentence has {count} words; the limit is {limit:g}"
                    hint = "split it into two sentences, one idea each"
                    yield Problem(
                        "W703/long-sentence",
                        message,
                        one.block.at(start),
                        hint=hint,
                        related=text.related("sentence_words"),
                    )


def check_paragraphs(text: BriefText) -> Iterator[Problem]:
    """Give a W704 for each paragraph with more sentences or more words than allowed, at its beginning."""
    most_sentences, most_words = text.limit("paragraph_sentences"), text.limit("paragraph_words")
    for one in text.blocks:
        if not one.is_running:
            continue
        paragraph = one.block.text
        over = {}
        if most_sentences is not None and (count := len(list(sentences(paragraph, one.language)))) > most_sentences:
            over["paragraph_sentences"] = f"{count} sentences; the limit is {most_sentences:g}"
        if most_words is not None and not is_unspaced(paragraph):
            count = len(spaced_words(paragraph))
            if count > most_words:
                over["paragraph_words"] = f"{count} words; the limit is {most_words:g}"
        if over:
            message = f"a paragraph has {', and '.join(over.values())}"
            hint = "split it at a new idea with an empty line, or turn it into a list"
            yield Problem("W704/long-paragraph", message, one.block.at(0), hint=hint, related=text.related(*over))
