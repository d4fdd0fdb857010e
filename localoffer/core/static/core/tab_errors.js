// The tabs of an editor count their errors before its blocks are there. Once all are, each tab counts again: its count
// does so whenever it is put into the page.
window.addEventListener("load", () => {
  document.querySelectorAll(".w-tabs__errors").forEach((count) => count.replaceWith(count));
});
