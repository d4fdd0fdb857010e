// Copy link.
//   <span data-lo-copy="https://…" data-label="Copy link" data-done="Link copied"></span>
// becomes a button, where the browser lets a page write to the clipboard.
import { announce, makeButton } from "./make.js";

export function enhanceCopy(root) {
  if (!navigator.clipboard) return;
  for (const place of root.querySelectorAll("[data-lo-copy]:empty")) {
    const button = makeButton(place.dataset.label, async () => {
      await navigator.clipboard.writeText(place.dataset.loCopy);
      button.textContent = place.dataset.done;
      announce(place.dataset.done);
      setTimeout(() => { button.textContent = place.dataset.label; }, 4000);
    });
    place.append(button);
  }
}
