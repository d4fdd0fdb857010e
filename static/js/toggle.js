// Menu and filters on a phone.
//   <a href="#menu" data-lo-toggle="menu">Menu</a>   <nav id="menu">… <a href="#top" data-lo-close="menu">Close</a></nav>
// Without a script the link opens the part by its address (:target). Here it becomes a button with
// aria-expanded; the part gets data-lo-open; Escape closes it and gives the focus back.
export function enhanceToggles(root) {
  for (const link of root.querySelectorAll("a[data-lo-toggle]")) {
    const part = document.getElementById(link.dataset.loToggle);
    if (part) replaceWithButton(link, part);
  }
}

function replaceWithButton(link, part) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.setAttribute("aria-controls", part.id);
  link.replaceWith(button);

  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    part.toggleAttribute("data-lo-open", open);
    if (!open && location.hash === `#${part.id}`) location.hash = "#top";
  };
  const close = (event) => {
    event.preventDefault();
    show(false);
    button.focus();
  };
  show(location.hash === `#${part.id}`);
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  part.addEventListener("keydown", (event) => { if (event.key === "Escape" && part.hasAttribute("data-lo-open")) close(event); });
  part.addEventListener("click", (event) => { if (event.target.closest(`[data-lo-close="${part.id}"]`)) close(event); });
  part.addEventListener("lo-close", () => show(false));
}
