"""Words that say nothing about which service is meant. General English, not fitted to any list of searches."""

from .forms import stem

_STOP = """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves what which who whom this that these those am is
    are was were be been being have has had having do does did doing done a an the and but if or because as
    until while of at by for with about against between into through during before after above below to from
    up down in out on off over under again further then once here there when where why how all any both each
    few more most other some such no nor not only own same so than too very s t can cant cannot could couldnt
    will wont would wouldnt just dont doesnt didnt isnt arent wasnt havent hasnt should shouldnt shall may
    might must now im ive ill id hes shes theyre weve youre youve lets also yet ever never always still even
    much many lot lots something anything someone anyone anybody somebody everything nothing else us
    please thanks thank hi hello hey dear ok okay yes well really quite maybe perhaps
    want wants wanted wanting need needing needed find finding found look looking looks get gets getting got
    apply applies applying applied application applications request requests requesting requested
    give given go going goes gone come comes coming make makes making take takes taking tell told ask asking
    know knows knew think thinks thought feel feels say says said try trying tried like likes
    wonder wondering worried worry worries concerned struggle struggles struggling cope coping hard difficult
    able unable available offer offers possible near nearby around close nearest local area
    son daughter boy girl lad brother sister grandson granddaughter nephew niece
    year years old aged age ages yr yrs month months day days today week weeks time times
    thing things way ways kind sort type right best good great nice new
"""
_SOFT = """
    help helps helping support supports supporting supported service services information info advice advise
    guidance provision child childs young person people youngster youngsters family families parent parents
    mum mums mummy dad dads daddy mother mothers father fathers carer carers send sen
    special needs additional disability disabled
    organisation organisations team teams place places
    let lets put puts keep keeps keeping use uses used using start starts started starting stop stops stopped
    happen happens happening back work works working live lives living see sees seeing show shows
    baby babies condition conditions disorder disorders disease diseases illness illnesses syndrome syndromes
    problem problems
    issue issues difficulty difficulties trouble
    option options choice choices idea ideas opportunity opportunities possibility possibilities route routes tip tips
    suggestion suggestions recommendation recommendations detail details example examples
    big small old older young younger little early late long short first last next every
"""

_USUAL = """
    accept act add admit afford agree allow annoy answer appear argue arrange arrive attack avoid awake
    bang bear beat become become begin behave believe belong bend blame block borrow bother bottom bounce break bring
    broke broken brought build built burn bush buy call calm carry catch caught change charge chase cheap check choose
    chose chosen clean clear close collect complain complete confuse confusing consider continue copy correct cost
    count cover cross cry crying cut damage decide deliver depend deserve destroy died different dirty disagree
    discuss dislike drag draw drew drop dropped early earn easy eat ate effect effort empty enjoy enough enter escape
    exactly excited exist expect expensive explain explode extra face fail fair fall fallen false far fast fault fed
    fetch few fidget fidgety fight figure fill final finish fit fix flap floor fold follow forget forgot forgotten
    forward found free freeze front full fuss fussy gave general gentle glad grab grade grow guess habit half hand
    handle hang happy hate hated hear heard heavy held hidden hide high hit hits hitting hold hole honest hope hot hour
    huge hurry hurt idea ignore imagine important improve include instead interest interrupt invite involve join joke
    jump kick kid kill kind kiss knock laid large laugh lay lazy lead learn learnt least leave left lend less letter
    lie lift light line listen loads lock lonely lose loses losing loss lost loud love low luck mad main manage mark
    matter mean meant meet member memory mention mess met middle mind minute miss mistake mix moan moment mood
    morning afternoon evening night tonight tomorrow yesterday move naughty neither news noise noisy normal nothing
    notice number object obsess obsessed often open order outburst outside own owe pack paid part party pass past pay
    perfect phone pick piece place plain plan point polite poor practise prefer prepare present press pretend prevent
    problem promise proper protect proud prove pull punch push put quick quickly quiet race rain raise ran rather
    reach react read ready real realise reason receive regular relax rely remember remind remove repeat
    replace reply report respond rest return reward ring rang rock rough round rude ruin rule run rush sad safe sat
    save scare scared scary scream screaming search seem seen send sent separate serious serve set settle shake shall
    shame share shock shop shout shouting shut shy sick side sigh sign silent simple since sit sits sitting size skip
    sleepy slept slow slowly smack smash smart smell smile snap sold solve soon sore sorry sound spare speed spell
    spend spent spin spit split spoil spoke spoken stand stare stay steal step stick stole stood storm story straight
    strange stress stressed strict strong stuck stuff stupid stupidly sudden suddenly suggest sulk sure surprise
    swear switch tantrum taught tear tease terrible test threaten threw throw thrown tidy tie tight timescale tired
    together told tonight top touch tough town toy train trick trouble true trust truth turn twice ugly understand
    understood unfair unhappy upset upsetting usual usually visit voice wait wake walk wall wander warm warn waste
    watch wave weak wear weekend weird well went wet whisper whole wide wild win wipe wish without woke won word
    wore world worse worst worth wreck write wrong wrote yell youth
    nan nana gran granny grandma grandad granddad grandpa grandmother grandfather auntie aunt uncle cousin
    ankle arm back beard belly bladder blood body bone bowel brain breast cheek chest chin ear elbow eye feet finger
    forehead gum hip jaw knee leg limb lung mouth muscle nail neck nerve nostril palm rib shin shoulder skin skull spine
    stomach thigh throat thumb toe tongue tummy wrist
    actor aeroplane animal apple artist autumn ball banana bank bath beach bed bedroom belt bike bird blanket boat
    book boot box brand bread brick bridge brush bucket button cake camera candle carpet cat chair cheese chicken
    chocolate christmas church cinema coat coffee computer cook cow cup curtain cushion desk dog doll dress drink
    driver drum duck dust easter egg engine fence fish flag flower fork fruit gate gift glass glove gold grass
    guitar hammer hat hill holiday honey horse island jacket juice jumper lake lamp leaf lemon letter lorry
    lunchbox machine magazine map market milk mirror money monkey moon mountain mouse mud museum music nail needle
    nest ocean office onion orange oven paint pan parade parcel park pencil pepper piano pig pillow pilot pizza
    plant pocket poem police pond potato present pudding puppy rabbit radio rice ring river roof rope rose salt
    sand sandwich scarf scissors sea seed sheep shelf ship shirt sister snow soap sock sofa soup spider spoon sport
    star stone straw sugar tail tank tent theatre ticket tiger toast token tomato tool towel tower toy tractor
    train trousers uniform van vegetable vitamin wheel wood wool racist racism sexist homophobic religion religious
    muslim christian jewish hindu sikh refugee asylum english french
    accident adult amount birthday bit bottle bus car case chance city clothes colour corner couple country course
    daily dark date dead death detail door dream end example eye farm fact field finger fire foot friend game garden
    ground group hair head heart heat home house husband wife job key kitchen lady land law life lip list lunch
    dinner breakfast man men woman women meal meeting mile mouth name neighbour nose page paper partner pen people
    person pet phone picture plate pocket pound price question queue rate result road room rubbish school seat sentence
    shoe shopping sir sky song space stage stairs start stranger street summer winter spring autumn sun surname
    system table tea teacher teeth telephone text title toilet tooth tree trip type use view village water weather
    website wind window
"""

STOP = frozenset(_STOP.split())
"""Never looked for. Holds every stop word of PostgreSQL's English dictionary."""
SOFT = frozenset(_SOFT.split())
"""Looked for, but a service need not have them; if nothing else was typed, it must."""
_NOT = "no not never cant cannot couldnt dont doesnt didnt isnt arent hasnt havent wont wouldnt without"
NOT = frozenset(_NOT.split())
KINDS = frozenset(
    "nursery nurseries preschool preschools playgroup playgroups childminder childminders club clubs college".split()
)
"""Kinds of place: where one is asked for, another kind is no answer."""
COMMON = frozenset(
    """
    girls boys high junior infant infants independent primary secondary lower upper mainstream
    assessment assessments assess assessed test tests tested testing diagnosis diagnosed diagnose check checks
    group groups course courses class classes session sessions meeting meetings meet clinic clinics
    form forms referral referrals refer visit visits worker workers
    """.split()
)
"""What many needs have in common: beside a word that says which need, they say little. Dyslexia comes before tests."""
SCHOOLS = frozenset("school schools academy academies sixth".split())
WHERE = frozenset("at in to into from after before through of".split())
"""“Help at nursery” does not ask for a nursery."""
ASKING = frozenset(
    """ask asks asking asked apply applies applying applied application applications request requests requesting
    requested get gets getting got obtain obtains obtaining""".split()
)
"""All one thing: “ask for a plan”, “apply for a plan”."""
ONESELF = frozenset(
    "myself yourself himself hisself herself itself oneself themself themselves theirselves ourselves".split()
)
DEGREES = frozenset("more most less much very really quite fully".split())
PASSED_OVER = frozenset("a an the and my your his her our their".split())
"""They make no difference inside a phrase."""
_USUAL_STEMS = frozenset(map(stem, _USUAL.split()))


def is_usual(word: str) -> bool:
    """A word that everybody uses, in any form: no slip where the directory happens not to have it, and no subject."""
    return stem(word) in _USUAL_STEMS
