"""Formats of others, each read again by a library that is not ours: nothing breaks, nothing acts, nothing is a verdict."""

from __future__ import annotations

import builtins
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import rashomon
from handmade import COAST, HARBOUR, hostile_analysis, made_analysis
from rashomon.errors import MissingPackage
from rashomon.export import exporters
from rashomon.export._cites import Citations
from rashomon.export._names import Names, web, whole
from rashomon.export._note import EXCERPT, excerpt, note
from rashomon.sample import primary_path, sample_path
from rashomon.types import Analysis, Derivation, Report, When
from test_export import HOSTILE

OA, PROV, CITO = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "http://purl.org/spar/cito/"
VERDICTS = re.compile(r"ClaimReview|reviewRating|ratingValue|\b(?:false|misleading|debunked)\b(?!\s*[,}\]])", re.IGNORECASE)

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib says so of itself


@pytest.fixture(scope="module")
def sample() -> Analysis:
    """The sample beside its primary source."""
    return rashomon.analyse(rashomon.load(str(sample_path())), primary=rashomon.load(str(primary_path()), whole=True))


@pytest.fixture(params=["made", "hostile", "sample"])
def analysis(request: pytest.FixtureRequest, sample: Analysis) -> Analysis:
    return {"made": made_analysis(), "hostile": hostile_analysis(HOSTILE), "sample": sample}[request.param]


def addressed(*urls: str | None) -> Analysis:
    """The handmade analysis with addresses of its reports."""
    made = made_analysis()
    return replace(made, reports=tuple(replace(report, url=url) for report, url in zip(made.reports, urls, strict=True)))


def text(name: str, analysis: Analysis) -> str:
    written = exporters[name](analysis)
    assert isinstance(written, str)
    return written


# Web Annotation


def graph(name: str, analysis: Analysis) -> Any:
    rdflib = pytest.importorskip("rdflib")
    made = rdflib.Graph()
    made.parse(data=text(name, analysis), format="json-ld")
    return made


def targets(analysis: Analysis) -> Iterator[dict[str, Any]]:
    for annotation in json.loads(text("annotations", analysis))["first"]["items"]:
        yield from annotation["target"]


def test_every_target_quotes_the_text_whose_hash_it_gives(analysis: Analysis) -> None:
    reports = [*analysis.reports, *(source.report for source in (analysis.primary.sources if analysis.primary else ()))]
    texts = {sha256(whole(report.text).encode()).hexdigest(): report.text for report in reports}
    found = 0
    for target in targets(analysis):
        quote, position = target["selector"]
        cited, start, end = texts[target["state"]["schema:sha256"]], position["start"], position["end"]
        assert quote["exact"] == whole(cited[start:end])
        assert quote["prefix"] == whole(cited[max(0, start - 32) : start])
        assert quote["suffix"] == whole(cited[end : end + 32])
        found += 1
    assert found


def test_annotations_are_a_graph_without_anything_fetched(analysis: Analysis) -> None:
    from rdflib import RDF, URIRef

    made = graph("annotations", analysis)
    annotations = set(made.subjects(RDF.type, URIRef(OA + "Annotation")))
    cells = sum(cell is not None for claim in analysis.collation.claims for cell in claim.cells.values())
    versions = sum(len(said.versions) for said in analysis.findings.utterances)
    beside = analysis.primary
    more = len(beside.quotations) + len(beside.claims) + len(beside.discrepancies) if beside else 0
    assert len(annotations) == len(analysis.summary.lines) + len(analysis.findings.discrepancies) + cells + versions + more
    for one in annotations:
        assert list(made.objects(one, URIRef(OA + "hasTarget")))
        assert list(made.objects(one, URIRef(OA + "hasBody")))
        assert list(made.objects(one, URIRef(OA + "motivatedBy"))) != [URIRef(OA + "assessing")]


def test_a_discrepancy_has_two_targets() -> None:
    items = json.loads(text("annotations", made_analysis()))["first"]["items"]
    (one,) = [item for item in items if item["motivation"] == "commenting"]
    assert [target["selector"][0]["exact"] for target in one["target"]] == ["Monday", "Tuesday"]


def test_places_count_code_points() -> None:
    made = made_analysis()
    smiling = replace(made.reports[0], text=made.reports[0].text.replace("“We heard", "😀We heard"))
    places = list(targets(replace(made, reports=(smiling, *made.reports[1:]))))
    heard = next(target["selector"] for target in places if target["selector"][0]["exact"].startswith("We heard"))
    assert heard[1]["start"] == len(HARBOUR[0]) + 2


def test_a_source_is_its_web_address_where_that_is_its_own() -> None:
    sources = {target["source"] for target in targets(addressed("https://a.example/1", "https://b.example/x", "https://b.example/x"))}
    assert "https://a.example/1" in sources
    assert sum(source.startswith("urn:uuid:") for source in sources) == 2


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example", "http://", "https:///x", "", None, " "])
def test_what_is_no_web_address_is_no_link(address: str | None) -> None:
    assert web(address) is None
    for name in ("annotations", "prov", "ninjs", "stix", "note"):
        assert "alert(1)" not in text(name, addressed(address, None, None))


def test_an_address_holds_no_letter_that_ends_it() -> None:
    assert web('https://x.example/a b"<c>\u202e%zz%20\ud800') == "https://x.example/a%20b%22%3Cc%3E%E2%80%AE%25zz%20%5Cud800"


# PROV and CiTO


def linked(made: Any, term: str) -> set[tuple[str, str]]:
    """Pairs of labels that a term links."""
    from rdflib import RDFS, URIRef

    def label(node: Any) -> str:
        return str(made.value(node, RDFS.label))

    return {(label(s), label(o)) for s, o in made.subject_objects(URIRef(term))}


def test_every_edge_is_a_derivation_plainly_and_with_its_chance(analysis: Analysis) -> None:
    from rdflib import RDF, URIRef

    made = graph("prov", analysis)
    assert len(linked(made, PROV + "wasDerivedFrom")) == len({(edge.child, edge.parent) for edge in analysis.stemma.edges})
    kinds = [URIRef(PROV + kind) for kind in ("Derivation", "Quotation", "Revision")]
    qualified = [node for kind in kinds for node in made.subjects(RDF.type, kind)]
    assert len(qualified) == len(analysis.stemma.edges)
    for node in qualified:
        assert made.value(node, URIRef(PROV + "entity"))
        names = {str(made.value(value, URIRef("http://schema.org/name"))) for value in made.objects(node, None)}
        assert "p" in names


def test_missing_texts_are_entities() -> None:
    made = graph("prov", made_analysis(path="harbour.txt"))
    assert ("A: Harbour Post", "α: Nordwire") in linked(made, PROV + "wasDerivedFrom")
    assert ("C: coast.html", "β: missing source, not named") in linked(made, PROV + "wasQuotedFrom")


def test_what_cannot_both_stand_disagrees_both_ways() -> None:
    assert linked(graph("prov", made_analysis()), CITO + "disagreesWith") == {("[A:s1]", "[C:s1]"), ("[C:s1]", "[A:s1]")}


def test_agreement_never_joins_one_account(sample: Analysis) -> None:
    found = linked(graph("prov", sample), CITO + "agreesWith")
    sigla = {id: siglum for siglum, id in sample.stemma.witnesses.items()}
    account = {sigla[id]: n for n, ids in enumerate(sample.stemma.accounts.members) for id in ids}
    assert found
    assert all(account[a[1:].split(":")[0]] != account[b[1:].split(":")[0]] for a, b in found)


def test_agreement_leaves_out_what_differs_inside_the_claim() -> None:
    """Day and place of one claim: two sentences that cannot both stand do not agree, whatever the claim says."""
    assert not linked(graph("prov", made_analysis()), CITO + "agreesWith")


def test_a_primary_source_is_one_only_of_who_quotes_it(sample: Analysis) -> None:
    assert sample.primary
    found = {child[0] for child, _ in linked(graph("prov", sample), PROV + "hadPrimarySource")}
    based = {one.version.report for one in sample.primary.quotations if one.base}
    assert found
    assert found <= {siglum for siglum, id in sample.stemma.witnesses.items() if id in based}


def revised(p: float, superseded: bool) -> Analysis:
    """C, published later, as a later version of A."""
    made, day = made_analysis(), datetime(2031, 5, 7, tzinfo=UTC)
    later = replace(made.reports[2], published=When(day, day + timedelta(days=1), "day"))
    edge = Derivation("C", "A", "update", p)
    (found,) = made.findings.discrepancies
    findings = replace(made.findings, discrepancies=(replace(found, later="right", superseded=superseded),))
    return replace(made, reports=(*made.reports[:2], later), stemma=replace(made.stemma, edges=(edge,)), findings=findings)


@pytest.mark.parametrize(("p", "superseded", "term"), [(0.95, False, "corrects"), (0.95, True, "updates"), (0.6, False, "")])
def test_only_an_outlets_own_later_version_corrects_or_updates(p: float, superseded: bool, term: str) -> None:
    made = graph("prov", revised(p, superseded))
    assert {one for one in ("corrects", "updates") if linked(made, CITO + one)} == ({term} if term else set())
    assert linked(made, PROV + "wasRevisionOf") == {("C: coast.html", "A: Harbour Post")}


def test_no_time_is_told_that_nobody_gave(analysis: Analysis) -> None:
    told = set(re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", text("prov", analysis)))
    texts = " ".join(report.text for report in analysis.reports)
    known = {report.published.iso()[:10] for report in analysis.reports if report.published}
    assert {day for day in told if day not in texts} <= known | {"1970-01-01"}


# GraphML


def test_networkx_reads_the_stemma(analysis: Analysis) -> None:
    networkx = pytest.importorskip("networkx")
    read = networkx.parse_graphml(text("graphml", analysis))
    assert {(s, t) for s, t in read.edges()} == {(edge.parent, edge.child) for edge in analysis.stemma.edges}
    assert networkx.is_directed_acyclic_graph(read)


# ninjs


def test_ninjs_is_valid(analysis: Analysis, shared: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = (shared / "standards" / "ninjs-schema_3.1.json").read_text(encoding="utf-8")
    validator = jsonschema.Draft202012Validator(json.loads(schema))
    validator.validate(json.loads(text("ninjs", analysis)))


def test_ninjs_associates_every_text(sample: Analysis) -> None:
    item = json.loads(text("ninjs", sample))
    assert sample.primary
    rels = [one["rel"] for one in item["associations"]]
    assert rels == ["report"] * 10 + ["missing source"] * len(sample.stemma.lost) + ["primary source"]
    assert {"name": "Northmark Wire", "role": "credited, missing source"} in item["infoSources"]


def test_ninjs_gives_a_full_time_only_where_there_is_one() -> None:
    made, at = made_analysis(), datetime(2031, 5, 6, 8, 30, tzinfo=UTC)
    timed = replace(made.reports[1], published=When(at, at + timedelta(minutes=1), "minute"))
    a, b, c = json.loads(text("ninjs", replace(made, reports=(made.reports[0], timed, made.reports[2]))))["associations"][:3]
    assert a["descriptions"] == [{"role": "published", "value": "2031-05-06"}]
    assert b["firstCreated"] == "2031-05-06T08:30:00Z"
    assert "firstCreated" not in a | c


# STIX


def bundle(analysis: Analysis) -> Any:
    stix2 = pytest.importorskip("stix2")
    return stix2.parse(text("stix", analysis), allow_custom=False)


def test_the_stix_library_takes_the_bundle_whole(analysis: Analysis) -> None:
    objects = bundle(analysis).objects
    ids = {one["id"] for one in objects}
    assert len(ids) == len(objects)
    for one in objects:
        refs = [*one.get("object_refs", ()), *(one[key] for key in ("created_by_ref", "source_ref", "target_ref") if key in one)]
        assert ids >= set(refs)
        assert one["created"] <= one["modified"]
    kinds = [one["type"] for one in objects]
    assert kinds.count("relationship") == len(analysis.stemma.edges)
    assert "opinion" not in kinds


def test_a_report_is_the_same_object_in_two_bundles() -> None:
    made = made_analysis()
    other = replace(made, event=replace(made.event, id="another"))
    same = {json.dumps(one) for one in json.loads(text("stix", made))["objects"] if one["type"] in {"report", "identity"}}
    again = {json.dumps(one) for one in json.loads(text("stix", other))["objects"] if one["type"] in {"report", "identity"}}
    assert len(same & again) == 1 + 2 * len(made.reports)  # the program, reports and outlets; missing texts belong to an event


def test_an_unknown_time_is_said_to_be_unknown() -> None:
    reports = {one["name"]: one for one in json.loads(text("stix", made_analysis()))["objects"] if one["type"] == "report"}
    assert reports["lantern.txt"]["published"].startswith("1970")
    assert "publication time not known" in reports["lantern.txt"]["labels"]
    assert "labels" not in reports[HARBOUR[0]]


# Parquet


def table(analysis: Analysis) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet")
    written = exporters["parquet"](analysis)
    assert isinstance(written, bytes)
    return parquet.read_table(io.BytesIO(written))


def test_the_table_counts_what_the_analysis_holds(analysis: Analysis) -> None:
    kinds = table(analysis)["table"].to_pylist()
    assert kinds.count("report") == len(analysis.reports)
    assert kinds.count("edge") == len(analysis.stemma.edges)
    assert kinds.count("pair") == len(analysis.stemma.pairs)
    assert kinds.count("passage") == len(analysis.collation.passages)
    assert kinds.count("line") == sum(len(line.cites) for line in analysis.summary.lines)


def test_the_rows_of_the_spreadsheet_are_rows_of_the_table(analysis: Analysis) -> None:
    import csv

    rows = [*csv.DictReader(io.StringIO(text("csv", analysis)))]
    kinds = {row["table"] for row in rows}
    ours = [row for row in table(analysis).to_pylist() if row["table"] in kinds]
    assert [row["id"] for row in rows] == [row["id"] for row in ours]
    assert [row["start"] for row in rows] == [str(row["start"]) for row in ours]


def test_every_row_finds_a_column(analysis: Analysis) -> None:
    from rashomon.export.parquet import COLUMNS, _rows

    assert {key for row in _rows(analysis) for key in row} <= {name for names in COLUMNS.values() for name in names.split()}


def test_tables_of_two_events_stack(sample: Analysis) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    one, two = table(made_analysis()), table(sample)
    assert one.schema.equals(two.schema)
    assert pyarrow.concat_tables([one, two]).num_rows == one.num_rows + two.num_rows
    assert one.schema.metadata[b"rashomon.config_hash"] == b"c0ffee"


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    there = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return there(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingPackage, match=r"error\[E-PACKAGE\].*rashomon\[parquet\]"):
        exporters["parquet"](made_analysis())


# The desk note


def test_the_html_note_holds_no_script_and_loads_nothing(analysis: Analysis) -> None:
    lxml = pytest.importorskip("lxml.html")
    root = lxml.document_fromstring(text("note", analysis))
    allowed = {
        "html", "head", "meta", "title", "body", "article", "section", "h1", "h2", "p", "ul", "ol", "li", "sup", "a", "b", "i", "small",
        "bdi", "br", "hr",
    }  # fmt: skip
    assert {element.tag for element in root.iter()} <= allowed
    assert not [name for element in root.iter() for name in element.attrib if name.startswith(("on", "style", "src"))]
    assert all(element.get("href").startswith(("#", "https://", "http://")) for element in root.iter("a"))


def test_every_mark_of_the_note_leads_to_its_footnote_and_back(analysis: Analysis) -> None:
    lxml = pytest.importorskip("lxml.html")
    root = lxml.document_fromstring(text("note", analysis))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    links = {element.get("href")[1:] for element in root.iter("a") if element.get("href").startswith("#")}
    assert len(ids) == len(set(ids)) == 2 * len(analysis.summary.lines)
    assert links == set(ids)


def test_a_footnote_gives_the_sentences_its_line_cites(sample: Analysis) -> None:
    citations = Citations(sample)
    for said, line in zip(note(sample).lines, sample.summary.lines, strict=True):
        labels = re.findall(r"\b[A-Z]\d?:s\d+(?:-\d+)?", " ".join(place.where for place in said.places))
        assert sorted(labels) == sorted(citations.place(*run) for run in citations.runs(line.cites))
        for place in said.places:
            siglum, first, last = re.findall(r"\b([A-Z]\d?):s(\d+)(?:-(\d+))?", place.where)[0]
            report = next(id for id, own in (citations.sigla | citations.primary).items() if own == siglum)
            cited = citations.numbered(report)[int(first) - 1 : int(last or first)]
            source = " ".join(" ".join(citations.reports[report].quote(span) for span in cited).split())
            words = place.excerpt.strip('“”"… ').replace(" / ", " ").rstrip("…").strip()
            assert words.strip('“”" ') in source


def test_an_excerpt_is_short_and_around_what_the_line_quotes() -> None:
    long = " ".join(f"word{n}" for n in range(90))
    assert excerpt("A short sentence.", "anything") == "A short sentence."
    assert excerpt(long, "nothing of it") == " ".join(f"word{n}" for n in range(EXCERPT)) + " …"
    around = excerpt(long, "Number: “… word60 word61 …” in A")
    assert around.startswith("… word54 ")
    assert len(around.split()) == EXCERPT + 2


def test_no_footnote_gives_a_text_away(analysis: Analysis) -> None:
    places = [place for line in note(analysis).lines for place in line.places]
    assert max(len(place.excerpt.split()) for place in places) <= EXCERPT + 2


def test_a_report_is_named_in_full_once() -> None:
    first, second = [*note(made_analysis()).lines][:2]
    assert first.places[0].where.startswith("Harbour Post, 2031-05-06, A:s1-3")
    assert second.places[0].where.startswith("Harbour Post, A:s1")


def test_copies_share_an_excerpt(sample: Analysis) -> None:
    assert any("A:s4; B:s4" in place.where for line in note(sample).lines for place in line.places)


def test_python_docx_opens_the_note(analysis: Analysis) -> None:
    docx = pytest.importorskip("docx")
    written = exporters["docx"](analysis)
    assert isinstance(written, bytes)
    document = docx.Document(io.BytesIO(written))
    assert document.paragraphs[0].text == note(analysis).title
    assert document.paragraphs[0].style.name == "Title"
    lines = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    assert lines[: len(analysis.summary.lines)] == [line.text for line in note(analysis).lines]


def test_the_docx_has_a_real_footnote_for_every_line(analysis: Analysis) -> None:
    etree = pytest.importorskip("lxml.etree")
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(exporters["docx"](analysis))) as file:  # type: ignore[arg-type]
        assert file.testzip() is None
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: etree.fromstring(file.read(name)) for name in file.namelist()}
    marks = parts["word/document.xml"].xpath("//w:footnoteReference/@w:id", namespaces=space)
    notes = parts["word/footnotes.xml"].xpath("//w:footnote[not(@w:type)]/@w:id", namespaces=space)
    assert marks == notes == [str(n) for n in range(1, len(analysis.summary.lines) + 1)]
    assert not parts["word/document.xml"].xpath("//w:hyperlink | //w:instrText | //w:fldSimple", namespaces=space)


def test_the_note_follows_length_and_language(sample: Analysis) -> None:
    short = replace(sample, summary=replace(sample.summary, length="short"))
    assert len([*note(short).lines]) < len([*note(sample).lines])
    assert note(short).left_out
    german = note(replace(sample, summary=replace(sample.summary, lang="de")))
    assert german.sections[-1].heading != note(sample).sections[-1].heading
    assert german.machine_made != note(sample).machine_made


def test_the_note_names_primary_sources(sample: Analysis) -> None:
    heading, sources = note(sample).sources[1]
    assert heading == "Primary source"
    assert [source.siglum for source in sources] == ["P1"]


# All of them


@pytest.mark.parametrize("name", ["annotations", "ninjs", "note", "prov", "stix"])
def test_nothing_in_a_text_acts_on_a_screen(name: str) -> None:
    written = text(name, hostile_analysis(HOSTILE))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)


@pytest.mark.parametrize("name", ["annotations", "ninjs", "prov", "stix"])
def test_no_format_gives_a_verdict(name: str, analysis: Analysis) -> None:
    written = re.sub(r'"(?:exact|prefix|suffix|value|content|prov:value)": ".*?(?<!\\)"', "", text(name, analysis))
    assert not VERDICTS.search(written)


def test_names_are_of_the_text_and_not_of_the_event() -> None:
    made = made_analysis()
    other = replace(made, event=replace(made.event, id="another"))
    assert Names(made).report("h") == Names(other).report("h")
    assert Names(made).event != Names(other).event
    changed = replace(made, reports=(replace(made.reports[0], text=made.reports[0].text + "\n" + COAST[0]), *made.reports[1:]))
    assert Names(made).report("h") != Names(changed).report("h")


def test_two_nameless_outlets_are_two() -> None:
    names = Names(made_analysis())
    assert names.outlet(names.reports["l"]) != names.outlet(names.reports["t"])
    assert names.outlet(Report("x", "x", "x", outlet="Harbour  Post")) == names.outlet(names.reports["h"])
