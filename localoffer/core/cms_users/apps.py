from wagtail.users.apps import WagtailUsersAppConfig


class CmsUsersConfig(WagtailUsersAppConfig):
    """Wagtail's management of accounts, by which nobody gives themselves more than they have."""

    user_viewset = "localoffer.core.cms_users.views.UserViewSet"
