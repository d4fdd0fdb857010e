from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from ..querysets import TermQuerySet, VocabularyQuerySet


class Vocabulary(index.Indexed, models.Model):
    """A list of terms that describes services: type of help, needs, cost.

    Officers decide which vocabularies are filters on the results page, in which order, and what they say.
    The code is the name in the public query string, which people bookmark.
    """

    class Scope(models.TextChoices):
        SERVICE = "service", _("The service as a whole")
        PLACE = "place", _("A place where the service happens")
        OTHER = "other", _("Something else: surgeries, feedback")

    slug = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("The name in web addresses. Changing it breaks bookmarks.")
    )
    label = models.CharField(_("words on the page"), max_length=80)
    hint = models.CharField(_("help in one line"), max_length=200, blank=True)
    scope = models.CharField(_("is about"), max_length=8, choices=Scope, default=Scope.SERVICE)
    several = models.BooleanField(_("a service may have several"), default=True)
    is_filter = models.BooleanField(_("is a filter on the results page"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    source = models.CharField(_("where the list comes from"), max_length=300, blank=True)
    as_of = models.DateField(_("as it stood on"), null=True, blank=True)

    objects = VocabularyQuerySet.as_manager()

    panels = [
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("hint"),
        FieldRowPanel([FieldPanel("is_filter"), FieldPanel("several")]),
        FieldPanel("scope"),
        FieldPanel("order"),
        FieldRowPanel([FieldPanel("source"), FieldPanel("as_of")]),
    ]
    search_fields = [index.SearchField("label"), index.AutocompleteField("label")]

    class Meta:
        ordering = ["order", "label"]
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")

    def __str__(self):
        return self.label


class Term(index.Indexed, models.Model):
    """One value of a vocabulary, at most two levels deep.

    A term with a `rule` is worked out from facts of the service (online, days and times); a term without
    one is ticked by hand. The rule's language is documented in `directory/search/rules.py`.
    """

    vocabulary = models.ForeignKey(
        Vocabulary, verbose_name=_("vocabulary"), on_delete=models.CASCADE, related_name="terms"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    slug = models.SlugField(_("code"), max_length=60)
    label = models.CharField(_("words on the page"), max_length=120)
    definition = models.CharField(_("meaning in plain words"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    public = models.BooleanField(_("shown to families"), default=True)
    external_codes = models.JSONField(
        _("codes elsewhere"), default=dict, blank=True, help_text=_('By scheme, like {"dfe": "ASD"}. Used by imports.')
    )
    rule = models.JSONField(_("worked out from"), default=dict, blank=True)

    objects = TermQuerySet.as_manager()

    panels = [
        FieldPanel("vocabulary"),
        FieldPanel("parent"),
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("definition"),
        FieldRowPanel([FieldPanel("order"), FieldPanel("public")]),
        FieldPanel("external_codes"),
        FieldPanel("rule"),
    ]
    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.FilterField("vocabulary"),
    ]

    class Meta:
        ordering = ["vocabulary", "order", "label"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(
                name="term_code_once_in_vocabulary",
                fields=["vocabulary", "slug"],
                violation_error_message=_("This vocabulary already has a term with this code."),
            ),
        ]

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.parent_id and self.parent.vocabulary_id != self.vocabulary_id:
            raise ValidationError({"parent": _("Choose a term of the same vocabulary.")})
        if self.parent_id and (self.parent.parent_id or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Terms can be two levels deep, not more.")})


class Synonym(index.Indexed, models.Model):
    """Words that families use, and the words that our pages use.

    `words` and everything in `same_as` find each other; `misspellings` only lead to `words`.
    An ambiguous abbreviation is expanded only when it is the whole query. The same words may have a
    second row that works one way, for old and everyday words: "Aspergers" leads to "Autism", not back.
    """

    words = models.CharField(_("words we use"), max_length=120)
    same_as = models.TextField(_("means the same"), blank=True, help_text=_("One a line, abbreviations too."))
    misspellings = models.TextField(_("common slips"), blank=True, help_text=_("One a line."))
    one_way = models.BooleanField(
        _("only one way"),
        default=False,
        help_text=_("Old words lead to new ones, but the new words do not find the old ones."),
    )
    ambiguous = models.TextField(
        _("abbreviations that mean other things too"),
        blank=True,
        help_text=_("One a line. Used only when the abbreviation is all that was searched for."),
    )
    urgent = models.TextField(
        _("said in danger"),
        blank=True,
        help_text=_("One a line. They lead here, and whoever searches for them reads first whom to call now."),
    )
    definition = models.TextField(_("meaning in plain words"), blank=True)
    source = models.CharField(_("where it comes from"), max_length=300, blank=True)

    panels = [
        FieldPanel("words"),
        FieldPanel("same_as"),
        FieldPanel("misspellings"),
        FieldPanel("one_way"),
        FieldPanel("ambiguous"),
        FieldPanel("urgent"),
        FieldPanel("definition"),
        FieldPanel("source"),
    ]
    search_fields = [index.SearchField("words"), index.AutocompleteField("words"), index.SearchField("same_as")]

    class Meta:
        ordering = ["words", "one_way"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.UniqueConstraint(
                name="synonym_once_each_way",
                fields=["words", "one_way"],
                violation_error_message=_("There is a row for these words already."),
            ),
        ]

    def __str__(self):
        return self.words
