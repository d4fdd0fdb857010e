import factory
from django.utils.crypto import get_random_string

from localoffer.pages.models import FormatRequest


class FormatRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FormatRequest

    key = factory.LazyFunction(lambda: get_random_string(32))
    reference = factory.LazyFunction(lambda: get_random_string(6))
    page = "https://offer.example.org/health/"
    format = FormatRequest.Format.BRAILLE
    way = FormatRequest.Way.POST
    contact = "Sam Sample, 1 Sample Street"
