"""What a council hands to its own assessors is true of this software."""

import csv
import re

import pytest
from django.conf import settings

from directory.models import SearchCount
from localoffer.core.models import OutgoingMail, PictureConsent, StaffAccount
from localoffer.core.personal_data import personal_models
from localoffer.pages.models import FormatRequest, StoryPage
from localoffer.pages.officers.models import PreviewComment
from localoffer.pages.officers.models.previews import COMMENTS_KEPT

DPIA = (settings.BASE_DIR / "docs" / "dpia.md").read_text()
with (settings.BASE_DIR / "docs" / "asvs.csv").open(newline="") as file:
    ASVS = list(csv.DictReader(file))
STATES = {"met", "partly", "not met", "council", "n/a"}
# How each kind of data is called there, and the periods that its row must name.
HELD = {
    FormatRequest: ("Request for another format", [f"{FormatRequest.KEEP_DAYS_DONE} days", "a year"]),
    PreviewComment: ("Comment on a draft", [f"{COMMENTS_KEPT.days} days"]),
    StoryPage: ("Record of consent", ["a year"]),
    PictureConsent: ("Consent to a picture", ["a year"]),
    OutgoingMail: ("Mail to be sent", [f"{OutgoingMail.KEEP_DAYS} days"]),
    SearchCount: ("Words of searches", [f"{SearchCount.WORDS_KEPT.days // 7} weeks", "a year"]),
    StaffAccount: ("Account of staff", ["two years"]),
}


@pytest.mark.parametrize("model", list(personal_models()), ids=lambda model: model._meta.label)
def test_the_data_protection_assessment_names_every_kind_of_personal_data_and_its_time(model):
    name, periods = HELD[model]
    (row,) = re.findall(rf"^\| {name}.*$", DPIA, re.MULTILINE)

    assert all(period in row for period in periods)


def test_the_periods_that_are_written_in_words_hold():
    assert StoryPage.CONSENT_KEPT.days == SearchCount.COUNTS_KEPT.days == FormatRequest.KEEP_DAYS == 365
    assert PictureConsent.CONSENT_KEPT == StoryPage.CONSENT_KEPT
    assert StaffAccount.KEPT_CLOSED.days == 2 * 365
    assert (settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE) == (30 * 60, 12 * 60 * 60)


def test_the_security_assessment_has_every_requirement_of_both_levels_once():
    levels = [row["level"] for row in ASVS]

    assert (levels.count("1"), levels.count("2")) == (70, 183)
    assert len({row["requirement"] for row in ASVS}) == len(ASVS)


@pytest.mark.parametrize("row", ASVS, ids=lambda row: row["requirement"])
def test_it_says_for_each_how_it_stands_and_names_proofs_that_exist(row):
    assert row["state"] in STATES
    assert row["asks"]
    assert row["where"]
    assert not row["proof"] or (settings.BASE_DIR / row["proof"]).is_file()
