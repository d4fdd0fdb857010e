// Menu and filters on a phone.
//   <a href="#menu" data-lo-toggle="menu">Menu</a>   <nav id="menu">… <a href="#top" data-lo-close="menu">Close</a></nav>
// Without a script the link opens the part by its address (:target). Here it becomes a button with
// aria-expanded; the part gets data-lo-open; Escape and the closing link give the focus back.
export function enhanceToggles(root) {
  for (const link of root.querySelectorAll("a[data-lo-toggle]")) {
    const part = document.getElementById(link.dataset.loToggle);
    if (!part) continue;
    link.setAttribute("role", "button");
    link.setAttribute("aria-controls", part.id);
    if (location.hash === `#${part.id}`) part.setAttribute("data-lo-open", "");
    link.setAttribute("aria-expanded", String(part.hasAttribute("data-lo-open")));
  }
}

function linkTo(part) {
  return document.querySelector(`a[data-lo-toggle="${part.id}"]`);
}

function show(part, open) {
  part.toggleAttribute("data-lo-open", open);
  linkTo(part).setAttribute("aria-expanded", String(open));
  // The address may have opened it too.
  if (!open && location.hash === `#${part.id}`) location.hash = "#top";
}

function closeAndReturn(event, part) {
  event.preventDefault();
  show(part, false);
  linkTo(part).focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-lo-toggle]");
  const closer = event.target.closest("[data-lo-close]");
  if (opener && document.getElementById(opener.dataset.loToggle)) {
    event.preventDefault();
    const part = document.getElementById(opener.dataset.loToggle);
    show(part, !part.hasAttribute("data-lo-open"));
  } else if (closer && document.querySelector(`#${closer.dataset.loClose}[data-lo-open]`)) {
    closeAndReturn(event, document.getElementById(closer.dataset.loClose));
  }
});

document.addEventListener("keydown", (event) => {
  const opener = event.target.closest("a[data-lo-toggle]");
  const part = event.target.closest("[data-lo-open]");
  if (event.key === " " && opener) {
    event.preventDefault(); // A button answers to the space bar, a link does not.
    opener.click();
  } else if (event.key === "Escape" && part) closeAndReturn(event, part);
});

document.addEventListener("lo-close", (event) => show(event.target, false));
