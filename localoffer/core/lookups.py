"""Numbers that a column cannot hold find nothing, wherever they come from.

`?owner=99999999999999999999` in an address of the CMS reaches the database through many doors, ours and
Wagtail's: filters of lists and reports, boxes ticked for bulk actions, choosers. Both engines refuse such
a number with an error. Django guards `=` and `<` on number columns; this guards lists of values, and
relations, in the same way.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Field, IntegerField
from django.db.models.fields.related import ForeignObject
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In


def fits(value: Any, field: Field, connection: Any) -> bool:
    """Whether the column of a field, or of what it points at, can hold a value."""
    while getattr(field, "target_field", field) is not field:
        field = field.target_field
    if not isinstance(field, IntegerField) or not isinstance(value, int):
        return True
    least, most = connection.ops.integer_field_range(field.get_internal_type())
    return (least is None or value >= least) and (most is None or value <= most)


class _FittingValues:
    """`in`, without the values that no row can have."""

    def process_rhs(self: Any, compiler: Any, connection: Any) -> Any:
        if self.rhs_is_direct_value():
            self.rhs = [value for value in self.rhs if fits(value, self.lhs.output_field, connection)]
        return super().process_rhs(compiler, connection)  # type: ignore[misc]  # a mixin


@IntegerField.register_lookup
class FittingIn(_FittingValues, In):
    pass


@ForeignObject.register_lookup
class FittingRelatedIn(_FittingValues, RelatedIn):
    pass


@ForeignObject.register_lookup
class FittingRelatedExact(RelatedExact):
    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if self.rhs_is_direct_value() and not fits(self.rhs, self.lhs.output_field, connection):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)
