// What somebody types into a date stays as they typed it. Wagtail's calendar would put the present minute in place of
// what it cannot read, without a word; now the form says what is wrong with it.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
