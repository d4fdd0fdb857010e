"""Words that hold a sentence together and say nothing by themselves: not what it is about, and not “no”."""

GRAMMAR = frozenset(
    """
    i me my myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves what which who whom whose this that these those am is
    are was were be been being have has having had do does did doing done a an the and but if or because as
    until while of at by for with about between into through during to from in on off then there here when where
    why how so than too very s t can could will would should shall may might must just im ive ill id hes shes
    theyre weve youre youve please thanks thank one ones hi hello hey dear ok okay yes
    """.split()
)
