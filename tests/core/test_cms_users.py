"""Managing accounts in the CMS: nobody gives themselves, or an administrator, more or less than they have."""

import re
from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse, reverse_lazy

from localoffer.core.roles import EDITORS, OFFICERS, USER_MANAGERS
from tests.factories.people import person

pytestmark = pytest.mark.django_db
User = get_user_model()
PASSWORD = "another long enough password"


@pytest.fixture
def manager(client):
    user = person(USER_MANAGERS)
    client.force_login(user)
    return user


@pytest.fixture
def administrator():
    return person(username="root", is_superuser=True)


def account(**values):
    return {
        "username": "new",
        "email": "new@example.org",
        "first_name": "New",
        "last_name": "Person",
        "is_active": "on",
    } | values


def edit(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


class TestAUserManager:
    def test_makes_an_account_with_a_role(self, client, manager):
        editors = Group.objects.get(name=EDITORS)

        client.post(reverse("wagtailusers_users:add"), account(groups=[editors.pk]))

        assert list(User.objects.get(username="new").groups.all()) == [editors]

    def test_makes_no_administrator(self, client, manager):
        client.post(reverse("wagtailusers_users:add"), account(is_superuser="on"))

        assert User.objects.get(username="new").is_superuser is False

    def test_makes_nobody_an_administrator(self, client, manager):
        officer = person(OFFICERS)

        client.post(edit(officer), account(username="renamed", is_superuser="on"))

        officer.refresh_from_db()
        assert officer.username == "renamed"
        assert officer.is_superuser is False

    def test_does_not_become_an_administrator(self, client, manager):
        client.post(edit(manager), account(is_superuser="on"))

        manager.refresh_from_db()
        assert manager.first_name == "New"
        assert manager.is_superuser is False

    def test_does_not_change_their_own_roles(self, client, manager):
        client.post(edit(manager), account(groups=[Group.objects.get(name=OFFICERS).pk]))

        assert [group.name for group in manager.groups.all()] == [USER_MANAGERS]

    def test_does_not_take_over_an_administrators_account(self, client, manager, administrator):
        client.get(edit(administrator))
        client.post(edit(administrator), account(username="root", email="mine@example.org"))

        administrator.refresh_from_db()
        assert administrator.email == "root@example.org"
        assert not administrator.check_password(PASSWORD)

    def test_does_not_copy_one(self, administrator):
        with pytest.raises(NoReverseMatch):
            reverse("wagtailusers_users:copy", args=[administrator.pk])

    @pytest.mark.parametrize(
        ("action", "values"),
        [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {"role": ""}), ("delete", {})],
    )
    def test_leaves_administrators_alone_in_bulk_too(self, client, manager, administrator, action, values):
        if "role" in values:
            values = {"role": Group.objects.get(name=EDITORS).pk}
        address = reverse("wagtail_bulk_action", args=["auth", "user", action])

        client.post(f"{address}?id={administrator.pk}&next=/cms/users/", values)

        administrator.refresh_from_db()
        assert administrator.is_active
        assert not administrator.groups.exists()

    def test_gives_themselves_no_role_in_bulk(self, client, manager):
        address = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])

        client.post(f"{address}?id={manager.pk}&next=/cms/users/", {"role": Group.objects.get(name=OFFICERS).pk})

        assert [group.name for group in manager.groups.all()] == [USER_MANAGERS]

    def test_stops_the_accounts_of_others_in_bulk(self, client, manager):
        editor = person(EDITORS)
        address = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])

        client.post(f"{address}?id={editor.pk}&next=/cms/users/", {"mark_as_active": "False"})

        editor.refresh_from_db()
        assert editor.is_active is False

    def test_changes_no_groups(self, client, manager):
        group = Group.objects.get(name=EDITORS)

        for address in (
            reverse("wagtailusers_groups:index"),
            reverse("wagtailusers_groups:add"),
            reverse("wagtailusers_groups:edit", args=[group.pk]),
        ):
            client.post(address, {"name": "Mine"})

        assert not Group.objects.filter(name="Mine").exists()
        group.refresh_from_db()
        assert group.name == EDITORS


class TestAnInvitation:
    """Whoever an account is for chooses its password. Nobody else ever knows one."""

    ADD = reverse_lazy("wagtailusers_users:add")

    @pytest.fixture
    def link(self, client, manager, mailoutbox):
        client.post(self.ADD, account())
        client.logout()
        return re.search(r"https?://\S+(/accounts/password/reset/key/\S+)", mailoutbox[0].body)[1]

    def choose(self, client, link):
        form = client.get(link, follow=True)
        return client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)

    def test_the_form_asks_for_no_password(self, client, manager):
        for address in (self.ADD, edit(person(EDITORS))):
            assert 'type="password"' not in client.get(address).content.decode()

    def test_a_password_that_is_sent_all_the_same_is_not_taken(self, client, manager):
        client.post(self.ADD, account(password1=PASSWORD, password2=PASSWORD))

        assert not User.objects.get(username="new").has_usable_password()

    def test_the_link_leads_to_a_password_and_works_once(self, client, link):
        self.choose(client, link)

        assert User.objects.get(username="new").check_password(PASSWORD)
        assert client.get(link, follow=True).context.get("token_fail") is True

    def test_it_ends_after_the_days_that_the_mail_says(self, client, link, mailoutbox, monkeypatch):
        now = default_token_generator._now()
        monkeypatch.setattr(default_token_generator, "_now", lambda: now + timedelta(days=3, minutes=1))

        assert "for 3 days" in mailoutbox[0].body
        assert client.get(link, follow=True).context.get("token_fail") is True

    def test_whoever_missed_it_asks_for_another(self, client, link, mailoutbox):
        client.post("/accounts/password/reset/", {"email": "new@example.org"})

        assert [mail.to for mail in mailoutbox] == [["new@example.org"]] * 2

    def test_the_mail_names_nobody_in_its_subject(self, link, mailoutbox):
        assert mailoutbox[0].subject == "Your account on the Local Offer"

    def test_the_manager_reads_where_it_went(self, client, manager):
        page = client.post(self.ADD, account(), follow=True)

        assert "A mail to new@example.org brings a link" in page.content.decode()

    def test_an_address_has_one_account(self, client, manager, mailoutbox):
        editor = person(EDITORS)

        page = client.post(self.ADD, account(email=editor.email.upper()))

        assert page.context["form"].errors["email"] == ["Somebody else has an account with this address."]
        assert mailoutbox == []

    def test_an_account_with_a_mistake_gets_none(self, client, manager, mailoutbox):
        client.post(self.ADD, account(first_name=""))

        assert not User.objects.filter(username="new").exists()
        assert mailoutbox == []


class TestAnAdministrator:
    @pytest.fixture(autouse=True)
    def signed_in(self, client, administrator):
        client.force_login(administrator)

    def test_makes_another(self, client):
        client.post(reverse("wagtailusers_users:add"), account(is_superuser="on"))

        assert User.objects.get(username="new").is_superuser is True

    def test_changes_another(self, client):
        other = person(username="other", is_superuser=True)

        client.post(edit(other), account(username="other", email="new@example.org"))

        other.refresh_from_db()
        assert other.email == "new@example.org"


class TestOthers:
    @pytest.mark.parametrize("role", [OFFICERS, EDITORS])
    def test_do_not_manage_accounts(self, client, role):
        user = person(role)
        client.force_login(user)

        client.post(reverse("wagtailusers_users:add"), account())
        client.post(edit(user), account(first_name="Changed"))

        user.refresh_from_db()
        assert user.first_name == ""
        assert not User.objects.filter(username="new").exists()
