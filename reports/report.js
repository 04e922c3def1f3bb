"use strict";
// What a page can do besides being read: lay out evidence when it is opened, find, sort and save rows.
// Text of others becomes text and nothing else: nothing here makes markup of a string.
(() => {
  document.documentElement.classList.remove("arriving");
  const SIGNS = { passed: ["passed", "✓", "kept"], failed: ["failed", "✗", "broken"],
    cantTell: ["cant-tell", "?", "could not tell"], untested: ["untested", "·", "not tested"],
    inapplicable: ["inapplicable", "–", "does not apply"] };
  const kept = new Map();

  const unpack = (id) => {
    if (!kept.has(id)) kept.set(id, read(document.getElementById(id).textContent));
    return kept.get(id);
  };
  const read = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const make = (name, kind, ...children) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...children);
    return made;
  };

  const message = (name, text) => text ? [make("div", "message", make("h5", "", name), make("pre", "", text))] : [];
  const exchange = (text) => ([method, url, status, told, request, answer, repeat]) => {
    const summary = make("summary", "", make("code", "", `${text(method)} ${text(url)}`), " ",
      make("span", "status", text(status)), " ", make("span", "place", text(told)));
    return make("details", "exchange", summary, ...message("Request", text(request)),
      ...message("Answer", text(answer)), ...message("To repeat it", text(repeat)));
  };
  const sign = (outcome) => {
    const [name, letter, word] = SIGNS[outcome];
    const shown = make("span", "", letter);
    shown.ariaHidden = "true";
    return make("span", `sign ${name}`, shown, make("span", "unseen", `${word}: `));
  };
  const step = (text, key) => ([outcome, keyword, said, left, exchanges], place) => {
    const more = left ? [make("p", "hint", `(${left} more exchanges are not kept.)`)] : [];
    const made = make("li", "step", sign(outcome), "\u00a0", make("strong", "", text(keyword)), ` ${text(said)}`, ...exchanges.map(exchange(text)), ...more);
    made.id = `${key}-${place + 1}`;
    return made;
  };
  const layOut = async (scenario) => {
    const part = scenario.dataset.part;
    delete scenario.dataset.part;
    const [shared, { texts, scenarios }] = await Promise.all([unpack("shared"), unpack(`part-${part}`)]);
    const text = (number) => number < shared.length ? shared[number] : texts[number - shared.length];
    scenario.append(make("ol", "steps", ...scenarios[scenario.id].map(step(text, scenario.id))));
  };
  document.getElementById("scenario-rows").addEventListener("toggle", (event) => {
    if (event.target.open && event.target.dataset.part) {
      layOut(event.target).catch((error) => event.target.append(make("p", "reason", `This browser cannot show it (${error.message}). It stands in results.json.`)));
    }
  }, true);

  const follow = async () => {
    const id = location.hash.slice(1);  // ids are plain letters here, so that nothing has to be decoded
    const scenario = document.getElementById(id.replace(/^(s-[0-9a-f]+)-\d+$/, "$1"));
    if (!scenario) return;
    for (let around = scenario; around; around = around.parentElement) {
      if (around.localName === "details") around.open = true;
    }
    if (scenario.hidden) document.querySelectorAll(".tools").forEach((tools) => tools.dispatchEvent(new Event("reset")));
    if (scenario.dataset.part) await layOut(scenario);
    const said = document.querySelector(`.paper a[href="#${CSS.escape(id)}"]`);
    if (said) said.scrollIntoView({ block: "nearest" });
    else document.getElementById(id)?.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  document.addEventListener("keydown", (event) => {
    const close = event.key === "Escape" && document.querySelector(":target > .close, :target .close");
    if (close) close.click();
  });

  const NUMBERS = { took: true, mark: true };
  const valueOf = (row, by) => {
    if (by === "took") return -Number(row.dataset.took);
    if (by === "mark") return Number(row.dataset.weight);
    const cell = { name: "th, .name", binds: "td:nth-of-type(1)", says: "td:nth-of-type(2)", turn: "td:nth-of-type(4)" }[by];
    return row.querySelector(cell).textContent;
  };
  const compare = (by) => (one, other) => {
    const [a, b] = [valueOf(one, by), valueOf(other, by)];
    return NUMBERS[by] ? a - b : a.localeCompare(b);
  };
  for (const tools of document.querySelectorAll(".tools")) {
    const list = document.getElementById(tools.dataset.list);
    const rows = [...list.children];
    const [find, sort, told] = ["[data-find]", "[data-sort]", ".told"].map((name) => tools.querySelector(name));
    const choices = [...tools.querySelectorAll("[data-by]")];
    const heads = [...document.querySelectorAll(`table:has(> #${list.id}) [data-sorts]`)];
    let backwards = false;
    const words_of = new Map();
    const textOf = (row) => {
      if (!words_of.has(row)) {
        const told = row.localName === "tr" ? [row] : [...row.children].filter((one) => one.localName !== "noscript");
        words_of.set(row, told.map((one) => one.textContent).join(" ").toLowerCase());
      }
      return words_of.get(row);
    };
    const choose = () => {
      const words = find.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !choices.every((one) => !one.value || row.dataset[one.dataset.by] === one.value)
          || (words !== "" && !textOf(row).includes(words));
        shown += !row.hidden;
      }
      told.textContent = shown === rows.length ? `All ${rows.length} are shown.` : `${shown} of ${rows.length} are shown.`;
    };
    const order = () => {
      const sorted = sort.value === "place" ? [...rows] : rows.toSorted(compare(sort.value));
      list.append(...(backwards ? sorted.reverse() : sorted));
      for (const head of heads) {
        if (head.dataset.sorts === sort.value) head.ariaSort = backwards ? "descending" : "ascending";
        else head.removeAttribute("aria-sort");
      }
    };
    for (const head of heads) {
      const button = make("button", "", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        backwards = sort.value === head.dataset.sorts && !backwards;
        sort.value = head.dataset.sorts;
        order();
      });
    }
    tools.addEventListener("reset", () => {
      find.value = "";
      choices.forEach((one) => { one.value = ""; });
      choose();
    });
    find.addEventListener("input", choose);
    choices.forEach((one) => one.addEventListener("change", choose));
    sort.addEventListener("change", () => { backwards = false; order(); });
    tools.querySelector("[data-csv]")?.addEventListener("click", async () => {
      const [head, lines] = await unpack("rows-of-the-ledger");
      const found = new Map(lines.map(([row, ...its]) => [row, its]));
      const shown = [...list.children].filter((row) => !row.hidden).flatMap((row) => found.get(row.id));
      const link = make("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", head, ...shown], { type: "text/csv" }));
      link.download = "ledger.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    });
    choose();
    tools.hidden = false;
  }
  follow();
})();
