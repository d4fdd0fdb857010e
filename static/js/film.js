// Press to play.
//   <div data-lo-film data-captions="…" data-captions-label="Captions" data-language="en-GB" data-title="…" data-failed="…"><a href="film.mp4">…</a></div>
// A press puts a player in the place of the link, with captions on; nothing of the film is loaded before. Without
// a script the page has a player instead, and hides the link. A film that fails to load gives its place back to the
// link, with the words of `data-failed` below it.
export function enhanceFilms(root) {
  for (const place of root.querySelectorAll("[data-lo-film]")) {
    const link = place.querySelector("a");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // A tab of its own was wanted.
      event.preventDefault();
      place.querySelector(".lo-film__failed")?.remove();
      const player = makePlayer(place.dataset, link.href);
      player.addEventListener("error", () => giveUp(place, player, link), { once: true });
      link.replaceWith(player);
      player.focus();
      player.play().catch(() => {}); // Where a browser refuses, its own play button is there.
    });
  }
}

function giveUp(place, player, link) {
  const words = document.createElement("p");
  words.className = "lo-film__failed";
  words.setAttribute("role", "alert");
  words.textContent = place.dataset.failed;
  const hadFocus = document.activeElement === player;
  player.replaceWith(link);
  place.append(words);
  if (hadFocus) link.focus({ preventScroll: true });
  words.scrollIntoView({ block: "nearest" });
}

function makePlayer({ title, captions, captionsLabel, language }, source) {
  const player = document.createElement("video");
  player.controls = true;
  player.preload = "metadata";
  player.tabIndex = 0;
  player.className = "lo-film__player";
  player.setAttribute("aria-label", title);
  player.src = source;
  if (captions) {
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", src: captions, srclang: language, label: captionsLabel, default: true });
    player.append(track);
  }
  return player;
}
