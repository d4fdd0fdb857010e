"""Who may do what to a listing. Published listings are archived, never deleted, whoever asks."""

from wagtail.permission_policies import ModelPermissionPolicy


class ListingPolicy(ModelPermissionPolicy):
    """Django's permissions, except that only a draft that was never published can be deleted."""

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and was_published(instance):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


def was_published(listing) -> bool:
    """Whether families may have seen it, bookmarked it or printed its code."""
    return bool(listing.live or listing.first_published_at)


def may_run(user, model) -> bool:
    """Whether somebody may do the running of listings: checks, pauses, owners, archiving, merging."""
    return user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}")
