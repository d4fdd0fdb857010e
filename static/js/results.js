// Results that follow the filters. The page of results is asked for as usual and its parts are put in place.
//   data-lo-filters        GET forms; a change in one asks for the results anew (filters, sort order)
//   data-lo-results        the region that is replaced as a whole; carries what changed filters change
//   data-lo-part="name"    any other element whose content depends on the filters: one group of filters with
//                          its counts, the words of the Apply button, hidden fields of other forms
//   data-lo-sentence       inside the results: the sentence that is read out ("34 services near SS9")
//   data-lo-live           an empty element with role="status" outside the results (made if there is none)
// The focus stays where it is, the address and the history follow, and the submit button stays: pressing it
// goes to the results, and closes the filters where they fill a phone's screen. If anything fails, the
// browser simply opens the address.
import { announce } from "./make.js";

let enhance = () => {};
let waiting = null;

export function enhanceResults(root, enhancePart) {
  if (!root.querySelector("[data-lo-results]")) return;
  enhance = enhancePart;
  root.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-lo-filters]")) refresh(addressOf(form));
  });
  root.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-lo-filters]")) return;
    event.preventDefault();
    event.target.dispatchEvent(new CustomEvent("lo-close"));
    refresh(addressOf(event.target)).then(goToSentence);
  });
  window.addEventListener("popstate", () => refresh(location.href, { moved: true }));
}

// The address that the browser itself would open, without empty fields.
function addressOf(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  const words = query.toString();
  return form.action.split("?")[0].split("#")[0] + (words ? `?${words}` : "");
}

async function refresh(address, { moved = false } = {}) {
  if (waiting) waiting.abort();
  const mine = (waiting = new AbortController());
  const results = document.querySelector("[data-lo-results]");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: mine.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("[data-lo-results]")) throw new Error("no results");
    replace(page, moved);
    if (!moved) history.pushState(null, "", address);
    document.title = page.title;
    const sentence = document.querySelector("[data-lo-sentence]");
    if (sentence) announce(sentence.textContent.trim());
  } catch (problem) {
    if (problem.name !== "AbortError") location.assign(address);
  } finally {
    results.removeAttribute("aria-busy");
  }
}

function replace(page, moved) {
  const focused = document.activeElement && document.activeElement.id;
  // Going back also brings back what was ticked then.
  const parts = moved ? "[data-lo-filters], [data-lo-part], [data-lo-results]" : "[data-lo-part], [data-lo-results]";
  const fresh = [...page.querySelectorAll(parts)];
  for (const old of document.querySelectorAll(parts)) {
    const same = fresh.find((part) => nameOf(part) === nameOf(old));
    if (same && same.innerHTML !== old.innerHTML) {
      old.replaceChildren(...document.importNode(same, true).childNodes);
      enhance(old);
    }
  }
  const again = focused && document.getElementById(focused);
  if (again && again !== document.activeElement) again.focus({ preventScroll: true });
}

function nameOf(part) {
  return part.dataset.loPart || (part.matches("[data-lo-results]") ? "results" : `form-${part.id}`);
}

function goToSentence() {
  const sentence = document.querySelector("[data-lo-sentence]");
  if (!sentence) return;
  sentence.tabIndex = -1;
  sentence.focus();
}
