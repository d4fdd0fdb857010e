// Ask for the findings again: on a press, and after the editor has saved by itself. Without script the link
// opens the same findings as a page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-checks-again]");
  if (!link) return;
  event.preventDefault();
  refresh(link.closest("[data-checks]"));
});

document.addEventListener("w-autosave:success", () => {
  document.querySelectorAll("[data-checks]").forEach(refresh);
});

async function refresh(panel) {
  const response = await fetch(panel.dataset.checks, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!response.ok) return;
  const fresh = document.createRange().createContextualFragment(await response.text());
  panel.replaceWith(fresh);
}
