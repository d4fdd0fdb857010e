// Makes one element look like another by changing only what differs, so that focus, scroll and what is open
// survive. Elements with an id are matched by it, all others by their place.
const KEPT = new Set(["data-lo-open", "aria-expanded", "aria-busy", "open", "tabindex"]);

export function patch(old, fresh) {
  patchAttributes(old, fresh);
  // What a script put into a place that the server leaves empty.
  if (!fresh.hasChildNodes() && [...old.attributes].some(({ name }) => name.startsWith("data-lo-"))) return;
  patchChildren(old, fresh);
  patchState(old, fresh);
}

function patchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  wanted.forEach((node, index) => {
    let now = old.childNodes[index];
    const same = node.id && old.querySelector(`:scope > #${CSS.escape(node.id)}`);
    if (same && same !== now) now = old.insertBefore(same, now);
    if (!now) old.append(document.importNode(node, true));
    else if (!alike(now, node)) {
      if (now.id && wanted.some((other) => other.id === now.id)) old.insertBefore(document.importNode(node, true), now);
      else now.replaceWith(document.importNode(node, true));
    } else if (node.nodeType === Node.ELEMENT_NODE) patch(now, node);
    else if (now.nodeValue !== node.nodeValue) now.nodeValue = node.nodeValue;
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

function alike(one, other) {
  return one.nodeName === other.nodeName && (one.id || "") === (other.id || "");
}

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !KEPT.has(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

// What a visitor changed is not an attribute.
function patchState(old, fresh) {
  if (old === document.activeElement && old.matches("input:not([type=checkbox], [type=radio]), textarea")) return;
  if (old.nodeName === "INPUT") {
    old.checked = fresh.hasAttribute("checked");
    if (old.type !== "checkbox" && old.type !== "radio") old.value = fresh.getAttribute("value") || "";
  }
  if (old.nodeName === "SELECT") old.value = fresh.value;
}
