"""Words that say nothing about which service is meant. General English, not fitted to any list of searches."""

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
    give given go going goes gone come comes coming make makes making take takes taking tell told ask asking
    know knows knew think thinks thought feel feels say says said try trying tried like likes
    wonder wondering worried worry worries concerned struggle struggles struggling cope coping hard difficult
    able unable available offer offers possible near nearby around close nearest local area
    son daughter boy girl baby lad brother sister grandson granddaughter nephew niece
    year years old aged age ages yr yrs month months day days today week weeks time times
    thing things way ways kind sort type right best good great nice new
"""
_SOFT = """
    help helps helping support supports supporting supported service services information info advice advise
    guidance provision child childs young person people youngster youngsters family families parent parents
    mum mums dad dads mother father carer carers send sen special needs additional disability disabled
    organisation organisations team teams place places
    let lets put puts keep keeps keeping use uses used using start starts started starting stop stops stopped
    happen happens happening back work works working live lives living see sees seeing show shows
    big small old older young younger little early late long short first last next every
"""

STOP = frozenset(_STOP.split())
"""Never looked for. Holds every stop word of PostgreSQL's English dictionary."""
SOFT = frozenset(_SOFT.split())
"""Looked for, but a service need not have them; if nothing else was typed, it must."""
