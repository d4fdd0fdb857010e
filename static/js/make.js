// A button in our clothes, put into a place that the server left empty for it.
export function makeButton(label, press, look = "govuk-button govuk-button--secondary") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.textContent = label;
  button.addEventListener("click", press);
  return button;
}

// Says something to screen readers without moving the focus.
export function announce(words) {
  let region = document.querySelector("[data-lo-status]");
  if (!region) {
    region = document.createElement("div");
    region.className = "govuk-visually-hidden";
    region.setAttribute("role", "status");
    region.dataset.loStatus = "";
    document.body.append(region);
  }
  region.textContent = words;
}
