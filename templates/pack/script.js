// Search, filters and sorting. Every page reads the same without it. Data becomes text, never markup.
"use strict";
(function () {
  const script = document.currentScript;
  const root = script ? script.getAttribute("data-root") || "" : "";
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function make(tag, attributes, children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  function wordsOf(text) { return text.toLowerCase().split(/\s+/).filter(Boolean); }

  // The state of the page's tables stands in the address as `#?…`; any other fragment is an anchor.
  const state = {
    read: function () { return new URLSearchParams(location.hash.slice(0, 2) === "#?" ? location.hash.slice(2) : ""); },
    write: function (parameters) {
      const text = parameters.toString();
      if (!text && location.hash.slice(0, 2) !== "#?") { return; }
      history.replaceState(null, "", "#" + (text ? "?" + text : ""));
    }
  };

  // MARK: Tables

  // What a cell says in one value: its mark, or its only words; null where it holds a list.
  function valueOf(cell) {
    const badge = cell.querySelector(".badge");
    if (badge) { return badge.textContent.trim().replace(/ (until|since|\(level) .*$/, ""); }
    if (cell.querySelectorAll("a, .plain").length > 1) { return null; }
    let text = "";
    cell.childNodes.forEach(function (node) {
      if (!(node.classList && node.classList.contains("note"))) { text += node.textContent; }
    });
    return text.trim();
  }

  function Table(frame, table, number) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const bodies = Array.from(table.tBodies);
    const rows = bodies.flatMap(function (body) {
      return Array.from(body.rows).filter(function (row) { return !row.classList.contains("group"); });
    });
    const texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    const titles = heads.map(function (head) { return head.textContent.trim(); });
    const key = "t" + number;
    const status = make("span", { role: "status", class: "filter-count" });
    const input = make("input", { type: "search", autocomplete: "off" });
    const clear = make("button", { type: "button", class: "filter-clear" }, ["Show all"]);
    const selects = [];
    let sorted = null;

    function addSelects() {
      heads.forEach(function (head, column) {
        if (column === 0) { return; }
        const values = new Map();
        for (const row of rows) {
          const value = row.cells[column] ? valueOf(row.cells[column]) : "";
          if (value === null || value.length > 40) { return; }
          if (value) { values.set(value, (values.get(value) || 0) + 1); }
          if (values.size > 20) { return; }
        }
        if (values.size < 2 || values.size > rows.length * 0.6) { return; }
        const select = make("select", {}, [make("option", { value: "" }, ["all"])]);
        Array.from(values.keys()).sort(order.compare).forEach(function (value) {
          select.append(make("option", { value: value }, [value + " (" + values.get(value) + ")"]));
        });
        selects.push({ column: column, name: titles[column], select: select });
      });
    }

    function apply() {
      const wanted = wordsOf(input.value);
      const chosen = selects.filter(function (one) { return one.select.value; });
      let shown = 0;
      rows.forEach(function (row, index) {
        const fits = wanted.every(function (word) { return texts[index].includes(word); })
          && chosen.every(function (one) { return valueOf(row.cells[one.column]) === one.select.value; });
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      bodies.forEach(function (body) {
        const all = Array.from(body.rows);
        all.filter(function (row) { return row.classList.contains("group"); }).forEach(function (row) {
          row.hidden = all.every(function (other) { return other.classList.contains("group") || other.hidden; });
        });
      });
      const isFiltered = wanted.length > 0 || chosen.length > 0;
      status.textContent = isFiltered ? shown + " of " + rows.length + " rows" : rows.length + " rows";
      clear.hidden = !isFiltered;
    }

    function sort(column, down) {
      heads.forEach(function (head, index) {
        if (index === column) { head.setAttribute("aria-sort", down ? "descending" : "ascending"); }
        else { head.removeAttribute("aria-sort"); }
      });
      sorted = { column: column, down: down };
      bodies.forEach(function (body) {
        const own = Array.from(body.rows).filter(function (row) { return !row.classList.contains("group"); });
        own.sort(function (left, right) {
          const result = order.compare(left.cells[column].textContent.trim(), right.cells[column].textContent.trim());
          return down ? -result : result;
        });
        body.append.apply(body, own);
      });
    }

    function save() {
      const parameters = state.read();
      Array.from(parameters.keys()).forEach(function (name) {
        if (name.split(".")[0] === key) { parameters.delete(name); }
      });
      if (input.value.trim()) { parameters.set(key + ".q", input.value.trim()); }
      selects.forEach(function (one) { if (one.select.value) { parameters.set(key + ".is." + one.name, one.select.value); } });
      if (sorted) { parameters.set(key + ".by", titles[sorted.column] + (sorted.down ? " down" : "")); }
      state.write(parameters);
    }

    this.restore = function () {
      const parameters = state.read();
      input.value = parameters.get(key + ".q") || "";
      selects.forEach(function (one) {
        one.select.value = parameters.get(key + ".is." + one.name) || "";
        if (one.select.selectedIndex < 0) { one.select.value = ""; }
      });
      const by = parameters.get(key + ".by") || "";
      const column = titles.indexOf(by.replace(/ down$/, ""));
      if (column >= 0) { sort(column, / down$/.test(by)); }
      apply();
    };

    heads.forEach(function (head, column) {
      const button = make("button", { type: "button", "aria-label": "Sort by " + titles[column] });
      head.append(button);
      button.addEventListener("click", function () {
        sort(column, head.getAttribute("aria-sort") === "ascending");
        save();
      });
    });
    if (rows.length >= 8) {
      addSelects();
      const name = table.caption ? table.caption.textContent.trim() : "the table";
      const box = make("div", { class: "filter", role: "group", "aria-label": "Filter " + name });
      box.append(make("label", {}, ["Words ", input]));
      selects.forEach(function (one) { box.append(make("label", {}, [one.name + " ", one.select])); });
      box.append(clear, status);
      frame.insertBefore(box, table);
      box.addEventListener("input", function () { apply(); save(); });
      clear.addEventListener("click", function () {
        input.value = "";
        selects.forEach(function (one) { one.select.value = ""; });
        apply();
        save();
        input.focus();
      });
    }
    this.restore();
  }

  const tables = [];
  document.querySelectorAll("[data-filter]").forEach(function (frame, index) {
    const table = frame.querySelector("table");
    if (table && table.tHead && table.tBodies.length) { tables.push(new Table(frame, table, index + 1)); }
  });
  window.addEventListener("hashchange", function () {
    if (location.hash.slice(0, 2) === "#?") { tables.forEach(function (table) { table.restore(); }); }
  });

  // MARK: Search

  const index = { entries: [], parts: 1, loaded: 0, isComplete: true, isAsked: false };
  const input = make("input", {
    type: "search", autocomplete: "off", placeholder: "Search the pack  /", "aria-label": "Search the pack",
    "aria-controls": "search-results"
  });
  const count = make("p", { role: "status", class: "note" });
  const list = make("ol", { class: "results-list" });
  const results = make("div", { id: "search-results", class: "results" }, [count, list]);
  const form = make("form", { role: "search", class: "search" }, [input, results]);
  results.hidden = true;

  function load() {
    if (index.loaded >= index.parts) { return; }
    const next = make("script", { src: root + "search/index-" + (index.loaded + 1) + ".js" });
    next.addEventListener("error", function () { count.textContent = "The search index of this pack cannot be read."; });
    document.head.append(next);
  }

  window.auditpackSearch = function (parts, isComplete, entries) {
    entries.forEach(function (entry) {
      const title = entry[0].toLowerCase();
      index.entries.push({
        title: entry[0], kind: entry[1], way: entry[2], head: title, text: title + " " + entry[1] + " " + (entry[3] || "")
      });
    });
    index.parts = parts;
    index.isComplete = isComplete;
    index.loaded += 1;
    show();
    load();
  };

  function rank(entry, wanted) {
    let points = 0;
    for (const word of wanted) {
      const inHead = entry.head.indexOf(word);
      if (inHead < 0 && !entry.text.includes(word)) { return -1; }
      points += inHead === 0 ? 9 : inHead > 0 ? 5 : 1;
      if (entry.head.split(" ")[0] === word) { points += 20; }
    }
    return points + (entry.kind === "section" ? 0 : 2);
  }

  function show() {
    const wanted = wordsOf(input.value);
    results.hidden = wanted.length === 0;
    list.replaceChildren();
    if (!wanted.length) { return; }
    const found = [];
    index.entries.forEach(function (entry) {
      const points = rank(entry, wanted);
      if (points >= 0) { found.push({ entry: entry, points: points }); }
    });
    found.sort(function (left, right) {
      return right.points - left.points || order.compare(left.entry.title, right.entry.title);
    });
    found.slice(0, 30).forEach(function (one) {
      const link = make("a", { href: root + one.entry.way }, [one.entry.title]);
      list.append(make("li", {}, [link, " ", make("span", { class: "note" }, [one.entry.kind])]));
    });
    const isWhole = index.loaded >= index.parts;
    count.textContent = (found.length === 0 ? (isWhole ? "Nothing found" : "Reading the index")
      : found.length > 30 ? "The first 30 of " + found.length : found.length + " found")
      + (isWhole && !index.isComplete ? "; the pack is so large that not everything is in the index" : "");
  }

  function move(event) {
    const links = Array.from(list.querySelectorAll("a"));
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape") { input.value = ""; show(); input.focus(); }
    else if (event.key === "ArrowDown" && place + 1 < links.length) { links[place + 1].focus(); }
    else if (event.key === "ArrowUp" && place >= 0) { (place > 0 ? links[place - 1] : input).focus(); }
    else { return; }
    event.preventDefault();
  }

  const masthead = document.querySelector(".masthead");
  if (masthead) {
    masthead.append(form);
    input.addEventListener("focus", function () {
      if (!index.isAsked) { index.isAsked = true; load(); }
      show();
    });
    input.addEventListener("input", show);
    form.addEventListener("keydown", move);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const first = list.querySelector("a");
      if (first) { first.click(); }
    });
    list.addEventListener("click", function () { results.hidden = true; });
    document.addEventListener("click", function (event) { if (!form.contains(event.target)) { results.hidden = true; } });
    document.addEventListener("keydown", function (event) {
      const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
      if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  // What scrolls sideways has to be reached by keyboard; what does not scroll is no stop.
  function markScrollers() {
    document.querySelectorAll(".text table, .drawings, pre").forEach(function (one) {
      if (one.scrollWidth > one.clientWidth + 1) { one.tabIndex = 0; } else { one.removeAttribute("tabindex"); }
    });
  }
  markScrollers();
  window.addEventListener("resize", markScrollers);

  // On a phone the list of pages and the contents of a document start folded.
  if (window.matchMedia("(max-width: 52rem)").matches) {
    document.querySelectorAll(".menu, .contents details").forEach(function (one) { one.open = false; });
  }
})();
