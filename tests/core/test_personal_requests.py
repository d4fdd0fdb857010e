from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from localoffer.core.models import OutgoingMail, StaffAccount
from localoffer.core.personal_data import purge_expired
from localoffer.core.personal_requests import Person, TooLittle, erase_again, erase_person, export_person
from localoffer.pages.models import FormatRequest, StoryPage
from tests.factories.formats import FormatRequestFactory
from tests.factories.pages import StoryPageFactory
from tests.factories.people import person
from tests.factories.personal import personal_row

pytestmark = pytest.mark.django_db
WHO = "jo.bloggs@example.org"


@pytest.fixture(autouse=True)
def erasures(settings, tmp_path):
    settings.ERASURES_FILE = tmp_path / "backups" / "erasures.jsonl"
    return settings.ERASURES_FILE


def run(*arguments):
    said = StringIO()
    call_command("personal_data", *arguments, stdout=said)
    return said.getvalue()


class TestWhoIsMeant:
    @pytest.mark.parametrize(
        ("who", "text"),
        [
            ("jo@example.org", "Write to <Jo@Example.org>, please."),
            ("Jo Bloggs", "JO  BLOGGS\n1 Sample Street"),
            ("Zoë O'Neill", "zoë o'neill's mother: Zoë O'Neill."),
            ("01632 960 100", "Phone 01632 960 100 after six"),
            ("01632960100", "01632960100"),
            ("Zoë O'Neill", "Zoë O’Neill"),
            ("Zoë O’Neill", "Zoë O'Neill"),
        ],
    )
    def test_somebody_is_found_as_they_wrote_it(self, who, text):
        assert Person.called(who).is_named_in(text)

    @pytest.mark.parametrize(
        ("who", "text"),
        [
            ("jo@example.org", "mojo@example.org"),
            ("jo@example.org", "jo@example.org.uk"),
            ("Jo Bloggs", "Jo and Sam Bloggs"),
            ("Jo Bloggs", "Jo Bloggson"),
            ("Jo Bloggs", ""),
        ],
    )
    def test_somebody_else_is_not(self, who, text):
        assert not Person.called(who).is_named_in(text)

    @pytest.mark.parametrize("who", ["", "  ", "Jo", "<>", "@", "7", "12 5", "Jo 7"])
    def test_one_name_or_a_short_number_is_too_little(self, who):
        with pytest.raises(TooLittle):
            Person.called(who)


class TestTheCommand:
    def test_it_shows_what_it_would_erase_and_changes_nothing(self):
        FormatRequestFactory(contact=f"Jo Bloggs, {WHO}")

        said = run("erase", WHO)

        assert f"contact “Jo Bloggs, {WHO}”" in said
        assert "Nothing was changed" in said
        assert FormatRequest.objects.exists()

    def test_it_erases_when_told_to_and_leaves_everybody_else(self):
        FormatRequestFactory(contact=WHO)
        FormatRequestFactory(contact="sam@example.org")

        said = run("erase", WHO, "--write")

        assert "requests for other formats: 1 erased" in said
        assert FormatRequest.objects.get().contact == "sam@example.org"

    def test_doing_it_twice_changes_nothing(self):
        FormatRequestFactory(contact=WHO)
        run("erase", WHO, "--write")

        assert "erased\n" not in run("erase", WHO, "--write")

    def test_it_exports_as_a_person_can_read(self):
        FormatRequestFactory(contact=WHO, notes="Zoë reads braille")

        said = run("export", WHO)

        assert '"notes": "Zoë reads braille"' in said
        assert '"format": "braille"' in said

    def test_one_word_is_refused_in_words(self):
        with pytest.raises(CommandError, match="first and last name"):
            run("erase", "Jo")

    def test_nobody_known_is_an_empty_export(self):
        assert run("export", WHO).strip() == "[]"


class TestStories:
    def test_a_story_is_taken_down_when_its_consent_is_erased(self, site_tree):
        story = StoryPageFactory(consent_by="Jo Bloggs and their mother")
        story.save_revision().publish()

        erase_person(Person.called("Jo Bloggs"))

        story = StoryPage.objects.get()
        assert not story.live
        assert story.consent_by == ""

    def test_a_name_in_a_draft_only_is_found(self, site_tree):
        story = StoryPageFactory(live=False)
        story.consent_by = "Jo Bloggs"
        story.save_revision()

        erase_person(Person.called("Jo Bloggs"))

        assert "Jo Bloggs" not in str(story.revisions.get().content)


class TestStaff:
    def test_an_account_in_use_stays_and_the_command_says_so(self):
        user = person("Officers", username="jo")

        said = run("erase", user.email, "--write")

        assert "in use, stays: close it first" in said
        assert get_user_model().objects.get().email == user.email

    def test_a_closed_account_becomes_a_number_and_its_sign_in_ends(self):
        user = person("Officers", username="jo", first_name="Jo", last_name="Bloggs", is_active=False)
        EmailAddress.objects.create(user=user, email=user.email)

        erase_person(Person.called("Jo Bloggs"))

        user.refresh_from_db()
        assert (user.username, user.get_full_name(), user.email) == (f"former-staff-{user.pk}", "", "")
        assert not user.has_usable_password()
        assert not EmailAddress.objects.exists()

    def test_so_does_their_second_step(self):
        user = person(username="jo", is_active=False)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})

        StaffAccount.objects.filter(pk=user.pk).erase()

        assert not Authenticator.objects.exists()

    def test_their_picture_goes_with_them(self):
        user = person(username="jo", is_active=False)
        profile = UserProfile.objects.create(user=user, avatar=ContentFile(b"", name="jo.png"))

        StaffAccount.objects.filter(pk=user.pk).erase()

        assert not UserProfile.objects.exists()
        assert not default_storage.exists(profile.avatar.name)

    def test_the_history_of_accounts_tells_a_number_instead_of_a_name(self):
        user, other = (person(username=name, is_active=False) for name in ("jo", "sam"))
        for account in (user, other):
            log(instance=account, action="wagtail.edit", title=account.username)

        StaffAccount.objects.filter(pk=user.pk).erase()

        told = ModelLogEntry.objects.order_by("pk").values_list("label", flat=True)
        assert list(told) == [f"former-staff-{user.pk}", "sam"]

    @pytest.mark.parametrize(("active", "days", "kept"), [(False, 729, True), (False, 731, False), (True, 5000, True)])
    def test_a_closed_account_is_kept_for_two_years(self, active, days, kept):
        user = person(username="jo", is_active=active, last_login=timezone.now() - timedelta(days=days))

        purge_expired()

        assert StaffAccount.objects.named().filter(pk=user.pk).exists() is kept

    def test_what_was_never_used_counts_from_the_day_it_was_made(self):
        person(username="jo", is_active=False, date_joined=timezone.now() - timedelta(days=731))

        assert [purge_expired()["staff accounts"] for _time in range(2)] == [1, 0]

    def test_an_export_holds_no_password(self):
        user = person("Officers", username="jo")

        assert "password" not in export_person(Person.called(user.email))[0]


class TestAfterARestore:
    @pytest.fixture
    def restored(self):
        """Somebody was erased an hour ago, and an older backup has brought them back."""
        erase_person(Person.called(WHO), now=timezone.now() - timedelta(hours=1))
        return personal_row(OutgoingMail, WHO)

    def test_who_was_erased_since_the_backup_is_erased_again(self, restored):
        said = run("replay", "--since", (timezone.now() - timedelta(hours=2)).isoformat())

        assert said == "1 people erased again\n"
        assert not OutgoingMail.objects.exists()

    def test_who_wrote_again_after_an_older_erasure_stays(self, restored):
        assert erase_again(timezone.now()).people == 0
        assert OutgoingMail.objects.exists()

    def test_the_note_names_nobody_and_only_its_owner_may_read_it(self, restored, erasures):
        assert "bloggs" not in erasures.read_text()
        assert erasures.stat().st_mode & 0o777 == 0o600

    def test_a_note_that_broke_off_is_named_and_stops_no_other(self, restored, erasures):
        with erasures.open("a") as file:
            file.write('{"at": "2026-')
        erase_person(Person.called("someone.else@example.org"))

        with pytest.raises(CommandError, match="line 2"):
            run("replay", "--since", (timezone.now() - timedelta(hours=2)).isoformat())

        assert not OutgoingMail.objects.exists()
        assert erase_again(timezone.now() - timedelta(hours=2)) == (2, [2])

    def test_without_any_erasure_there_is_nothing_to_do(self):
        assert run("replay", "--since", "2026-01-01") == "0 people erased again\n"

    def test_nothing_is_erased_that_cannot_be_noted(self, settings, tmp_path):
        (tmp_path / "file").touch()
        settings.ERASURES_FILE = tmp_path / "file" / "erasures.jsonl"
        personal_row(OutgoingMail, WHO)

        with pytest.raises(CommandError):
            run("erase", WHO, "--write")

        assert OutgoingMail.objects.exists()
