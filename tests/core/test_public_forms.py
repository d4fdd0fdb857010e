import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import pytest
from django import forms
from django.core.cache import caches
from django.db import connection, connections

from localoffer.core.public_forms import PublicForm, is_over_limit, new_stamp, read_stamp


class Letter(PublicForm):
    long_fields = ("words",)

    words = forms.CharField()


def letter(*, age=60, **changes):
    return Letter({"words": "Hello", "made": new_stamp(time.time() - age)} | changes)


class TestStamp:
    def test_every_form_has_a_key_of_its_own(self):
        assert read_stamp(new_stamp())[0] != read_stamp(new_stamp())[0]

    @pytest.mark.parametrize("stamp", ["", "x", "\x00", "eyJhIjoxfQ:1:2", new_stamp()[:-1]])
    def test_one_that_we_did_not_sign_has_no_key(self, stamp):
        assert read_stamp(stamp) == ("", 0)


class TestWhatIsRefused:
    def test_a_form_that_a_person_filled_in_passes(self):
        assert letter().is_valid()

    @pytest.mark.parametrize("age", [0, 2, 24 * 60 * 60 + 60], ids=["at once", "in two seconds", "after a day"])
    def test_one_sent_too_soon_or_too_late_is_shown_again(self, age):
        form = letter(age=age)

        assert not form.is_valid()
        assert form["words"].value() == "Hello"

    def test_so_is_one_with_the_unseen_field_filled_in(self):
        assert not letter(website="https://spam.example").is_valid()

    def test_and_one_without_a_stamp(self):
        assert not letter(made="").is_valid()

    def test_pressing_again_sends_what_came_too_late(self):
        again = letter(made=letter(age=25 * 60 * 60).stamp)
        again.age = 5

        assert again.is_valid()

    def test_the_key_stays_the_same_while_a_person_checks_the_answers(self):
        form = letter()

        assert letter(made=form.stamp).key == form.key

    def test_many_web_addresses_are_named_beside_the_field(self):
        form = letter(words="https://a.example https://b.example www.c.example")

        assert "web addresses" in form.errors["words"][0]


@pytest.mark.django_db
@pytest.mark.usefixtures("each_cache")
class TestLimit:
    @pytest.fixture
    def asked(self, rf):
        return rf.post("/", REMOTE_ADDR="192.0.2.1")

    def test_it_counts_by_network(self, rf, asked):
        other = rf.post("/", REMOTE_ADDR="192.0.2.2")

        assert [is_over_limit(asked, "x", most=2) for _time in range(3)] == [False, False, True]
        assert not is_over_limit(other, "x", most=2)

    def test_the_address_of_the_network_is_kept_nowhere(self, asked):
        with mock.patch.object(caches["default"], "add", wraps=caches["default"].add) as add:
            is_over_limit(asked, "x", most=2)

        [call] = add.call_args_list
        assert call.args[0].startswith("sent-x-")
        assert "192.0.2" not in str(call)

    @pytest.mark.parametrize(("minutes", "over"), [(0, True), (6, True), (59, True), (61, False)])
    def test_it_holds_for_the_whole_hour_and_no_longer(self, asked, passing, minutes, over):
        for _time in range(2):
            is_over_limit(asked, "x", most=2)

        passing(minutes * 60)

        assert is_over_limit(asked, "x", most=2) is over

    def test_in_any_hour_there_are_only_so_many(self, asked, passing):
        """Not twice as many around a full hour, nor for waiting a little after each."""
        answers = []
        for _time in range(6):
            answers.append(is_over_limit(asked, "x", most=2))
            passing(25 * 60)

        assert answers == [False, False, True, False, False, True]

    def test_being_refused_does_not_make_the_wait_longer(self, asked, passing):
        for _time in range(5):
            is_over_limit(asked, "x", most=1)
            passing(14 * 60)

        assert not is_over_limit(asked, "x", most=1)

    def test_other_visitors_do_not_push_it_out(self, rf, asked):
        is_over_limit(asked, "x", most=1)

        for number in range(350):
            is_over_limit(rf.post("/", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}"), "x", most=1)

        assert is_over_limit(asked, "x", most=1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_that_come_at_once_only_as_many_pass_as_may(rf, database_cache):
    asked = rf.post("/", REMOTE_ADDR="192.0.2.1")

    def send(_number):
        try:
            return is_over_limit(asked, "x", most=3)
        finally:
            connections.close_all()

    try:
        with ThreadPoolExecutor(8) as visitors:
            assert list(visitors.map(send, range(24))).count(False) == 3
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE cache")
