import io
import json

import pytest
from django.core.management import CommandError, call_command

from directory.geography.areas import load_outlines
from directory.imports.records import ImportFailure
from directory.models import Area

pytestmark = pytest.mark.django_db

SQUARE = [[0.0, 51.0], [0.01, 51.0], [0.01, 51.01], [0.0, 51.01], [0.0, 51.0]]


def geojson(properties, **extra):
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    return io.BytesIO(json.dumps({"type": "FeatureCollection", "features": [feature], **extra}).encode())


WARD = {"WD24CD": "E05000001", "WD24NM": "Gull", "LAD24CD": "E06000033", "LAD24NM": "Southend-on-Sea"}


def test_a_ward_arrives_with_outline_middle_and_council():
    load_outlines(geojson(WARD))

    ward = Area.objects.get(code="E05000001")
    assert (ward.name, ward.kind, ward.authority.name) == ("Gull", Area.Kind.WARD, "Southend-on-Sea")
    assert ward.outline == [SQUARE]
    assert ward.latitude == pytest.approx(51.005)


def test_a_council_area_arrives_on_its_own():
    load_outlines(geojson({"LAD24CD": "E06000033", "LAD24NM": "Southend-on-Sea"}))

    assert Area.objects.get().kind == Area.Kind.AUTHORITY


def test_a_second_loading_changes_nothing():
    load_outlines(geojson(WARD))

    report = load_outlines(geojson(WARD))

    assert (report.written, report.unchanged) == (0, 1)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"features": []}', b'{"features": [{"properties": {}}]}'])
def test_another_file_is_refused(data):
    with pytest.raises(ImportFailure):
        load_outlines(io.BytesIO(data))


@pytest.mark.parametrize(
    "odd",
    [
        {"properties": ["WD24CD"]},
        {"properties": {"WD24CD": "E" * 50, "WD24NM": "Long"}},
        {"geometry": None},
        {"geometry": {"type": "Polygon", "coordinates": [[[1e999, 51.0], [0.0, 52.0], [1.0, 51.0], [1e999, 51.0]]]}},
        {"geometry": {"type": "Polygon", "coordinates": [[[560000, 180000]] * 4]}},
        7,
    ],
    ids=["list of properties", "long code", "no outline", "no end", "grid", "a number"],
)
def test_an_odd_feature_is_told_and_the_others_arrive(odd):
    good = json.load(geojson(WARD))["features"][0]
    features = [good | odd if isinstance(odd, dict) else odd, good | {"properties": WARD | {"WD24CD": "E05000002"}}]

    report = load_outlines(io.BytesIO(json.dumps({"features": features}).encode()))

    assert [problem.split(" cannot")[0] for problem in report.problems] == ["feature 1"]
    assert list(Area.objects.filter(kind=Area.Kind.WARD).values_list("code", flat=True)) == ["E05000002"]


def test_outlines_on_the_national_grid_are_refused():
    with pytest.raises(ImportFailure, match="WGS84"):
        load_outlines(geojson(WARD, crs={"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}))


def test_towns_come_from_a_table(tmp_path, capsys):
    towns = tmp_path / "towns.csv"
    towns.write_text("name,latitude,longitude\nLeigh-on-Sea,51.54,0.65\nNowhere,,\n")

    call_command("load_areas", str(towns))

    assert Area.objects.get().kind == Area.Kind.TOWN
    assert "row 3" in capsys.readouterr().err


def test_a_file_that_is_missing_is_told(tmp_path):
    with pytest.raises(CommandError):
        call_command("load_areas", str(tmp_path / "none.geojson"))
