from datetime import date, time

import pytest

from directory.search.rules import Facts, holds, time_of


def facts(**changes):
    nothing = {"online": False, "home_visit": False, "outside_area": False, "at_place": False, "free": False}
    return Facts(**{**nothing, "times": (), **changes})


def at(days="MO", opens="10:00", closes=None, season="always", frequency="WEEKLY", valid_from=None):
    return time_of(
        frequency=frequency,
        days=days,
        opens_at=opens and time.fromisoformat(opens),
        closes_at=closes and time.fromisoformat(closes),
        season=season,
        valid_from=valid_from,
    )


def schedule_holds(rule, *times):
    return holds({"schedule": rule}, facts(times=times))


class TestHolds:
    @pytest.mark.parametrize("fact", ["online", "home_visit", "outside_area", "at_place", "free"])
    def test_a_fact_holds_if_it_is_true(self, fact):
        assert holds({fact: True}, facts(**{fact: True}))
        assert not holds({fact: True}, facts())

    def test_all_keys_must_hold(self):
        assert not holds({"online": True, "free": True}, facts(online=True))

    @pytest.mark.parametrize(
        "rule",
        [
            {},
            {"unknown": True},
            {"schedule": "SA"},
            {"schedule": {}},
            {"schedule": {"from": "late"}},
            {"schedule": {"days": None}},
            [],
        ],
    )
    def test_a_wrong_rule_never_holds(self, rule):
        assert not holds(rule, facts(online=True, times=(at(),)))


class TestSchedules:
    def test_one_of_the_days_is_enough(self):
        assert schedule_holds({"days": ["SA", "SU"]}, at(days="FR,SA"))
        assert not schedule_holds({"days": ["SA", "SU"]}, at(days="FR"))

    def test_a_day_of_the_month_counts_for_its_weekday(self):
        assert schedule_holds({"days": ["SA"]}, at(days="1SA", frequency="MONTHLY"))

    def test_a_single_date_counts_for_its_weekday(self):
        assert schedule_holds({"days": ["SA"]}, at(days="", frequency="ONCE", valid_from=date(2026, 3, 7)))

    def test_everything_must_hold_at_one_time(self):
        evening_on_monday, morning_on_saturday = at(days="MO", opens="18:00"), at(days="SA", opens="09:00")

        assert not schedule_holds({"days": ["SA"], "from": "17:00"}, evening_on_monday, morning_on_saturday)

    @pytest.mark.parametrize(
        ("opens", "closes", "evening"),
        [
            ("17:00", None, True),
            ("16:30", "18:30", True),
            ("09:00", "17:30", False),
            ("09:00", "18:00", True),
            ("16:59", None, False),
            (None, None, False),
            (None, "20:00", False),
        ],
    )
    def test_from_means_a_start_or_an_hour_after_it(self, opens, closes, evening):
        assert schedule_holds({"from": "17:00"}, at(opens=opens, closes=closes)) is evening

    @pytest.mark.parametrize(("opens", "held"), [("11:59", True), ("12:00", False)])
    def test_until_means_a_start_before_it(self, opens, held):
        assert schedule_holds({"until": "12:00"}, at(opens=opens)) is held

    def test_the_season_is_taken_as_it_is(self):
        assert schedule_holds({"season": "holidays"}, at(season="holidays"))
        assert not schedule_holds({"season": "holidays"}, at(season="always"))
        assert schedule_holds({"season": ["holidays", "always"]}, at(season="always"))
