// Print button.
//   <span data-lo-print="Print"></span>
//   <details open data-lo-closed>
// Closes optional extras, which stand open where no script runs, unless the page was opened to be printed.
// Opens every <details> while the page is printed, and closes those again that were closed.
import { makeButton } from "./make.js";

export function enhancePrint(root) {
  for (const place of root.querySelectorAll("[data-lo-print]:empty")) {
    place.append(makeButton(place.dataset.loPrint, () => window.print()));
  }
  if (document.documentElement.dataset.print) return;
  for (const details of root.querySelectorAll("details[data-lo-closed]")) details.open = false;
}

let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
