"""What forms of a word share in the search of pages: more than the databases' stemmers join.

General English, not fitted to any list of searches.
"""

from functools import lru_cache

from directory.search.forms import inflected, stem

_FORMS = """
    a an the; you i we us me; your my our; yourself myself ourselves
    be am is are was were been being isnt arent wasnt; have has had having hasnt havent; do does did done doing
    can could; will would; cannot cant couldnt; dont doesnt didnt; wont wouldnt
    become became; begin began begun; break broke broken; bring brought; build built; buy bought; catch caught
    choose chose chosen choice; come came; deal dealt; draw drew drawn; drive drove driven; eat ate eaten
    fall fell fallen; feel felt; fight fought; find found; forget forgot forgotten; get got gotten; give gave given
    go goes went gone
    grow grew grown growth; hear heard; hide hid hidden; hold held; keep kept; know knew known; lead led
    leave leaves left; lend lent; lose lost loss; make made; mean meant; meet met; pay paid payment; ride rode ridden
    run ran; say said
    see saw seen; seek sought; sell sold; send sent; sit sat; sleep slept asleep; speak spoke spoken; spend spent
    stand stood; steal stole stolen; swim swam swum; take took taken; teach taught; tell told; think thought
    throw threw thrown; understand understood; wake woke woken; wear wore worn; win won; write wrote written
    bad worse worst; good better best; old older oldest; young younger youngest; late later latest lateness
    apply application; adapt adaptation; approve approval; arrive arrival; assess assessment; communicate communication
    complain complaint; decide decision; delay delayed; diagnose diagnosis diagnoses; die died death; educate education
    exclude exclusion; include inclusion; mediate mediation; propose proposal; provide provision; refuse refusal
    remove removal; suspend suspension; transfer transferred
    able ability; absent absence; angry anger; anxious anxiety; blind blindness; deaf deafness; depressed depression
    different difference; homeless homelessness; ill illness; lonely loneliness; poor poverty; sad sadness
    safe safety; sick sickness; violent violence
"""
_FIRST = {form: forms[0] for line in _FORMS.replace("\n", ";").split(";") if (forms := line.split()) for form in forms}
NO_PLURALS = frozenset({"news", "series", "species", "maths", "physics", "athletics", "gymnastics"})
"""Words that only look like plurals: news are not several of the new."""


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """“said” is “say”, “refusal” is “refuse”, “my” is “your”; “news” is not “new”."""
    if word in NO_PLURALS:
        return word
    return stem(_FIRST.get(word) or _FIRST.get(inflected(word)) or word)


_SAYINGS = """
    refuse; say no; turn down; reject; decline
    exclude; kick out; expel; throw out
    worry; concern; struggle; struggling
    late; delay; overdue
    pay; fund; cost
"""
SAYINGS = tuple(
    tuple(frozenset(map(root, way.split())) for way in line.split(";")) for line in _SAYINGS.strip().splitlines()
)
"""Ways of saying the same in everyday English, words in any order."""
