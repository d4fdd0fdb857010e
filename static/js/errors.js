// Moves the focus to the error summary of a form that came back, so that it is read first.
export function focusErrors(root) {
  const summary = root.querySelector(".govuk-error-summary");
  if (summary) {
    summary.tabIndex = -1;
    summary.focus();
  }
}
