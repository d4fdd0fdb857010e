import pytest

from directory.search.parsing import parse
from directory.search.query import Correction
from directory.search.spelling import Lexicon
from directory.search.synonyms import read_thesaurus
from tests.factories.directory import SynonymFactory

WORDS = """
    autism speech language therapy occupational swimming wheelchair football short breaks support group nursery
    holiday club drop dropin preschool dyslexia behaviour anxiety sensory therapies talking parents
    counselling council physiotherapy
""".split()


@pytest.fixture
def understood(db):
    """Understand words with the directory's words above and the synonyms in the database."""

    def understand(text, **options):
        return parse(text, Lexicon(dict.fromkeys(WORDS, 3)), read_thesaurus(), **options)

    return understand


def required(parsed):
    """The phrases of each required group."""
    return [{" ".join(each.words) for each in group.alternatives} for group in parsed.groups if group.required]


class TestEverydayWords:
    def test_a_whole_sentence_comes_down_to_what_it_is_about(self, understood):
        parsed = understood("my son is 3 and not talking yet what help is there")

        assert required(parsed) == [{"talking"}]

    @pytest.mark.parametrize("text", ["", " ", "a", "?", "!!!", "🎈", "the", "where can I find", "\x00"])
    def test_nothing_to_look_for_means_browsing(self, understood, text):
        assert understood(text).groups == []

    def test_a_word_that_says_little_need_not_be_there(self, understood):
        assert required(understood("autism support")) == [{"autism"}]

    def test_it_must_be_there_if_nothing_else_was_typed(self, understood):
        assert required(understood("support for parents")) == [{"support"}, {"parents"}]


class TestSpelling:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("autsim", "autism"),
            ("speach", "speech"),
            ("langage", "language"),
            ("occupashunal", "occupational"),
            ("dislexia", "dyslexia"),
            ("wheelchiar", "wheelchair"),
            ("swiming", "swimming"),
            ("anxeity", "anxiety"),
            ("therepy", "therapy"),
            ("autsm", "autism"),
            ("gruop", "group"),
            ("cllub", "club"),
            ("counciling", "counselling"),
            ("fysiotherapy", "physiotherapy"),
        ],
    )
    def test_a_slip_is_put_right_and_told(self, understood, typed, meant):
        parsed = understood(f"{typed} swimming")

        assert parsed.correction == Correction(f"{typed} swimming", f"{meant} swimming")

    @pytest.mark.parametrize("word", ["swims", "club", "parent", "worried", "nursery's", "2", "ot", "wheelchairs"])
    def test_a_known_word_is_never_corrected(self, understood, word):
        assert understood(f"{word} autism").correction is None

    @pytest.mark.parametrize(
        ("typed", "near"), [("ringing", "riding"), ("filling", "falling"), ("timescale", "timetable")]
    )
    def test_a_word_that_everybody_uses_is_no_slip_of_another(self, db, typed, near):
        parsed = parse(f"{typed} swimming", Lexicon({near: 3, "swimming": 3}), read_thesaurus())

        assert parsed.correction is None

    @pytest.mark.parametrize(("typed", "near"), [("somali", "small"), ("Romany", "romans"), ("polski", "polska")])
    def test_the_name_of_a_language_is_no_slip(self, db, typed, near):
        parsed = parse(f"{typed} club", Lexicon({near: 3, "club": 3}), read_thesaurus())

        assert parsed.correction is None

    def test_a_word_that_everybody_uses_need_not_be_there_where_no_service_has_it(self, understood):
        assert required(understood("filling swimming")) == [{"swimming"}]
        assert required(understood("filling")) == [{"filling"}]

    def test_a_word_far_from_all_others_stays(self, understood):
        assert understood("xylophonist").correction is None

    @pytest.mark.parametrize(("typed", "directory"), [("horse", "house"), ("coat", "cat"), ("money", "monkey")])
    def test_a_short_word_is_not_taken_for_another(self, db, typed, directory):
        lexicon = Lexicon({directory: 9})

        assert parse(f"{typed} club", lexicon, read_thesaurus()).correction is None

    def test_exact_takes_the_words_as_they_are(self, understood):
        parsed = understood("autsim", exact=True)

        assert parsed.correction is None
        assert required(parsed) == [{"autsim"}]

    def test_two_words_written_as_one_are_parted(self, understood):
        assert understood("speechtherapy autism").correction == Correction(
            "speechtherapy autism", "speech therapy autism"
        )

    def test_one_word_written_as_two_is_also_looked_for_as_one(self, understood):
        assert required(understood("wheel chair")) == [{"wheel chair", "wheelchair"}]

    def test_the_last_word_may_be_unfinished(self, understood):
        parsed = understood("occupational ther")

        assert parsed.correction is None
        assert parsed.groups[1].alternatives[0].start


class TestSynonyms:
    @pytest.fixture(autouse=True)
    def synonyms(self, db):
        SynonymFactory(
            words="Speech and language therapy",
            same_as="SALT\nspeech therapy",
            misspellings="speach therapy",
            ambiguous="SLT",
        )
        SynonymFactory(words="Autism", same_as="ASD\nautistic")
        SynonymFactory(words="Autism", one_way=True, same_as="Aspergers")

    def test_an_abbreviation_leads_to_the_words_and_says_so(self, understood):
        parsed = understood("SaLT")

        assert required(parsed) == [{"salt", "speech and language therapy", "speech therapy"}]
        assert parsed.synonyms == ("Speech and language therapy",)

    def test_the_words_lead_to_the_abbreviation_and_say_nothing(self, understood):
        parsed = understood("speech and language therapy")

        assert required(parsed) == [{"salt", "speech and language therapy", "speech therapy"}]
        assert parsed.synonyms == ()

    def test_the_longest_phrase_counts_inside_a_sentence(self, understood):
        assert required(understood("where is speech therapy for autism"))[0] == {
            "salt",
            "speech and language therapy",
            "speech therapy",
        }

    def test_old_words_lead_to_new_ones_and_what_those_mean(self, understood):
        assert required(understood("Asperger's")) == [{"aspergers", "autism", "asd", "autistic"}]

    def test_new_words_do_not_lead_to_old_ones(self, understood):
        assert required(understood("autism")) == [{"autism", "asd", "autistic"}]

    def test_a_common_slip_is_a_correction(self, understood):
        parsed = understood("speach therapy group")

        assert parsed.correction == Correction("speach therapy group", "speech therapy group")
        assert "speach therapy" not in required(parsed)[0]

    def test_a_common_slip_is_taken_as_it_is_when_asked(self, understood):
        assert understood("speach therapy", exact=True).correction is None

    def test_a_slip_that_runs_through_a_phrase_is_put_right(self, understood):
        SynonymFactory(words="Blue Badge")

        assert understood("blu bage").correction == Correction("blu bage", "blue badge")

    def test_singular_and_plural_lead_to_the_same(self, understood):
        SynonymFactory(words="Behaviour", same_as="meltdown")

        assert required(understood("meltdowns")) == [{"meltdowns", "meltdown", "behaviour"}]

    def test_sayings_lead_there_in_any_form_of_their_words(self, understood):
        SynonymFactory(words="Behaviour", one_way=True, same_as="hits me")

        assert required(understood("he is hitting me")) == [{"hitting me", "behaviour"}]

    def test_a_denied_word_is_not_what_was_meant(self, understood):
        SynonymFactory(words="Not able to go to school", one_way=True, same_as="won't go to school")

        [group] = understood("won't go to school").groups

        assert all(each.phrase for each in group.alternatives)

    def test_a_saying_around_one_word_also_means_what_the_word_means(self, understood):
        SynonymFactory(words="Assessment", one_way=True, same_as="getting an ASD")

        assert required(understood("get an ASD"))[0] >= {"assessment", "autism"}

    def test_a_slip_leads_wherever_the_right_words_lead(self, understood):
        SynonymFactory(words="Dietetics", misspellings="dyatetics")
        SynonymFactory(words="Eating", one_way=True, same_as="Dietetics")

        assert required(understood("dyatetics")) == [{"dietetics", "eating"}]
        assert understood("dyatetics", exact=True).synonyms == ()

    def test_words_of_somebody_in_danger_are_noticed(self, understood):
        SynonymFactory(words="Mental health", one_way=True, same_as="sad", urgent="want to die\nsuicide")

        for words in ("i want to die", "he wants to die", "Suicide"):
            parsed = understood(words)
            assert parsed.urgent
            assert "mental health" in required(parsed)[0]
        assert not understood("sad").urgent

    @pytest.mark.parametrize("words", ["cuts herself", "my daughter is cutting herself", "I cut myself", "cutting"])
    def test_danger_is_noticed_in_any_form_of_its_words(self, understood, words):
        SynonymFactory(words="Mental health", one_way=True, urgent="cut myself\ncutting")
        SynonymFactory(words="Self-harm", ambiguous="cutting")

        assert understood(words).urgent

    @pytest.mark.parametrize("words", ["hair cut", "cutting down on tokens", "cut his own hair", "paper cutting"])
    def test_a_harmless_use_of_a_word_of_danger_is_not_taken_for_it(self, understood, words):
        SynonymFactory(words="Mental health", one_way=True, urgent="cut myself\ncutting")
        SynonymFactory(words="Self-harm", ambiguous="cutting")

        assert not understood(words).urgent

    @pytest.mark.parametrize("word", ["babysit", "babysits", "babysitter", "babysitting"])
    def test_those_who_do_it_mean_what_is_done(self, understood, word):
        SynonymFactory(words="Care at home", one_way=True, same_as="babysitters")

        assert required(understood(f"somebody to {word}"))[0] >= {"care at home"}

    @pytest.mark.parametrize(
        ("typed", "near"), [("tongue tie", "thing"), ("racist bullying", "raise"), ("shell club", "cell")]
    )
    def test_a_word_is_not_taken_for_an_everyday_one_or_for_a_part_of_a_phrase(self, typed, near):
        SynonymFactory(words="Sickle cell")
        known = dict.fromkeys(["thing", "raise", "club", "bullying"], 3)

        corrected = parse(typed, Lexicon(known), read_thesaurus()).correction

        assert corrected is None or near not in corrected.used.split()

    def test_a_saying_is_mended_only_where_its_known_words_stand(self, understood):
        SynonymFactory(words="Blue badge", same_as="disabled parking")

        assert understood("blu bage").correction.used == "blue badge"
        assert required(understood("blub language"))[-1] == {"language"}

    @pytest.mark.parametrize("words", ["chromosome disorder", "football options", "sleep problems"])
    def test_general_nouns_need_not_be_there(self, understood, words):
        assert required(understood(words)) == [{words.split()[0]}]

    def test_what_leads_to_words_that_lead_on_leads_there_too(self, understood):
        SynonymFactory(words="Mental health", one_way=True, same_as="depression")
        SynonymFactory(words="CAMHS", one_way=True, same_as="mental health")

        assert required(understood("depression")) == [{"depression", "mental health", "camhs"}]

    @pytest.mark.parametrize("words", ["apply for an EHCP", "get an EHCP", "request EHCP", "asking for my EHCP"])
    def test_asking_is_one_thing_in_all_its_words(self, understood, words):
        SynonymFactory(words="EHC needs assessment", one_way=True, same_as="getting an EHCP")

        assert "ehc needs assessment" in required(understood(words))[0]

    def test_a_phrase_is_known_without_its_and(self, understood):
        SynonymFactory(words="Education, health and care plan", same_as="EHCP")

        assert required(understood("education health care plan"))[0] >= {"ehcp"}

    def test_an_ambiguous_abbreviation_counts_only_alone(self, understood):
        assert required(understood("SLT"))[0] >= {"speech and language therapy"}
        assert required(understood("what is SLT"))[0] >= {"speech and language therapy"}
        assert required(understood("SLT club"))[0] == {"slt"}

    def test_a_slip_of_a_word_with_synonyms_has_them_too(self, understood):
        assert required(understood("autsim")) == [{"autism", "asd", "autistic"}]


class TestCompounds:
    def test_a_hyphen_makes_one_thing(self, understood):
        assert required(understood("drop-in")) == [{"drop in", "dropin"}]
        assert required(understood("pre-school club")) == [{"pre school", "preschool"}, {"club"}]

    def test_many_words_are_cut(self, understood):
        assert len(understood(" ".join(["autism"] * 500)).groups) <= 33


class TestOrder:
    def test_a_short_saying_is_found_in_any_order_and_form(self, understood):
        SynonymFactory(words="Supported living", one_way=True, same_as="living independently")

        for words in ("independent living", "live independently", "living more independently"):
            assert understood(words).synonyms == ("Supported living",)

    def test_a_turned_saying_that_is_one_of_its_own_keeps_its_meaning(self, understood):
        SynonymFactory(words="Nursing at home", one_way=True, same_as="home nurse")
        SynonymFactory(words="Residential home", one_way=True, same_as="nurse home")

        assert understood("nurse home").synonyms == ("Residential home",)

    def test_words_that_hold_a_sentence_together_keep_their_place(self, understood):
        SynonymFactory(words="Home education", one_way=True, same_as="home school")

        assert understood("home to school").synonyms == ()
