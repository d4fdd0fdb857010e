import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user_model

from localoffer.core.middleware.sessions import LAST_ACTIVE, SIGNED_IN_AT
from localoffer.core.public_forms import is_over_limit

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_superuser("officer", "officer@example.org", PASSWORD)


def sign_in(client, name="officer@example.org", password=PASSWORD):
    return client.post("/accounts/login/?next=/cms/", {"login": name, "password": password})


def code_for(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def pretend(client, **seconds_ago):
    session = client.session
    for name, seconds in seconds_ago.items():
        session[name] = int(time.time()) - seconds
    session.save()


class TestLimitsOfASession:
    def test_half_an_hour_without_a_click_ends_it(self, client, officer):
        client.force_login(officer)
        client.get("/cms/")
        pretend(client, **{LAST_ACTIVE: 31 * 60})

        response = client.get("/cms/pages/?p=2")

        assert response.url == "/accounts/login/?next=/cms/pages/%3Fp%3D2"
        assert "_auth_user_id" not in client.session

    def test_29_minutes_do_not(self, client, officer):
        client.force_login(officer)
        client.get("/cms/")
        pretend(client, **{LAST_ACTIVE: 29 * 60})

        assert client.get("/cms/").status_code == 200

    def test_12_hours_end_it_however_busy_somebody_is(self, client, officer):
        client.force_login(officer)
        client.get("/cms/")
        pretend(client, **{LAST_ACTIVE: 10, SIGNED_IN_AT: 12 * 60 * 60 + 1})

        assert client.get("/cms/").status_code == 302

    def test_an_open_editor_that_asks_by_itself_does_not_keep_it(self, client, officer):
        client.force_login(officer)
        client.get("/cms/")
        pretend(client, **{LAST_ACTIVE: 20 * 60})

        client.post("/cms/editing-sessions/ping/core/team/1/1/")
        client.get("/cms/signed-in/")

        assert time.time() - client.session[LAST_ACTIVE] > 19 * 60

    def test_a_public_page_asks_nothing_of_a_visitor_without_a_session(self, client, django_assert_num_queries):
        client.get("/healthz")
        with django_assert_num_queries(0):
            client.get("/healthz")


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def _required(self, settings):
        settings.REQUIRE_SECOND_FACTOR = True

    def test_staff_without_one_set_it_up_first(self, client, officer):
        client.force_login(officer)

        for address in ("/cms/", "/cms/pages/", "/cms/api/main/pages/"):
            assert client.get(address).url == "/accounts/2fa/totp/activate/"

    def test_having_one_is_not_enough_if_this_session_has_not_used_it(self, client, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        client.force_login(officer)

        response = client.get("/cms/pages/?p=2")

        assert response.url == "/accounts/2fa/reauthenticate/?next=/cms/pages/%3Fp%3D2"

    def test_a_code_opens_the_page_that_was_asked_for(self, client, officer):
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(officer, secret)
        client.force_login(officer)
        page = client.get("/cms/").url
        assert client.get(page).status_code == 200

        response = client.post(page, {"code": code_for(secret)})

        assert response.url == "/cms/"
        assert client.get("/cms/").status_code == 200

    def test_a_wrong_code_does_not(self, client, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        client.force_login(officer)

        client.post("/accounts/2fa/reauthenticate/?next=/cms/", {"code": "000000"})

        assert client.get("/cms/").status_code == 302

    def test_typing_the_password_again_is_no_second_step(self, client, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        client.force_login(officer)

        client.post("/accounts/reauthenticate/?next=/cms/", {"password": PASSWORD})

        assert client.get("/cms/").url.startswith("/accounts/2fa/reauthenticate/")

    def test_an_emergency_code_is_one(self, client, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())
        code = RecoveryCodes.activate(officer).get_unused_codes()[0]
        client.force_login(officer)

        client.post("/accounts/2fa/reauthenticate/?next=/cms/", {"code": code})

        assert client.get("/cms/").status_code == 200

    @pytest.mark.django_db(transaction=True)
    def test_setting_it_up_counts_as_using_it(self, client, officer):
        sign_in(client)
        form = client.get("/accounts/2fa/totp/activate/").context["form"]

        client.post("/accounts/2fa/totp/activate/", {"code": code_for(form.secret)})

        assert client.get("/cms/").status_code == 200

    def test_the_code_of_somebody_else_in_the_same_browser_does_not_count(self, client, officer, django_user_model):
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(officer, secret)
        client.force_login(officer)
        client.post("/accounts/2fa/reauthenticate/?next=/cms/", {"code": code_for(secret)})
        second = django_user_model.objects.create_superuser("second", "second@example.org", PASSWORD)
        totp.TOTP.activate(second, totp.generate_totp_secret())
        session = client.session
        session["_auth_user_id"], session["_auth_user_hash"] = str(second.pk), second.get_session_auth_hash()
        session.save()

        assert client.get("/cms/").url.startswith("/accounts/2fa/reauthenticate/")

    def test_the_password_alone_does_not_sign_in_who_has_one(self, client, officer):
        totp.TOTP.activate(officer, totp.generate_totp_secret())

        response = sign_in(client)

        assert response.url.startswith("/accounts/2fa/authenticate/")
        assert "_auth_user_id" not in client.session

    def test_password_and_code_sign_in(self, client, officer):
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(officer, secret)
        sign_in(client)

        response = client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})

        assert response.url == "/cms/"
        assert client.session["_auth_user_id"] == str(officer.pk)
        assert client.get("/cms/").status_code == 200


class TestSigningIn:
    @pytest.mark.parametrize("name", ["officer", "officer@example.org", "OFFICER@example.org"])
    def test_by_name_or_by_address(self, client, officer, name):
        assert sign_in(client, name).url == "/cms/"

    def test_an_unknown_account_gets_the_same_words(self, client, officer):
        unknown = sign_in(client, "nobody@example.org").context["form"].errors
        wrong = sign_in(client, password="wrong").context["form"].errors

        assert unknown == wrong

    def test_nobody_can_sign_up(self, client):
        client.post("/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD})

        assert not get_user_model().objects.exists()

    def test_next_leads_nowhere_else(self, client, officer):
        login = {"login": "officer", "password": PASSWORD, "next": "https://evil.example/"}

        assert client.post("/accounts/login/", login).url == "/cms/"


@pytest.mark.usefixtures("each_cache")
class TestLimitsOfSigningIn:
    def test_the_eleventh_try_in_a_quarter_of_an_hour_is_refused_even_with_the_right_password(self, client, officer):
        for _ in range(10):
            sign_in(client, password="wrong")

        response = sign_in(client)

        assert "_auth_user_id" not in client.session
        assert response.status_code == 200
        assert "Too many failed login attempts" in response.content.decode()

    def test_somebody_else_may_still_sign_in(self, client, officer, django_user_model):
        django_user_model.objects.create_superuser("second", "second@example.org", PASSWORD)
        for _ in range(10):
            sign_in(client, password="wrong")

        assert sign_in(client, "second@example.org").url == "/cms/"

    def test_one_address_has_20_wrong_tries_an_hour(self, client, officer):
        for number in range(20):
            sign_in(client, f"nobody{number}@example.org")

        assert "_auth_user_id" not in client.session
        assert sign_in(client).status_code == 200

    def test_the_fourth_request_for_a_new_password_in_an_hour_is_told_to_wait(self, client, officer):
        for _ in range(4):
            response = client.post("/accounts/password/reset/", {"email": officer.email})

        assert response.status_code == 429
        assert "Wait 60 minutes" in response.content.decode()

    @pytest.mark.parametrize(("minutes", "may"), [(6, False), (14, False), (16, True)])
    def test_a_quarter_of_an_hour_after_the_last_wrong_try_it_is_open_again(
        self, client, officer, passing, minutes, may
    ):
        for _ in range(10):
            sign_in(client, password="wrong")

        passing(minutes * 60)
        sign_in(client)

        assert ("_auth_user_id" in client.session) is may

    def test_visitors_who_send_forms_do_not_make_it_forget(self, client, officer, rf):
        for _ in range(10):
            sign_in(client, password="wrong")

        for number in range(350):
            is_over_limit(rf.post("/", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}"), "x", most=1)
        sign_in(client)

        assert "_auth_user_id" not in client.session


def test_changing_the_password_ends_other_sessions(client, officer):
    client.force_login(officer)
    officer.set_password("another long password")
    officer.save()

    assert client.get("/cms/").status_code == 302
