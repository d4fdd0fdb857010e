from django.db import models
from django.utils.translation import gettext_lazy as _


class FrameVersion(models.Model):
    """One row that counts changes of the page frame: council settings, navigation, sites.

    Every process keeps the frame in memory and looks at this number now and then.
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("version of the page frame")
        verbose_name_plural = _("versions of the page frame")

    def __str__(self):
        return str(self.number)
