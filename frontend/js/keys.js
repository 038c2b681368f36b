// The keyboard: "?" shows what each key does. Keys rest while someone types.

const keys = document.getElementById("keys");
let going = -Infinity;

const typing = (element) => element?.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("main .ss-table > tbody > tr, main [data-rows] > li")].filter((row) => row.offsetParent !== null);
const here = () => document.activeElement?.closest?.("main .ss-table > tbody > tr, main [data-rows] > li");

function move(step) {
  const all = rows();
  if (all.length === 0) {
    return false;
  }
  const at = all.indexOf(here());
  const first = () => Math.max(0, all.findIndex((row) => row.getBoundingClientRect().top > 60));
  const next = all[at < 0 ? first() : Math.min(all.length - 1, Math.max(0, at + step))];
  const target = next.querySelector("a.ss-name, th a[href], td a[href]") ?? next;
  if (target === next) {
    next.tabIndex = -1;
  }
  target.focus({ preventScroll: true, focusVisible: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function press(selector) {
  const element = [...document.querySelectorAll(selector)].find((one) => one.offsetParent !== null) ?? document.querySelector(selector);
  element?.click();
  return Boolean(element);
}

const actions = {
  "/": () => press("[data-palette]"),
  "?": () => { keys.showModal(); return true; },
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => Boolean(here()) && move(1),
  ArrowUp: () => Boolean(here()) && move(-1),
  x: () => { const box = here()?.querySelector("input[type=checkbox]"); box?.click(); return Boolean(box); },
  f: () => { const box = document.querySelector("main [data-shortcut=f]"); box?.focus(); box?.select(); return Boolean(box); },
  r: () => press("[data-refresh]") || (location.reload(), true),
  n: () => press("main .ss-actions a.btn-primary, main .ss-actions button.btn-primary, main .ss-empty a.btn-primary"),
  "[": () => press("main a[rel=prev]"),
  "]": () => press("main a[rel=next]"),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) {
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    press("[data-palette]");
    return;
  }
  const open = document.querySelector("dialog[open]");
  if (open && event.key === "Escape") {
    event.preventDefault();
    open.close();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || open) {
    return;
  }
  if (typing(event.target)) {
    if (event.key === "Escape") {
      event.target.blur();
    }
    return;
  }
  if (event.timeStamp - going < 1500) {
    going = -Infinity;
    const place = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (place) {
      event.preventDefault();
      location.assign(place.href);
    }
    return;
  }
  if (event.key === "g") {
    going = event.timeStamp;
    return;
  }
  if (Object.hasOwn(actions, event.key) && actions[event.key]()) {
    event.preventDefault();
  }
});
