// Small custom elements. Everything that they hold is there without them, too.

const COPY = '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" aria-hidden="true"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M3.500 10.500h-.5A1 1 0 0 1 2 9.500V3a1 1 0 0 1 1-1h6.500a1 1 0 0 1 1 1v.5"/></svg>';
const DONE = '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="m3 8.500 3.200 3.200L13 4.8"/></svg>';

function copyButton(label, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ss-copy-button";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.innerHTML = COPY;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.innerHTML = DONE;
      button.dataset.done = "";
      announce("Copied");
    }
    catch {
      announce("The browser does not let us copy; the text is selected");
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector("code"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    setTimeout(() => { button.innerHTML = COPY; delete button.dataset.done; }, 1600);
  });
  return button;
}

function announce(text) {
  const live = document.getElementById("live");
  if (live) {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = text; });
  }
}

/** Something shown short that can be copied whole: `data-copy` holds all of it. */
customElements.define("ss-copy", class extends HTMLElement {
  connectedCallback() {
    if (!this.querySelector(".ss-copy-button")) {
      this.append(copyButton("Copy " + this.dataset.copy, () => this.dataset.copy));
    }
  }
});

/** A command in a dark block. */
customElements.define("ss-command", class extends HTMLElement {
  connectedCallback() {
    if (!this.querySelector(".ss-copy-button")) {
      this.append(copyButton("Copy the command", () => this.querySelector("code").textContent));
    }
  }
});

/** The same command for several systems: sections become tabs; the choice is remembered for this visit. */
customElements.define("ss-commands", class extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[role=tablist]")) {
      return;
    }
    const sections = [...this.querySelectorAll(":scope > section")];
    const list = document.createElement("div");
    list.className = "ss-tablist";
    list.setAttribute("role", "tablist");
    const tabs = sections.map((section) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.textContent = section.dataset.tab;
      section.setAttribute("role", "tabpanel");
      section.setAttribute("aria-label", section.getAttribute("aria-label") ?? section.dataset.tab);
      tab.addEventListener("click", () => { choose(section); sessionStorage.setItem("ss-system", section.dataset.tab); });
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) {
          const next = (tabs.indexOf(tab) + step + tabs.length) % tabs.length;
          tabs[next].focus();
          tabs[next].click();
        }
      });
      list.append(tab);
      return tab;
    });
    const choose = (chosen) => sections.forEach((section, index) => {
      section.hidden = section !== chosen;
      tabs[index].setAttribute("aria-selected", section === chosen);
      tabs[index].tabIndex = section === chosen ? 0 : -1;
    });
    this.prepend(list);
    this.dataset.ready = "";
    const remembered = sessionStorage.getItem("ss-system") ?? (navigator.userAgent.includes("Windows") ? "Windows" : "");
    choose(sections.find((section) => section.dataset.tab === remembered) ?? sections[0]);
  }
});

/** The command that the form around (or the one named by `data-form`) stands for, asked for anew as one types. */
customElements.define("ss-equivalent", class extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById(this.dataset.form) ?? this.closest("form");
    if (!this.form) {
      return;
    }
    this.plain ??= this.innerHTML;
    this.later = () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), 350); };
    this.form.addEventListener("input", this.later);
    this.form.addEventListener("change", this.later);
    this.ask();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.form?.removeEventListener("input", this.later);
    this.form?.removeEventListener("change", this.later);
  }

  async ask() {
    const asked = this.asked = Symbol("asked");
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
    body.set("preview", "command");
    if (this.form.dataset.confirm !== undefined) {
      body.set("confirmation", this.form.dataset.confirm);
    }
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, redirect: "manual", headers: { "X-Shipshape-Preview": "command" } });
      const text = answer.headers.get("X-Shipshape-Preview") ? await answer.text() : "";
      if (asked === this.asked && this.isConnected) {
        this.show(text);
      }
    }
    catch {
      this.show("");
    }
  }

  show(html) {
    if (html !== this.shown) {
      this.shown = html;
      this.innerHTML = html || '<p class="ss-muted">The command appears here once the form is filled in.</p>';
    }
  }
});

/** A moment, as time that has passed; the title keeps it in full. */
const ticking = new Set();

customElements.define("ss-time", class extends HTMLElement {
  connectedCallback() {
    this.moment ??= new Date(this.querySelector("time").dateTime);
    this.tick();
    ticking.add(this);
  }

  disconnectedCallback() {
    ticking.delete(this);
  }

  tick() {
    const time = this.querySelector("time");
    const text = ago((Date.now() - this.moment.getTime()) / 1000);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
});

setInterval(() => ticking.forEach((element) => element.tick()), 1000);

function ago(seconds) {
  const past = seconds >= 0;
  const s = Math.abs(seconds);
  const text = s < 60 ? Math.floor(s) + " s" : s < 3600 ? Math.floor(s / 60) + " min" : s < 86400 ? Math.floor(s / 3600) + " h"
    : Math.floor(s / 86400) + " d";
  return s < 1 ? "now" : past ? text + " ago" : "in " + text;
}

// Menus close on Escape, on a click elsewhere, and when another opens.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".ss-menu, .ss-more") && event.target.open) {
    document.querySelectorAll(".ss-menu[open], .ss-more[open]").forEach((menu) => { if (menu !== event.target) { menu.open = false; } });
  }
}, true);
document.addEventListener("click", (event) => {
  document.querySelectorAll(".ss-menu[open], .ss-more[open]").forEach((menu) => { if (!menu.contains(event.target)) { menu.open = false; } });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector(".ss-menu[open], .ss-more[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

// A removal's button waits until the name has been typed. The server checks it all the same.
function guard(form) {
  const input = form.querySelector("[name=confirmation]");
  const button = form.querySelector("[type=submit]");
  if (input && button) {
    button.disabled = input.value !== form.dataset.confirm;
  }
}
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-confirm]");
  if (form) {
    guard(form);
  }
});
const guardAll = () => document.querySelectorAll("form[data-confirm]").forEach(guard);
guardAll();
document.addEventListener("htmx:afterSwap", guardAll);

// Many at once: the bar says how many rows are ticked, and its buttons wait for the first.
function ticks() {
  const bar = document.querySelector(".ss-many-bar");
  if (bar) {
    const boxes = [...document.querySelectorAll("[data-tick]")];
    const ticked = boxes.filter((box) => box.checked).length;
    const all = bar.querySelector("[data-tick-all]");
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    bar.querySelector(".form-check-label").textContent = ticked ? ticked + " ticked" : "All on this page";
    bar.querySelectorAll("button").forEach((button) => { button.disabled = ticked === 0; });
    bar.toggleAttribute("data-some", ticked > 0);
  }
}
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-tick-all]")) {
    document.querySelectorAll("[data-tick]").forEach((box) => { box.checked = event.target.checked; });
  }
  if (event.target.matches?.("[data-tick],[data-tick-all]")) {
    ticks();
  }
});
ticks();
document.addEventListener("htmx:afterSwap", ticks);

// Pressed twice, a change is still sent once. Coming back to the page makes the form fresh.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || event.submitter?.name === "preview" || form.closest("[hx-post],[data-theme-form]")) {
    return;
  }
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  event.submitter?.setAttribute("data-busy", "");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    form.removeAttribute("data-sent");
    form.querySelector("[data-busy]")?.removeAttribute("data-busy");
  }
});

// After a form came back with something wrong, the first wrong field has the focus.
const wrong = () => document.querySelector("[aria-invalid=true]")?.focus();
wrong();
document.addEventListener("htmx:afterSwap", (event) => { if (event.detail.xhr?.status === 422) { wrong(); } });
