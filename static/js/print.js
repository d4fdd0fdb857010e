// Print button.
//   <span data-lo-print="Print"></span>
// Opens every <details> while the page is printed, and closes those again that were closed.
import { makeButton } from "./make.js";

export function enhancePrint(root) {
  for (const place of root.querySelectorAll("[data-lo-print]:empty")) {
    place.append(makeButton(place.dataset.loPrint, () => window.print()));
  }
}

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
