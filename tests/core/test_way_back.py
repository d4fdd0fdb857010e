import pytest

from localoffer.core.way_back import LONGEST, way_back


class TestWayBack:
    @pytest.mark.parametrize("path", ["/", "/find/?q=talk&age=3#result-1", "/\U0001f600/", "/" + "a" * (LONGEST - 1)])
    def test_a_path_of_this_site_is_taken(self, rf, path):
        assert way_back(rf.post("/", {"next": path}), "/other/") == path

    @pytest.mark.parametrize(
        "text", ["", "foo", "//evil.example/", "/\\evil.example", "http://testserver/", "/" + "a" * LONGEST]
    )
    def test_anything_else_is_not(self, rf, text):
        assert way_back(rf.post("/", {"next": text}), "/other/") == "/other/"

    def test_the_form_goes_before_the_address(self, rf):
        assert way_back(rf.post("/?next=/a/", {"next": "/b/"}), "/other/") == "/b/"
        assert way_back(rf.post("/?next=/a/"), "/other/") == "/a/"
