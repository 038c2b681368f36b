// Search over every page: a combobox whose results the server finds and ranks. It holds nothing that /search does not.
const dialog = document.getElementById("palette");
const input = document.getElementById("palette-input");
const list = document.getElementById("palette-results");
const missing = document.getElementById("palette-missing");
const status = document.getElementById("palette-status");
let asked = null;
let timer = 0;
let active = null;
let shown = null; // what the results on the page were asked with
let reading = false; // the server still reads something that may fit

function openPalette() {
  if (!dialog.open) {
    document.querySelectorAll("dialog[open]").forEach((other) => other.close());
    input.value = "";
    say("");
    dialog.showModal();
    input.focus();
    ask();
  }
}

const options = () => [...list.querySelectorAll("[role=option]")];

function choose(option, scroll = true) {
  active?.setAttribute("aria-selected", "false");
  active = option ?? null;
  if (active) {
    active.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", active.id);
    if (scroll) {
      active.scrollIntoView({ block: "nearest" });
    }
  }
  else {
    input.removeAttribute("aria-activedescendant");
  }
}

async function ask() {
  const typed = input.value.trim();
  asked?.abort();
  const mine = asked = new AbortController();
  let answer;
  let html;
  try {
    answer = await fetch(dialog.dataset.results + "?q=" + encodeURIComponent(typed), { signal: mine.signal });
    html = await answer.text();
  }
  catch (error) {
    if (error.name !== "AbortError") {
      say("The server cannot be reached.");
    }
    return;
  }
  if (asked === mine) {
    show(typed, html, answer.ok);
  }
}

function show(typed, html, ok) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-shown]");
  if (!ok || !found) {
    say("The search could not be done. Enter tries it as a page.");
    return;
  }
  const chosen = shown === typed ? active?.dataset.href : null; // what comes late does not move the choice
  shown = typed;
  list.replaceChildren(...found.children);
  choose(options().find((option) => option.dataset.href === chosen) ?? options()[0], false);
  if (!chosen) {
    list.scrollTop = 0;
  }
  input.setAttribute("aria-expanded", String(options().length > 0));
  const lacks = found.dataset.missing ?? "";
  missing.textContent = lacks;
  missing.hidden = lacks === "";
  reading = lacks.includes("still being read");
  const count = options().length;
  say(typed === "" ? "" : (count === 0 ? "Nothing found" : count === 1 ? "1 result" : count + " results") + (lacks ? ". " + lacks : ""));
  if (typed && count === 0) {
    const nothing = document.createElement("p");
    nothing.className = "ss-palette-nothing";
    nothing.setAttribute("role", "presentation");
    nothing.textContent = "Nothing is called “" + typed + "” on any connection.";
    list.replaceChildren(nothing);
  }
  if (reading) {
    setTimeout(() => { if (dialog.open && input.value.trim() === typed) { ask(); } }, 1200);
  }
}

function say(text) {
  if (status.textContent !== text) {
    status.textContent = text;
  }
}

function go(option, elsewhere) {
  const address = option ? option.dataset.href : dialog.dataset.page + "?q=" + encodeURIComponent(input.value.trim());
  if (elsewhere) {
    open(address, "_blank", "noopener");
  }
  else {
    location.assign(address);
  }
}

// Enter means what was typed last, also where its results are still on their way.
async function enter(event) {
  const elsewhere = event.ctrlKey || event.metaKey;
  clearTimeout(timer);
  if (shown !== input.value.trim()) {
    await ask();
  }
  for (let tries = 0; !active && reading && tries < 5 && dialog.open; tries++) {
    await ask();
  }
  go(shown === input.value.trim() ? active : null, elsewhere);
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 120);
});

input.addEventListener("keydown", (event) => {
  if (event.isComposing) {
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const all = options();
    if (all.length > 0) {
      choose(all[(all.indexOf(active) + step + all.length) % all.length]);
    }
  }
  else if (event.key === "Enter") {
    event.preventDefault();
    enter(event);
  }
});

list.addEventListener("pointermove", (event) => {
  const option = event.target.closest("[role=option]");
  if (option && option !== active) {
    choose(option, false);
  }
});
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) {
    go(option, event.ctrlKey || event.metaKey);
  }
});
list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openPalette();
  }
  if (event.target.closest("dialog [data-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog").close(); // its button, or the veil around it
  }
});
