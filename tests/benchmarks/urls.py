"""The portal's addresses, a bare answer, and a plain page that renders the frame alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from localoffer.urls import urlpatterns as portal


def bare(request):
    """What the server can do at most with our middleware."""
    return HttpResponse("ok")


def frame(request):
    """The page frame with its real data and nothing in it."""
    return render(request, "base.html")


urlpatterns = [path("bench/bare/", bare), path("bench/frame/", frame), *portal]
