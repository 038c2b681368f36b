// Search over every page: a combobox whose results the server finds and ranks. It holds nothing that /search does not.
const dialog = document.getElementById("palette");
const input = document.getElementById("palette-input");
const list = document.getElementById("palette-results");
const missing = document.getElementById("palette-missing");
const status = document.getElementById("palette-status");
let asked = null;
let timer = 0;
let active = null;

export function openPalette(text = "") {
  if (!dialog.open) {
    document.querySelectorAll("dialog[open]").forEach((other) => other.close());
    input.value = text;
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
  try {
    const answer = await fetch(dialog.dataset.results + "?q=" + encodeURIComponent(typed), { signal: mine.signal });
    const html = await answer.text();
    if (asked !== mine) {
      return;
    }
    const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-shown]");
    if (!answer.ok || !found) {
      say("The search could not be done. Enter tries it as a page.");
      return;
    }
    list.replaceChildren(...found.children);
    choose(options()[0], false);
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(options().length > 0));
    missing.textContent = found.dataset.missing;
    missing.hidden = !found.dataset.missing;
    const count = options().length;
    say(typed === "" ? "" : (count === 0 ? "Nothing found" : count === 1 ? "1 result" : count + " results") + (found.dataset.missing ? ". " + found.dataset.missing : ""));
    if (typed && count === 0) {
      const nothing = document.createElement("p");
      nothing.className = "ss-palette-nothing";
      nothing.setAttribute("role", "presentation");
      nothing.textContent = "Nothing is called “" + typed + "” on any connection.";
      list.replaceChildren(nothing);
    }
    if (found.dataset.missing.includes("still being read")) {
      clearTimeout(timer);
      timer = setTimeout(() => { if (dialog.open && asked === mine) { ask(); } }, 1200);
    }
  }
  catch (error) {
    if (error.name !== "AbortError") {
      say("The server cannot be reached.");
    }
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
  if (timer || dialog.dataset.waiting !== undefined) {
    clearTimeout(timer);
    timer = 0;
    delete dialog.dataset.waiting;
    await ask();
  }
  go(active, elsewhere);
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  dialog.dataset.waiting = "";
  timer = setTimeout(() => { timer = 0; delete dialog.dataset.waiting; ask(); }, 120);
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
