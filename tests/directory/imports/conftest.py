import io
from pathlib import Path

import pytest

from directory.imports import merge
from directory.models import ImportSource, Term, Vocabulary
from tests.factories.core import TeamFactory
from tests.factories.directory import ImportSourceFactory, TermFactory, VocabularyFactory

FIXTURES = Path(__file__).parents[2] / "fixtures" / "imports"

TERMS = {
    "type": {
        "primary-school": {"gias_phase": ["2", "3"], "outpost": ["primary-schools"]},
        "secondary-school": {"gias_phase": ["4", "5", "7"]},
        "nursery": {"gias_type": ["15"], "gias_phase": ["1"]},
        "special-school": {"gias_type": ["07", "12", "33", "36", "44"]},
        "independent-special-school": {"gias_type": ["08", "10"]},
        "alternative-provision": {"gias_type": ["14"]},
        "sixth-form": {"gias_type": ["31", "39"]},
        "college": {"gias_type": ["18"], "gias_phase": ["6"]},
        "specialist-college": {"gias_type": ["32"]},
        "early-help": {"gias_type": ["47", "48"]},
        "sen-unit": {"gias_resourced": ["Resourced provision", "SEN unit"]},
        "clubs": {"outpost": ["clubs-and-groups"]},
    },
    "needs": {
        code.lower(): {"dfe": [code]}
        for code in ("SPLD", "VI", "OTH", "HI", "SLCN", "SEMH", "MSI", "PD", "MLD", "SLD", "PMLD")
    }
    | {"autism": {"dfe": ["ASD"], "outpost": ["autism"]}},
    "language": {"bsl": {"iso639": ["bfi"], "outpost": ["british-sign-language-bsl"]}},
    "cost": {},
}


@pytest.fixture
def terms(db):
    """Some terms of the vocabularies that imports look codes up in, written all at once."""
    vocabularies = {name: VocabularyFactory.build(slug=name) for name in TERMS}
    vocabularies["access"] = VocabularyFactory.build(slug="access", scope="place")
    Vocabulary.objects.bulk_create(vocabularies.values())
    wanted = [(name, slug, codes) for name, terms in TERMS.items() for slug, codes in terms.items()]
    wanted.append(("access", "hoist", {"outpost": ["hoist"]}))
    Term.objects.bulk_create(
        TermFactory.build(vocabulary=vocabularies[name], slug=slug, external_codes=codes)
        for name, slug, codes in wanted
    )
    Term.objects.filter(slug="bsl").update(label="British Sign Language")


@pytest.fixture
def source(db):
    """A table whose rows go live at once."""
    return ImportSourceFactory(
        slug="clubs",
        name="Clubs register",
        kind=ImportSource.Kind.TABLE,
        owner=TeamFactory(name="Directory team"),
        arrives_live=True,
        review_months=6,
        column_map={
            "id": "id",
            "columns": {
                "name": "service.name",
                "who": "provider.name",
                "text": "service.description",
                "phone": "service.contact.phone",
                "needs": {"to": "service.terms", "separator": ";", "values": {"A": "needs/autism", "H": "needs/hi"}},
                "street": "location.address_1",
                "postcode": "location.postcode",
                "notes": {"drop": "for the register's own staff"},
            },
        },
    )


HEADER = ("id", "name", "who", "text", "phone", "needs", "street", "postcode", "notes")
CLUB = {
    "id": "1",
    "name": "Chess club",
    "who": "Estuary Games",
    "text": "Chess for all. Bring a friend.",
    "phone": "01702 960 100",
    "needs": "A",
    "street": "1 High Street",
    "postcode": "SS9 1ZZ",
    "notes": "x",
}


def table_of(*rows):
    """A CSV file of clubs; each row changes something of the first club."""
    lines = [",".join(HEADER)]
    lines += [",".join(f'"{(CLUB | row)[name]}"' for name in HEADER) for row in rows]
    return io.BytesIO("\r\n".join([*lines, ""]).encode())


def applied(run):
    """Accept a run and apply it."""
    assert run.status == run.Status.CHECKED, run.failure
    return merge.apply(merge.accept(run))
