import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.pages.glossary import Entry, Glossary
from localoffer.pages.glossary_links import Links, link_words

ENTRIES = (
    Entry("Education, health and care plan", ("EHCP", "EHC plan"), "A plan.", "/glossary/#plan", True),
    Entry("EHC needs assessment", (), "A look at needs.", "/glossary/#assessment", True),
    Entry("Plan", (), "Any plan.", "/glossary/#any-plan", True),
    Entry("Carer's assessment", (), "Help for carers.", "/glossary/#carer", True),
    Entry("Personal assistant", ("PA",), "Somebody who helps.", "/glossary/#pa", True),
    Entry("Outcome", (), "A result.", "/glossary/#outcome", False),
)
WORDS = Links(Glossary(ENTRIES, 1))


def linked(html, used=None):
    return link_words(html, WORDS, set() if used is None else used)


def targets(html):
    return re.findall(r'<a class="lo-word" href="([^"]+)">([^<]+)</a>', html)


class TestWhatIsLinked:
    def test_the_first_use_only(self):
        html = linked("<p>An EHCP is a document. Your EHCP has sections.</p>")

        assert html == (
            '<p>An <a class="lo-word" href="/glossary/#plan">EHCP</a> is a document. Your EHCP has sections.</p>'
        )

    def test_a_word_and_its_short_form_count_as_one(self):
        html = linked("<p>An education, health and care plan (EHCP) helps.</p>")

        assert targets(html) == [("/glossary/#plan", "education, health and care plan")]

    def test_the_first_use_counts_over_all_texts_of_a_page(self):
        used = set()
        linked("<p>An EHCP.</p>", used)

        assert linked("<p>An EHCP.</p>", used) == "<p>An EHCP.</p>"

    def test_the_longest_name_wins(self):
        assert targets(linked("<p>Ask for an EHC needs assessment or an EHC plan.</p>")) == [
            ("/glossary/#assessment", "EHC needs assessment"),
            ("/glossary/#plan", "EHC plan"),
        ]

    def test_short_forms_only_as_they_are_written_and_words_in_small_or_capital_letters(self):
        assert targets(linked("<p>Her pa and the PERSONAL assistant.</p>")) == [("/glossary/#pa", "PERSONAL assistant")]
        assert targets(linked("<p>The pa.</p>")) == []
        assert targets(linked("<p>The PA.</p>")) == [("/glossary/#pa", "PA")]

    def test_whole_words_and_their_plural(self):
        assert targets(linked("<p>planet, airplane, re-plan, plan-like</p>")) == []
        assert targets(linked("<p>two EHCPs and plans</p>")) == [
            ("/glossary/#plan", "EHCPs"),
            ("/glossary/#any-plan", "plans"),
        ]

    @pytest.mark.parametrize("mark", ["'", "’", "&#x27;", "&rsquo;"])
    def test_either_apostrophe(self, mark):
        assert len(targets(linked(f"<p>A carer{mark}s assessment.</p>"))) == 1

    def test_not_inside_addresses(self):
        assert targets(linked("<p>Write to plan@example.org or go to www.plan.example/plan</p>")) == []

    def test_words_that_the_officers_took_out_stay_plain(self):
        assert linked("<p>An outcome.</p>") == "<p>An outcome.</p>"


class TestWhereNothingIsLinked:
    @pytest.mark.parametrize("tag", ["h2", "h3", "a", "summary", "button", "th", "code"])
    def test_inside_headings_links_and_presses(self, tag):
        html = f"<{tag}>Your <b>EHCP</b></{tag}><p>An EHCP.</p>"

        assert (
            linked(html)
            == f'<{tag}>Your <b>EHCP</b></{tag}><p>An <a class="lo-word" href="/glossary/#plan">EHCP</a>.</p>'
        )

    def test_inside_attributes_comments_and_scripts(self):
        html = '<img alt="EHCP > PA"><!-- EHCP --><script>"EHCP <p>"</script><p title="PA">Text</p>'

        assert linked(html) == html

    def test_without_a_glossary(self):
        assert link_words("<p>An EHCP.</p>", Links(Glossary()), set()) == "<p>An EHCP.</p>"


class Reader(HTMLParser):
    """The text and the tags of HTML; says whether every element was closed in its turn."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.in_order, self.nested_links = "", [], True, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.nested_links |= tag == "a" and "a" in self.open
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.in_order &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


pieces = ["EHCP", "an EHC plan ", "plans", "carer&#x27;s assessment", " PA ", "&amp;", "&lt;b&gt;", "a < b", "“plan”"]
text = st.one_of(
    st.sampled_from([*pieces, "EHC needs\nassessment"]),
    st.text("EHCPA plan&;#’'.-\n", max_size=12).map(lambda words: words.replace("&", "&amp;")),
)
tags = st.sampled_from(["p", "b", "a", "h2", "li", "summary", "em", "span title='EHCP > 1'", 'i class="plan"'])
trees = st.recursive(
    text,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>", tags, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)
html_texts = st.lists(st.one_of(trees, st.just("<br>"), st.just("<!-- PA -->")), max_size=6).map("".join)


class TestAnyHtml:
    @given(html_texts)
    def test_the_text_stays_and_the_markup_stays_in_order(self, html):
        before, after = Reader(html), Reader(linked(html))

        assert after.text == before.text
        assert after.in_order == before.in_order
        assert after.open == before.open
        assert after.nested_links == before.nested_links

    @given(html_texts)
    def test_without_our_links_it_is_what_it_was(self, html):
        assert re.sub(r'<a class="lo-word" href="[^"]*">([^<]*)</a>', r"\1", linked(html)) == html

    @given(html_texts)
    def test_each_word_is_linked_once_at_most(self, html):
        found = [address for address, _word in targets(linked(html))]

        assert len(found) == len(set(found))

    @given(st.lists(st.text(min_size=1, max_size=12), max_size=6), html_texts)
    def test_any_names_make_a_pattern(self, names, html):
        words = Links(
            Glossary((Entry("x", tuple(name for name in names if name.strip()), "", "/glossary/#x", True),), 1)
        )

        assert Reader(link_words(html, words, set())).text == Reader(html).text
