"""Words whose full stop ends no sentence, or does so only before a word that sentences begin with."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words("""
    e.g eg i.e ie vs cf viz approx mr mrs ms mx dr prof mt rev gen sen gov capt lt col sgt hon messrs mme nr bzw
    inkl ggf evtl resp incl
""")
BEFORE_A_NUMBER = _words("""
    no nos fig figs p pp art arts sec sect vol ch chap eq para cl ver v tel ext min max ca al jan feb mar apr jun
    jul aug sep sept oct nov dec abs
""")
RARELY_LAST = _words("""
    inc ltd co corp bros llc plc dept est univ assn ave blvd rd st ft jr sr esq rep al ext tel min max fig figs sec
    sect vol ch eq ca ed ph.d m.d b.a m.a
""")
CLOCK = _words("a.m p.m am pm")
NOT_AFTER_A_TIME = _words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today tomorrow january
    february march april may june july august september october november december pacific eastern central mountain
    pst pdt est edt cst cdt mst mdt pt et ct gmt utc bst cet cest
""")
EXCLAIMED = _words("yahoo yum jeopardy joomla chips wham")
STARTERS = _words("""
    it the this that these those we you they he she i if in on at to for from when whenever while after before as by
    with without then there here our your their its his her my a an and but or so also however therefore please note
    no not all any each every some most many few both once what who whose why how where which is are was were do
    does did don can could will would should may must might have has let click tap select go open choose use see
    learn visit read contact turn keep remember change only otherwise instead because since until unless although
    though even during under below above depending advertisers partners people users customers companies nothing
    nobody everyone anyone someone for example first second next finally now later yes
""")
