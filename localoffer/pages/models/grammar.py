"""Which page may stand below which: the grammar of the site, in one place."""

HOME = "pages.HomePage"
HUB = "pages.HubPage"

# Pages of words, which stand below a hub.
ARTICLES = [
    "pages.GuidePage",
    "pages.InformationPage",
    "pages.FiveMinutePage",
    "pages.QuestionsPage",
    "pages.EasyReadPage",
    "pages.VideoPage",
    "pages.DocumentPage",
]
# Lists and pages of which a site has one, below the home page.
SINGLES = [
    "pages.YoungHomePage",
    "pages.NewsIndexPage",
    "pages.EventIndexPage",
    "pages.StoryIndexPage",
    "pages.DocumentIndexPage",
    "pages.GlossaryPage",
    "pages.ContactPage",
    "pages.AccessibilityPage",
]
BELOW_HOME = [HUB, *SINGLES, "pages.CampaignPage", "pages.InformationPage"]
