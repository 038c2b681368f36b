// The picture of a cluster moves: what stays glides to its new place, what is new comes, what is gone goes.
const QUIET = matchMedia("(prefers-reduced-motion: reduce)");
const MANY = 400; // so many tiles a browser moves at once without a stutter
const MOVE = { duration: 320, easing: "cubic-bezier(.2, .7, .2, 1)" };

customElements.define("ss-map", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:beforeSwap", () => { this.before = this.places(); });
    document.addEventListener("htmx:afterSwap", this.later = () => this.move()); // what was swapped away no longer bubbles
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:afterSwap", this.later);
  }

  tiles() {
    return [...this.querySelectorAll("[data-task]")];
  }

  /** Where each task stands, and in which state. */
  places() {
    const tiles = this.tiles();
    if (QUIET.matches || document.hidden || tiles.length > MANY) {
      return null;
    }
    return new Map(tiles.map((tile) => [tile.dataset.task, { tile, at: tile.getBoundingClientRect(), state: tile.dataset.state }]));
  }

  move() {
    const before = this.before;
    this.before = null;
    if (!before) {
      return;
    }
    for (const tile of this.tiles()) {
      const old = before.get(tile.dataset.task);
      before.delete(tile.dataset.task);
      if (!old) {
        tile.animate([{ opacity: 0, transform: "scale(.7)" }, { opacity: 1, transform: "none" }], MOVE);
        continue;
      }
      const now = tile.getBoundingClientRect();
      const across = old.at.left - now.left;
      const down = old.at.top - now.top;
      if (across || down) {
        tile.animate([{ transform: `translate(${across}px, ${down}px)` }, { transform: "none" }], MOVE);
      }
      if (old.state !== tile.dataset.state) {
        tile.animate([{ scale: "1.08" }, { scale: "1" }], { duration: 480, easing: "ease-out" });
      }
    }
    before.forEach((old) => this.goes(old));
  }

  /** What is gone fades where it stood. */
  goes({ tile, at }) {
    tile.classList.add("mp-ghost");
    tile.setAttribute("aria-hidden", "true");
    tile.tabIndex = -1;
    Object.assign(tile.style, { position: "absolute", margin: "0", left: `${at.left + scrollX}px`, top: `${at.top + scrollY}px`, width: `${at.width}px` });
    delete tile.dataset.task;
    document.body.append(tile);
    tile.animate([{ opacity: 1, transform: "none" }, { opacity: 0, transform: "translateY(10px) scale(.85)" }], { ...MOVE, duration: 600 }).finished.finally(() => tile.remove());
  }
});
