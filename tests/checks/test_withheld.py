import dataclasses
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from brief.build import build
from brief.checks.extract import Extract
from brief.checks.normalise import words_in
from brief.checks.read_pdf import PdfFile
from brief.checks.shown_words import ShownWords
from brief.checks.spellings import spelled_out
from brief.checks.withheld import withheld, withheld_terms
from brief.diagnostics.problems import Place
from brief.formats import FORMATS, read_back
from brief.load import load, load_audiences
from brief.model import Claim, Selection, Source, Text
from brief.model.brief import Withheld
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.select import select
from tests.builds import Builds
from tests.checks import leaky
from tests.load.dossiers import written
from tests.select.dossiers import ALL, AUDIENCES, LEGAL, dossier, paragraph, say, section

SECRET = "counsel first advised paying the falconer quietly in October"
CLEAN = {"pdf": leaky.pdf(), "docx": leaky.docx(), "html": leaky.html()}
LEAKS = {
    **{("pdf", place): data for place, data in leaky.pdf_leaks(SECRET).items()},
    **{("docx", place): data for place, data in leaky.docx_leaks(SECRET).items()},
    **{("html", place): data for place, data in leaky.html_leaks(SECRET).items()},
}


def selection(secret: str = SECRET, said: str = leaky.SHOWN) -> Selection:
    whole = dossier(section(paragraph(said), paragraph(secret, mark=LEGAL)))
    return select(whole, AUDIENCES["general"])


def page(said: str = leaky.SHOWN) -> Page:
    return Page(f"<html><body><main><p>{said}</p></main></body></html>", "", {}, Theme({}))


def test_there_are_many_places_to_hide_words_in() -> None:
    assert len(LEAKS) == 99


@pytest.mark.parametrize("leak", LEAKS, ids=" ".join)
def test_withheld_words_are_found_wherever_they_are_hidden(leak: tuple[str, str]) -> None:
    found = withheld(selection(), page(), read_back({leak[0]: LEAKS[leak]}))
    assert [problem.code for problem in found] == ["E405"]
    assert "withheld from general" in found[0].text


def test_a_clean_file_has_no_problem() -> None:
    assert withheld(selection(), page(), read_back(CLEAN)) == []


@pytest.mark.parametrize("format_name", CLEAN)
def test_a_withheld_name_of_one_word_is_found(format_name: str) -> None:
    said = f"{leaky.SHOWN} Falconer."
    leaking = {
        "pdf": leaky.pdf(lambda _: None, leaky.set_text(said)),
        "docx": leaky.docx(said=said),
        "html": leaky.html(said=said),
    }  # fmt: skip
    found = withheld(selection(), page(), read_back({format_name: leaking[format_name]}))
    assert [problem.words for problem in found] == ["falconer"]


def test_a_withheld_name_of_one_word_is_found_in_the_mark_of_a_citation() -> None:
    leaking = leaky.docx(body=f"<w:p>{leaky.citation('Quay', 'v', 'Falconer')}</w:p>")
    found = withheld(selection(), page(), read_back({"docx": leaking}))
    assert [problem.words for problem in found] == ["falconer"]


def test_a_problem_states_where_the_words_were_written_and_why_they_are_withheld() -> None:
    (problem,) = withheld(selection(), page(), read_back({"html": leaky.html(f"<p>{SECRET}</p>")}))
    chosen = selection().withheld[0]
    assert problem.place == chosen.place
    assert problem.related == ((chosen.reason_place, "for legal only"),)
    assert problem.words == " ".join(SECRET.casefold().split()[:6])
    assert not any(word in f"{problem.text} {problem.hint}" for word in SECRET.split() if len(word) > 4)


def test_words_that_the_brief_shows_too_are_not_a_leak() -> None:
    both = f"{SECRET} and more of the same kind"
    shown = page(both)
    assert withheld(selection(SECRET, both), shown, read_back({"html": leaky.html(said=both)})) == []


def test_words_of_an_address_that_is_shown_are_no_leak_with_its_letters_escaped() -> None:
    written = page('<a href="https://example.org/stra%C3%9Fe">a way</a>')
    made = {"html": leaky.html('<a href="https://example.org/stra%C3%9Fe">a way</a>')}
    assert withheld(selection("The Straße was closed."), written, read_back(made)) == []
    assert len(withheld(selection("The Straße was closed."), page(), read_back(made))) == 1


def test_words_of_a_template_next_to_shown_ones_are_not_a_leak() -> None:
    said = "the maker of the model"
    secret = "alleged by the maker of the model"
    written = f"Alleged by {said}"
    assert withheld(selection(secret, said), page(written), read_back({"html": leaky.html(said=written)})) == []


def test_short_words_of_a_template_are_not_a_leak() -> None:
    assert withheld(selection("Risks"), page("Risks"), read_back({"html": leaky.html("<h2>Risks</h2>")})) == []


def test_the_identifier_of_a_withheld_item_is_found_as_an_anchor() -> None:
    claim = Claim("c-9x", LEGAL, Text((say("It flew."),)), Text((say("a guard"),)))
    whole = dossier(section(paragraph(leaky.SHOWN)))
    record = dataclasses.replace(whole.record, claims=(claim,))
    chosen = select(dataclasses.replace(whole, record=record), AUDIENCES["general"])
    found = withheld(chosen, page(), read_back({"html": leaky.html('<a href="#c-9x">x</a>')}))
    assert [problem.words for problem in found] == ["c-9x"]


def test_the_name_behind_a_descriptor_is_found() -> None:
    source = Source(
        "s-m", LEGAL, Text((say("Diary of Ottoline Quist"),)), "document", descriptor=Text((say("a diary"),))
    )
    claim = Claim("c-1", ALL, Text((say(leaky.SHOWN),)), Text((say("them"),)))
    whole = dossier(section(paragraph(leaky.SHOWN)))
    record = dataclasses.replace(whole.record, claims=(claim,), sources=(source,))
    chosen = select(dataclasses.replace(whole, record=record), AUDIENCES["general"])
    assert len(withheld(chosen, page(), read_back({"html": leaky.html("<p>Ms Quist says so.</p>")}))) == 1


def test_scripts_without_spaces_are_searched_too() -> None:
    secret = "律师建议公司在十月悄悄付款"
    leak = leaky.html("<p>他们说律师建议公司在十月悄悄付款。</p>")
    assert len(withheld(selection(secret), page(), read_back({"html": leak}))) == 1
    assert withheld(selection(secret), page(), read_back({"html": leaky.html("<p>公司回答了问题。</p>")})) == []


def test_a_file_that_cannot_be_read_does_not_pass() -> None:
    with pytest.raises(KeyError, match="odt"):
        withheld(selection(), page(), read_back({"odt": b""}))
    with pytest.raises(Exception, match="Failed to load document"):
        withheld(selection(), page(), read_back({"pdf": b"not a PDF"}))
    assert set(FORMATS) == {"pdf", "docx", "html"}
    assert issubclass(pikepdf.PdfError, Exception)


@pytest.mark.parametrize(
    ("shown", "piece", "secret"),
    [
        ("The rebuild took a year.", "build", "We build boats."),
        ("Three drawbridges stood.", "drawbridge", "The drawbridge"),
        ("وبإنشاء المرفأ الجديد", "بإنشاء", "قم بإنشاء حساب"),
        ("هذا المُحَدَّدُ الآن تماما", "المحدد", "السعر المحدد"),
    ],
)
def test_a_piece_of_a_shown_word_in_a_pdf_is_no_leak(shown: str, piece: str, secret: str) -> None:
    def replaced(made: pikepdf.Pdf) -> None:
        made.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Dictionary(S=pikepdf.Name.Span, ActualText=piece))

    cut = leaky.pdf(replaced)
    assert withheld(selection(secret, shown), page(shown), read_back({"pdf": cut})) == []
    assert len(withheld(selection(secret), page(), read_back({"pdf": cut}))) == 1


def test_words_that_are_shown_with_other_spaces_are_no_leak() -> None:
    shown = "The data base of the harbour office is kept on land."
    secret = "The database of the harbouroffice is kept on land."
    assert withheld(selection(secret, shown), page(shown), read_back({"html": leaky.html(said=shown)})) == []


@pytest.mark.parametrize(("around", "leaks"), [("متن", 0), ("text", 1)])
def test_latin_words_of_a_line_from_right_to_left_may_be_read_in_the_other_order(around: str, leaks: int) -> None:
    said, secret = f"{around} Quayside or Ferrymaster {around}", "Ferrymaster or"
    turned = read_back({"html": leaky.html(said=f"{around} Ferrymaster or Quayside {around}")})
    assert len(withheld(selection(secret, said), page(said), turned)) == leaks


@pytest.mark.parametrize(
    ("met", "leaks"),
    [
        ("Nobody else needs the package perl is here already", 0),  # Word computes the numbers of both paragraphs
        ("Nobody else needs the package2 perl is here already", 0),  # the number of a note
        ("Nobody else needs the package perl", 1),
        ("package perl is here already", 1),
        ("Nobody else needs the package perl and a needle", 1),
        ("Bring a package perl is here already", 1),
    ],
)
def test_words_of_two_things_that_meet_in_a_file_are_no_leak(met: str, leaks: int) -> None:
    shown = paragraph("Nobody else needs the package"), paragraph("Perl is here already")
    chosen = select(dossier(section(*shown, paragraph("Package: perl", mark=LEGAL))), AUDIENCES["general"])
    numbered = page("<b>1.1</b> Nobody else needs the package <b>1.2</b> Perl is here already")
    assert len(withheld(chosen, numbered, read_back({"html": leaky.html(said=met)}))) == leaks


def test_words_meet_no_names_of_tags_but_are_found_where_a_parser_drops_them() -> None:
    said = "Quay notes of the outermost harbour is open"
    linked = leaky.html(said='Quay notes of the outermost harbour<a href="#x"> is open</a>')
    assert withheld(selection("The outermost harbour a", said), page(said), read_back({"html": linked})) == []
    twice = leaky.html(said=f'Quay notes of the <b lang="en" lang="{SECRET}">outermost</b> harbour is open')
    assert len(withheld(selection(said=said), page(said), read_back({"html": twice}))) == 1


def test_words_of_fonts_and_colour_profiles_themselves_are_no_leak(builds: Builds) -> None:
    made = builds.sample("executive")
    notices = "Copyright International Color Consortium\n\nThis Font Software is licensed under the SIL Open Font"
    assert withheld(selection(notices), made.page, read_back(made.files)) == []
    plain = dataclasses.replace(made.page, assets={})
    assert {problem.code for problem in withheld(selection(notices), plain, read_back(made.files))} == {"E405"}


def test_words_after_a_latin_letter_with_an_arabic_prefix_show_their_line() -> None:
    said = "السابقA.4. Knoppix"
    piece = Extract("a string under /ActualText", "A.4. Knoppix", is_piece=True)
    assert list(withheld_terms(selection("A.4. Knoppix", said), page(said)).matches(piece)) == []
    other = withheld_terms(selection("A.4. Knoppix", "السابقA.5. Knoppix"), page("السابقA.5. Knoppix"))
    assert len(list(other.matches(piece))) == 1


def test_a_short_line_does_not_end_within_a_word() -> None:
    said = "Bring the Schifffahrtsgesellschaft and the Behörde"
    terms = withheld_terms(selection("Schifffahrtsgesellschaft B", said), page(said))
    assert list(terms.matches(Extract("page 1", "Die Schifffahrtsgesellschaft Behörde", is_piece=True))) == []
    assert list(terms.matches(Extract("page 1", "Die Schifffahrtsgesellschaft B", is_piece=True)))


def test_properties_of_a_word_file_are_apart() -> None:
    properties = {"docProps/core.xml": "<a><b>Legal brief</b><c>Quay desk</c></a>"}
    said = "The quay has a legal brief and a desk"
    made = read_back({"docx": leaky.docx(properties, said=said)})
    assert withheld(selection("Brief quay", said), page(said), made) == []


def test_switches_of_a_field_are_no_words() -> None:
    said = "Cited is the Schifffahrtsgesellschaft of 2031"
    instruction = leaky.run(r" TA \s &quot;Schifffahrtsgesellschaft&quot; \c 2 ", "instrText")
    made = read_back({"docx": leaky.docx(body=f"<w:p>{instruction}</w:p>", said=said)})
    assert withheld(selection("Schifffahrtsgesellschaft c", said), page(said), made) == []


def test_half_of_a_word_with_a_hyphen_may_be_apart_beside_words_from_right_to_left() -> None:
    said = "בית של guarda-chuva שומר"
    terms = withheld_terms(selection("guarda", said), page(said))
    assert list(terms.matches(Extract("page 1", "של guarda cais chuva", is_piece=True))) == []
    assert list(terms.matches(Extract("page 1", "uma guarda cais chuva", is_piece=True)))


def test_a_run_that_a_template_puts_on_the_page_is_a_leak_in_every_file() -> None:
    said = "Quay notes of the harbour"
    leaking = page(f"{said}</p><p>{SECRET}</p><p>are open")
    made = read_back({"html": leaky.html(said=f"{said}</p><p>{SECRET}</p><p>are open")})
    assert len(withheld(selection(said=said), leaking, made)) == 1


def test_words_from_right_to_left_may_be_read_in_another_order() -> None:
    said = "الرسالة from the الرصيف and الإدارة"
    terms = withheld_terms(selection("الإدارة الرسالة", said), page(said))
    line = Extract("page 1", "Adm: الإدارة الرسالة the", is_piece=True)
    assert list(terms.matches(line)) == []
    assert len(list(terms.matches(dataclasses.replace(line, is_piece=False)))) == 1


def test_a_latin_word_with_an_arabic_prefix_shows_the_word() -> None:
    said = "متحكمات وFerrymaster ATA"
    apart = read_back({"html": leaky.html(said="متحكمات و ATA Ferrymaster")})
    assert withheld(selection("Ferrymaster", said), page(said), apart) == []
    assert len(withheld(selection("Ferrymaster", "متحكمات ATA"), page("متحكمات ATA"), apart)) == 1


def test_words_that_the_brief_joins_to_others_are_no_leak_in_a_piece_of_a_pdf() -> None:
    shown = ShownWords([["previouschapter", "eleven", "makingparcelsnext"]], [])
    assert shown.has_in_place(["chapter", "eleven", "making", "parcels"], 0, 4)
    assert not shown.has_in_place(["chapter", "eleven", "making", "baskets"], 0, 4)
    assert not shown.has_in_place(["r", "eleven"], 0, 2)  # too few letters


def test_hexadecimal_digits_are_read_with_any_spaces_between_them() -> None:
    digits = b"a leak of words".hex(" ").replace(" ", "\u00a0")
    assert "a leak of words" in [text for text, _ in spelled_out(digits)]


def test_the_numbers_of_objects_in_a_pdf_spell_no_words(builds: Builds) -> None:
    texts = [extract.text for extract in PdfFile(builds.sample("legal").files["pdf"]).extracts()]
    assert len(texts) > 500
    assert not any("abcdefghijkl" in "".join(words_in(text)) for text in texts)


def test_letters_of_a_ligature_are_read_in_their_order(tmp_path: Path, checkout: Path) -> None:
    folder = dossier_in(tmp_path, "fa", "جمهوری مقدونیه شمالی کنترلی یونیکد سرویس", "شمایل رسویس کنرتیل یوینکد")
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    built = build(load(folder, audiences), audiences["general"], ("pdf",), layers)
    text = PdfFile(built.files["pdf"]).text()
    assert "شمالی" in text
    assert "شمایل" not in text


BOAT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><path d="M0 0h9z"/>'
    '<text y="9">Harbourmaster</text></svg>'
)


def dossier_in(folder: Path, language: str, shown: str, secret: str) -> Path:
    head = f"title: A quay\nreference: Q-1\nversion: '1'\nas_of: 2026-03-01\nlanguage: {language}\nauthors: [Desk]\n"
    body = f'{shown}\n\n![A boat](figures/boat.svg){{alt="A boat"}}\n\n{secret}. {{audience=legal}}\n'
    return written(
        folder / "quay",
        {
            "dossier.yaml": head,
            "sections/01-facts.md": f"---\ntitle: Facts\nrole: facts\naudience: [legal, general]\n---\n{body}",
            "figures/boat.svg": BOAT,
        },
    )


def test_words_of_a_picture_that_is_shown_are_no_leak(tmp_path: Path, checkout: Path) -> None:
    folder = dossier_in(tmp_path, "en", "A boat.", "The harbourmaster denied it")
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    assert build(load(folder, audiences), audiences["general"], ("pdf",), layers).files


def every_word(files: Mapping[str, bytes]) -> set[str]:
    """Return every word of four letters or more in files: in text, names, markup, streams, and where they are."""
    found: set[str] = set()
    for file in read_back(files).values():
        for extract in file.extracts():
            found.update(words_in(extract.text), words_in(extract.where))
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as package:
        for name in package.namelist():
            found.update(words_in(name), words_in(package.read(name).decode("latin-1")))
    with pikepdf.open(io.BytesIO(files["pdf"])) as document:
        for each in document.objects:
            is_stream = isinstance(each, pikepdf.Stream)
            found.update(words_in(each.unparse(resolved=True).decode("latin-1")) if not is_stream else ())
    return {word for word in found if 4 <= len(word) < 25 and not word.isdigit()}


def test_words_that_formats_and_the_program_use_themselves_are_no_leak(builds: Builds) -> None:
    built = builds.sample("legal")
    words = every_word(built.files)
    assert {"flatedecode", "viewport", "numbering", "producer", "schemas"} <= words
    assert len(words) > 4000
    hidden = tuple(Withheld("wording", "", "", Place("a.md"), Place("a.md"), word) for word in sorted(words))
    chosen = dataclasses.replace(built.selection, withheld=hidden)
    assert withheld(chosen, built.page, read_back(built.files)) == []
    page = Page(built.page.html.replace("</main>", "<p>Flatedecode viewport.</p></main>", 1), "", {}, Theme({}))
    leaking = page.html.encode()
    found = withheld(chosen, built.page, read_back({"html": leaking}))
    assert {problem.words for problem in found} == {"flatedecode", "viewport"}
