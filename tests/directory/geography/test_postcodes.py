import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.geography.postcodes import load_postcodes
from directory.imports.records import ImportFailure
from directory.imports.tables import open_table
from directory.models import Postcode

pytestmark = pytest.mark.django_db

ROWS = """postcode,latitude,longitude,district_code,ward_code
SS9 1AA,51.5,0.6,E06000033,E05000001
SS91AB,51.6,0.8,E06000033,
"""


def load(text, **options):
    return load_postcodes(open_table(io.BytesIO(text.encode())), **options)


def test_postcodes_are_written_as_people_read_them():
    load(ROWS)

    assert Postcode.objects.get(code="SS9 1AB").latitude == 51.6
    assert Postcode.objects.get(code="SS9 1AA").ward_code == "E05000001"


def test_sectors_and_outward_codes_are_the_middle_of_their_postcodes():
    load(ROWS)

    for code in ("SS9 1", "SS9"):
        assert Postcode.objects.get(code=code).latitude == pytest.approx(51.55)


def test_a_second_loading_writes_nothing():
    load(ROWS)

    with CaptureQueriesContext(connection) as captured:
        report = load(ROWS)

    assert (report.written, report.unchanged, report.areas) == (0, 2, 0)
    assert not [query for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_postcode_that_moves_is_written():
    load(ROWS)

    report = load(ROWS.replace("51.5,", "51.4,"))

    assert report.written == 1
    assert Postcode.objects.get(code="SS9").latitude == pytest.approx(51.5)


def test_columns_of_the_ons_directory_are_understood():
    text = "pcd,pcds,doterm,oseast1m,osnrth1m,oslaua,osward,lat,long\n"
    text += "SS9 1AA,SS9 1AA,,585748,187095,E06000033,E05000001,51.55216,0.6778\n"
    text += "SS9 1ZZ,SS9 1ZZ,201201,585748,187095,E06000033,,51.55216,0.6778\n"
    text += "SS9 1XX,SS9 1XX,,,,E06000033,,99.999999,0.000000\n"

    report = load(text)

    assert (report.written, report.left_out) == (1, 2)
    assert Postcode.objects.get(code="SS9 1AA").authority_code == "E06000033"


def test_code_point_open_without_a_heading_is_understood():
    load('"SS9 1AA",10,585748,187095,"E92000001","","","","E06000033","E05000001"\n')

    assert Postcode.objects.get(code="SS9 1AA").longitude == 0.6778


def test_some_postcodes_can_be_chosen():
    assert load(ROWS, prefixes=["SS1"]).left_out == 2
    assert load(ROWS, authorities=["E06000033"]).written == 2


def test_another_table_is_refused():
    with pytest.raises(ImportFailure, match="not a table of postcodes"):
        load("a,b\n1,2\n")


def test_the_command_reports_and_refuses(tmp_path, capsys):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(ROWS)
    bad.write_text("")

    call_command("load_postcodes", str(good))

    assert "2 postcodes written" in capsys.readouterr().out
    with pytest.raises(CommandError, match="empty"):
        call_command("load_postcodes", str(bad))
