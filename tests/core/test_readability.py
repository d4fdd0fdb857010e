import pytest

from localoffer.core.readability import measure, sentences_of, syllables_in, words_of


class TestSyllables:
    @pytest.mark.parametrize(
        ("word", "syllables"),
        [
            ("the", 1), ("child", 1), ("needed", 2), ("walked", 1), ("wanted", 2), ("places", 2), ("makes", 1),
            ("table", 2), ("little", 2), ("services", 3), ("education", 4), ("assessment", 3), ("special", 2),
            ("area", 3), ("being", 2), ("quiet", 2), ("trying", 2), ("people", 2), ("I'm", 1), ("co-worker", 3),
            ("EHC", 3), ("SEND", 1), ("25", 1),
        ],
    )  # fmt: skip
    def test_common_words(self, word, syllables):
        assert syllables_in(word) == syllables

    @pytest.mark.parametrize("word", ["x", "e", "ß", "É", "hmm", "a-", "-"])
    def test_odd_words_have_at_least_one(self, word):
        assert all(syllables_in(found) >= 1 for found in words_of(word))


class TestSentences:
    def test_a_full_stop_within_a_time_or_a_number_ends_nothing(self):
        assert sentences_of("Come at 9.30am. It costs £3.50 a child.") == [
            "Come at 9.30am.",
            "It costs £3.50 a child.",
        ]

    def test_an_abbreviation_before_a_small_letter_ends_nothing(self):
        assert len(sentences_of("Ask a club, e.g. a swimming club, for help.")) == 1

    def test_the_end_of_a_line_ends_a_sentence(self):
        assert len(sentences_of("school reports and support plans\nyour own notes about a normal day")) == 2

    def test_headings_and_short_points_are_left_out(self):
        assert sentences_of("Who decides\nThe council decides.\nschool reports") == ["The council decides."]


class TestMeasure:
    def test_the_grade_follows_the_formula(self):
        figures = measure("The cat sat on the mat. The dog ran to the big red door.")

        # 14 words in 2 sentences, each word of one syllable: 0.39 * 7 + 11.8 * 1 - 15.59, which is below nought.
        assert (figures.words, figures.sentences, figures.syllables) == (14, 2, 14)
        assert figures.grade == 0
        assert figures.reading_age == 5

    def test_long_words_and_sentences_raise_the_age(self):
        easy = measure("You can ask. We decide in six weeks. You can say no.")
        hard = measure(
            "Notwithstanding the aforementioned considerations, the authority determines eligibility according to "
            "statutory criteria established by regulation."
        )

        assert easy.reading_age < 9
        assert hard.reading_age > 18

    def test_a_page_for_families_counted_by_hand(self):
        figures = measure(
            "You can ask the council to find out what help your child needs. You do not need the school to agree. "
            "The council must tell you in six weeks what it has decided."
        )

        assert (figures.words, figures.sentences, figures.syllables) == (33, 3, 38)
        assert figures.grade == pytest.approx(0.39 * 33 / 3 + 11.8 * 38 / 33 - 15.59)

    def test_the_longest_sentence_is_named(self):
        figures = measure("Short one. This sentence has a few more words than that. End.")

        assert figures.longest == "This sentence has a few more words than that."
        assert figures.longest_words == 9

    @pytest.mark.parametrize(("words", "enough"), [(45, False), (50, True)])
    def test_fewer_than_50_words_say_nothing(self, words, enough):
        assert measure("You can ask us now. " * (words // 5)).is_long_enough is enough

    def test_headings_do_not_make_it_longer(self):
        assert not measure("Opening times\n" * 50).is_long_enough

    @pytest.mark.parametrize("text", ["", "\n\n", "Title", "… — !?", "123"])
    def test_a_text_without_sentences_has_no_age(self, text):
        assert measure(text).reading_age is None
