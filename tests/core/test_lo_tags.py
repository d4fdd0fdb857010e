"""Small parts of the frame."""

from localoffer.core.templatetags.lo_tags import mailto


class TestMailto:
    def test_the_address_breaks_after_the_at_first(self):
        assert mailto("offer@example.org") == '<a href="mailto:offer@example.org">offer@<wbr>example.org</a>'

    def test_words_of_its_own_stay_as_they_are(self):
        assert mailto("offer@example.org", "Write <us>") == '<a href="mailto:offer@example.org">Write &lt;us&gt;</a>'
