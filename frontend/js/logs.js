// Log lines as they come: <ss-log-view data-lines="…/lines">. It holds lines in chunks and draws only those in sight, so that a hundred
// thousand of them scroll as lightly as ten. No piece of work here takes longer than a few milliseconds at a time.

const CHUNK = 1000; // lines
const MOST = 200_000; // lines; then the oldest chunk goes
const ROW = 20; // pixels, as in logs.css
const SLICE = 8; // milliseconds of work until the browser has its turn
const LONGEST = 4000; // characters of a line that are drawn
const EVERY = 2000; // milliseconds between two reads
const COLOURS = 6;

const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g; // what colours lines in a terminal
const UNUSUAL = /[^\x20-\x7e]/;

const pause = () => new Promise((done) => setTimeout(done, 0));

/** As a line stands on the screen: without what moves the cursor. */
function clean(text) {
  if (!UNUSUAL.test(text)) {
    return text;
  }
  return text.replace(ESCAPES, "").replace(/\s+$/, "").replaceAll("\t", "    ").replaceAll(/\r?\n/g, " ⏎ ").replaceAll(/[\u0000-\u001f\u007f]/g, "·");
}

/** How many columns a text takes: East Asian characters and pictures take two. */
function columns(text) {
  if (!UNUSUAL.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const sign of text) {
    width += sign.codePointAt(0) >= 0x1100 ? 2 : 1;
  }
  return width;
}

/** Which lines are kept, as dev.shipshape.logs.view.LogFilter says. */
function filter(include, exclude) {
  const words = (text) => text.toLowerCase().split("|").map((word) => word.trim()).filter(Boolean);
  const some = words(include);
  const none = words(exclude);
  if (some.length === 0 && none.length === 0) {
    return null;
  }
  return (text) => {
    const lower = text.toLowerCase();
    return (some.length === 0 || some.some((word) => lower.includes(word))) && !none.some((word) => lower.includes(word));
  };
}

/** Lines in the order in which they came; each chunk knows which of its lines are shown and how many rows these take. */
class Lines {
  chunks = [];
  total = 0;
  shown = 0;
  rows = 0;
  keeps = null;
  width = 0; // columns of a row; 0 where a line takes one row
  #work = 0;

  add(line) {
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.lines.length === CHUNK) {
      chunk = { lines: [], shown: [], rows: 0 };
      this.chunks.push(chunk);
    }
    this.total++;
    chunk.lines.push(line);
    if (!this.keeps || this.keeps(line.text)) {
      chunk.shown.push(line);
      this.shown++;
      const rows = this.rowsOf(line);
      chunk.rows += rows;
      this.rows += rows;
    }
  }

  /** Drops the oldest lines where there are too many; how many rows went. */
  trim() {
    let gone = 0;
    while (this.total > MOST) {
      const chunk = this.chunks.shift();
      this.total -= chunk.lines.length;
      this.shown -= chunk.shown.length;
      this.rows -= chunk.rows;
      gone += chunk.rows;
    }
    return gone;
  }

  rowsOf(line) {
    return this.width === 0 ? 1 : Math.max(1, Math.ceil(line.columns / this.width));
  }

  /** Looks at all lines again, chunk by chunk, the newest first; calls back between. False if another call came meanwhile. */
  async again(between) {
    const work = ++this.#work;
    let begun = performance.now();
    for (const chunk of [...this.chunks].reverse()) {
      if (performance.now() - begun > SLICE) {
        between();
        await pause();
        if (work !== this.#work) {
          return false;
        }
        begun = performance.now();
      }
      const before = chunk.rows;
      this.shown -= chunk.shown.length;
      chunk.shown = this.keeps ? chunk.lines.filter((line) => this.keeps(line.text)) : chunk.lines.slice();
      chunk.rows = this.width === 0 ? chunk.shown.length : chunk.shown.reduce((sum, line) => sum + this.rowsOf(line), 0);
      this.shown += chunk.shown.length;
      this.rows += chunk.rows - before;
    }
    return true;
  }

  /** The lines from a row on: the first of them begins at `start`, which is that row or above it. */
  from(row, most) {
    const found = [];
    let start = 0;
    let at = 0;
    for (const chunk of this.chunks) {
      if (found.length === 0 && at + chunk.rows <= row) {
        at += chunk.rows;
        continue;
      }
      let index = 0;
      if (this.width === 0) {
        index = Math.max(0, row - at);
        at += index;
      }
      for (; index < chunk.shown.length; index++) {
        const line = chunk.shown[index];
        const rows = this.rowsOf(line);
        if (found.length > 0 || at + rows > row) {
          if (found.length === 0) {
            start = at;
          }
          found.push(line);
          if (found.length === most) {
            return { start, found };
          }
        }
        at += rows;
      }
    }
    return { start, found };
  }
}

customElements.define("ss-log-view", class extends HTMLElement {
  connectedCallback() {
    if (this.ready || this.dataset.plain !== undefined) {
      return;
    }
    this.ready = true;
    this.form = this.querySelector("form");
    this.remark = this.querySelector("[data-remark]");
    this.download = document.querySelector("[data-download]");
    this.build();
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.asked(); });
    this.form.addEventListener("input", (event) => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.asked(), event.target.type === "search" ? 200 : 0);
    });
    this.sight.addEventListener("scroll", () => { this.follows = this.atEnd(); this.draw(); }, { passive: true });
    this.resizing = new ResizeObserver(() => this.measure());
    this.resizing.observe(this.sight);
    this.waking = () => { if (!document.hidden) { this.read(); } };
    document.addEventListener("visibilitychange", this.waking);
    this.since = this.form.elements.since.value;
    this.lines = new Lines();
    this.lines.keeps = this.filter();
    this.begin();
    this.measure();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.resizing?.disconnect();
    document.removeEventListener("visibilitychange", this.waking);
    this.gone = true;
  }

  build() {
    const make = (name, className, parent, text) => {
      const element = document.createElement(name);
      element.className = className;
      if (text) { element.textContent = text; }
      parent?.append(element);
      return element;
    };
    this.foot = make("div", "lg-foot", this);
    this.stop = make("button", "btn btn-sm", this.foot, "Pause");
    this.stop.type = "button";
    this.stop.setAttribute("aria-pressed", "false");
    this.stop.addEventListener("click", () => this.halt(!this.halted));
    this.end = make("button", "btn btn-sm", this.foot, "To the newest");
    this.end.type = "button";
    this.end.addEventListener("click", () => { this.follows = true; this.toEnd(); this.draw(); });
    this.words = make("span", "lg-words", this.foot);
    this.sight = make("div", "lg-sight", this);
    this.sight.tabIndex = 0;
    this.sight.setAttribute("role", "log");
    this.sight.setAttribute("aria-live", "off");
    this.sight.setAttribute("aria-label", "Log lines");
    this.space = make("div", "lg-space", this.sight);
    this.window = make("div", "lg-window", this.space);
    this.probe = make("span", "lg-text lg-probe", this.sight, "0".repeat(100));
    this.pool = [];
  }

  /** Begins anew: another time was chosen. */
  begin() {
    clearTimeout(this.timer);
    this.lines.chunks = [];
    this.lines.total = this.lines.shown = this.lines.rows = 0;
    this.recent = new Map();
    this.labels = new Map();
    this.next = null;
    this.ended = false;
    this.caughtUp = false;
    this.follows = true;
    this.turn = (this.turn ?? 0) + 1;
    this.draw();
    this.read();
  }

  /** What the form asks for now; the address says it, too. */
  asked() {
    const fields = new FormData(this.form);
    const address = new URL(location.href);
    for (const [name, value] of fields) {
      if (value) { address.searchParams.set(name, value); } else { address.searchParams.delete(name); }
    }
    history.replaceState(history.state, "", address);
    if (this.download) {
      const file = new URL(this.download.href);
      for (const name of ["include", "exclude", "since"]) { file.searchParams.set(name, fields.get(name)); }
      this.download.href = file;
    }
    this.lines.keeps = this.filter();
    if (fields.get("since") !== this.since) {
      this.since = fields.get("since");
      this.begin();
      return;
    }
    this.measure(true);
  }

  filter() {
    return filter(this.form.elements.include.value, this.form.elements.exclude.value);
  }

  /** How wide a row is, and so how many rows each line takes; the line in sight stays in sight. */
  measure(always = false) {
    const wraps = this.form.elements.wrap.value === "on";
    const sign = this.probe.getBoundingClientRect().width / 100 || 8;
    const row = this.window.querySelector(".lg-text");
    const left = row ? row.offsetLeft : 0;
    const room = Math.floor((this.sight.clientWidth - left - 24) / sign);
    const width = wraps ? Math.max(20, room) : 0;
    this.toggleAttribute("data-wraps", wraps);
    if (!always && width === this.lines.width && this.height === this.sight.clientHeight) {
      return;
    }
    this.height = this.sight.clientHeight;
    this.lines.width = width;
    const first = this.follows ? null : this.lines.from(Math.floor(this.sight.scrollTop / ROW), 1).found[0];
    const settle = () => {
      if (this.follows) { this.toEnd(); }
      this.draw();
    };
    this.lines.again(settle).then((whole) => {
      if (whole && first) { this.show(first); }
      settle();
    });
  }

  /** Brings a line to the top, or the one that comes after it. */
  show(line) {
    let row = 0;
    for (const chunk of this.lines.chunks) {
      if (chunk.lines.at(-1).number < line.number) {
        row += chunk.rows;
        continue;
      }
      for (const one of chunk.shown) {
        if (one.number >= line.number) { break; }
        row += this.lines.rowsOf(one);
      }
      break;
    }
    this.resize();
    this.sight.scrollTop = row * ROW;
  }

  halt(halted) {
    this.halted = halted;
    this.stop.textContent = halted ? "Go on" : "Pause";
    this.stop.setAttribute("aria-pressed", halted);
    if (!halted) { this.read(); }
    this.tell();
  }

  async read() {
    clearTimeout(this.timer);
    if (this.reading || this.halted || this.ended || this.gone) {
      return;
    }
    this.reading = true;
    const turn = this.turn;
    let more = false;
    try {
      const address = new URL(this.dataset.lines, location.href);
      address.searchParams.set("since", this.since);
      if (this.next) { address.searchParams.set("after", this.next); }
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const type = answer.headers.get("Content-Type") ?? "";
      if (answer.redirected || !type.includes("json")) {
        throw new Error("Sign in again: load this page anew.");
      }
      const page = await answer.json();
      if (page.problem) {
        throw new Error(page.problem);
      }
      if (turn === this.turn) {
        this.trouble = "";
        await this.take(page, turn);
        more = page.more;
      }
    }
    catch (error) {
      this.trouble = error instanceof TypeError ? "Shipshape cannot be reached; trying again." : error.message;
    }
    this.reading = false;
    this.tell();
    if (turn !== this.turn || more) {
      this.read();
    }
    else if (!document.hidden) {
      this.timer = setTimeout(() => this.read(), EVERY);
    }
  }

  async take(page, turn) {
    const streams = page.streams.map((label) => this.stream(label));
    let begun = performance.now();
    for (const [at, stream, id, text] of page.lines) {
      if (this.recent.has(id)) {
        continue;
      }
      this.recent.set(id, at);
      const shown = clean(text.length > LONGEST ? text.slice(0, LONGEST) + " … (the file has all of it)" : text);
      this.number = (this.number ?? 0) + 1;
      this.lines.add({ at, stream: streams[stream], text: shown, columns: columns(shown), number: this.number });
      if (performance.now() - begun > SLICE) {
        await pause();
        if (turn !== this.turn) {
          return;
        }
        begun = performance.now();
      }
    }
    this.next = page.next;
    this.caughtUp = !page.more;
    this.ended = page.ended;
    this.remark.hidden = !page.remark;
    if (page.remark) { this.remark.firstElementChild.textContent = page.remark; }
    this.forget();
    const gone = this.lines.trim();
    this.dropped ||= gone > 0;
    if (this.follows) {
      this.toEnd();
    }
    else if (gone > 0) {
      this.sight.scrollTop -= gone * ROW;
    }
    this.draw();
  }

  /** Only what came lately can come again. */
  forget() {
    let much = this.recent.size - 20_000;
    for (const id of this.recent.keys()) {
      if (much-- <= 0) { break; }
      this.recent.delete(id);
    }
  }

  stream(label) {
    if (!this.labels.has(label)) {
      this.labels.set(label, { label, colour: this.labels.size % COLOURS });
      const longest = Math.max(...[...this.labels.keys()].map((name) => name.length));
      this.sight.style.setProperty("--lg-label", Math.min(longest, 24) + "ch");
      this.measured = false; // the text begins elsewhere now
    }
    return this.labels.get(label);
  }

  atEnd() {
    return this.sight.scrollTop + this.sight.clientHeight >= this.lines.rows * ROW - ROW / 2;
  }

  toEnd() {
    this.resize();
    this.sight.scrollTop = this.lines.rows * ROW;
  }

  resize() {
    const height = this.lines.rows * ROW + "px";
    if (this.space.style.height !== height) { this.space.style.height = height; }
  }

  draw() {
    this.drawing ??= requestAnimationFrame(() => { this.drawing = null; this.drawNow(); });
  }

  drawNow() {
    this.resize();
    const most = Math.ceil(this.sight.clientHeight / ROW) + 12;
    const { start, found } = this.lines.from(Math.max(0, Math.floor(this.sight.scrollTop / ROW) - 6), most);
    const local = this.form.elements.tz.value === "local";
    this.window.style.transform = `translateY(${start * ROW}px)`;
    while (this.pool.length < found.length) { this.pool.push(this.row()); }
    this.pool.forEach((row, index) => this.fill(row, found[index], local));
    if (this.lines.width > 0 && !this.measured && found.length > 0) {
      this.measured = true;
      this.measure();
    }
    this.tell();
  }

  row() {
    const element = document.createElement("div");
    element.className = "lg-row";
    const [time, label, text] = ["lg-time", "lg-label", "lg-text"].map((name) => {
      const part = document.createElement("span");
      part.className = name;
      element.append(part);
      return part;
    });
    this.window.append(element);
    return { element, time, label, text, line: null, key: "" };
  }

  fill(row, line, local) {
    row.element.hidden = !line;
    const key = line ? `${line.number} ${local} ${this.lines.width}` : "";
    if (row.key === key) {
      return;
    }
    row.key = key;
    if (!line) {
      return;
    }
    const date = new Date(line.at);
    const shown = local ? new Date(line.at - date.getTimezoneOffset() * 60_000) : date;
    const iso = shown.toISOString();
    row.time.textContent = iso.slice(5, 10) + " " + iso.slice(11, 23);
    row.time.title = iso.slice(0, 10) + (local ? "" : " UTC");
    row.label.textContent = line.stream.label;
    row.label.title = line.stream.label;
    row.element.dataset.colour = line.stream.colour;
    row.text.textContent = line.text;
    row.element.style.height = this.lines.rowsOf(line) * ROW + "px";
  }

  tell() {
    const count = (number) => number.toLocaleString("en");
    const { total, shown } = this.lines;
    const parts = [shown === total ? `${count(total)} ${total === 1 ? "line" : "lines"}` : `${count(shown)} of ${count(total)} lines`];
    if (this.dropped) { parts.push(`the newest ${count(MOST)} are kept here, the file has all`); }
    if (this.trouble) { parts.push(this.trouble); }
    else if (this.halted) { parts.push("paused"); }
    else if (this.ended) { parts.push("the task has ended"); }
    else { parts.push(this.caughtUp ? "live" : "reading …"); }
    const words = parts.join(" · ");
    if (this.words.textContent !== words) { this.words.textContent = words; }
    this.dataset.state = this.trouble ? "trouble" : this.halted ? "paused" : this.ended ? "ended" : this.caughtUp ? "live" : "reading";
    this.end.hidden = this.follows;
    this.stop.hidden = Boolean(this.ended);
  }
});
