"""The panel of the officers' home that only a new site shows."""

from wagtail.admin.ui.components import Component

from . import setup


class SetupPanel(Component):
    """The steps that are still open, until the list is put away."""

    name = "setup"
    template_name = "pages/officers/_setup_panel.html"
    order = 110

    def get_context_data(self, parent_context):
        steps = setup.steps()
        open_steps = [(step, state) for step, state in steps if not state.done]
        return {"open_steps": open_steps, "done": len(steps) - len(open_steps), "total": len(steps)}


def add_setup(request, panels):
    """For those who set the site up, as long as nobody has put the list away."""
    if setup.may_set_up(request.user) and not setup.is_closed():
        panels.append(SetupPanel())
