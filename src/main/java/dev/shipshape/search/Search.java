package dev.shipshape.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.shipshape.search.Catalogue.Contents;
import dev.shipshape.search.Found.Group;
import org.springframework.stereotype.Component;

/** Ranks what fits what was typed, and groups it by kind. */
@Component
class Search {

    private static final String COMMANDS = "Commands";

    private static final String PAGES = "Pages";

    private final Catalogue catalogue;

    Search(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What fits.
     * @param query what was typed
     * @param pages the pages that whoever asks may go to
     * @param forms the pages that make something new
     * @param most how many of each kind are shown
     * @param mayChange whether whoever asks may change something; else what leads to
     * changes is left out
     */
    Found find(Query query, List<Indexed> pages, List<Indexed> forms, int most, boolean mayChange) {
        Map<String, List<Hit>> groups = new LinkedHashMap<>();
        if (query.text().isEmpty()) {
            groups.put(PAGES, hits(pages, query));
            return new Found(groups(groups, Integer.MAX_VALUE, mayChange), List.of());
        }
        List<Contents> contents = this.catalogue.contents();
        boolean goes = "go".equals(query.verb());
        if (query.verb() != null && !goes) {
            List<Hit> commands = new ArrayList<>();
            if (query.verb().equals("new") || query.verb().equals("run")) {
                forms.stream()
                    .filter((form) -> fits(form, query))
                    .map((form) -> Hit.of(form, 95))
                    .map(Search::changing)
                    .forEach(commands::add);
            }
            contents.forEach((one) -> commands(one.things(), query).forEach(commands::add));
            groups.put(COMMANDS, commands);
        }
        Query words = goes ? query : query.asWords();
        groups.put(PAGES,
                Stream.concat(hits(pages, words).stream(), hits(forms, words).stream().map(Search::changing)).toList());
        for (Contents one : contents) {
            groups.computeIfAbsent(one.shelf().kind(), (kind) -> new ArrayList<>()).addAll(hits(one.things(), words));
        }
        return new Found(groups(groups, most, mayChange), missing(contents));
    }

    private static boolean fits(Indexed form, Query query) {
        String verb = query.verb();
        boolean runs = form.name().startsWith("run");
        return ("run".equals(verb) == runs) && form.score(query.words()) > 0;
    }

    private static Hit changing(Hit hit) {
        return new Hit(hit.title(), hit.note(), hit.connection(), hit.href(), hit.state(), true, hit.score());
    }

    private static List<Hit> hits(List<Indexed> things, Query query) {
        List<Hit> hits = new ArrayList<>();
        for (Indexed thing : things) {
            int score = thing.score(query.words());
            if (score > 0) {
                hits.add(Hit.of(thing, score));
            }
        }
        return hits;
    }

    private static Stream<Hit> commands(List<Indexed> things, Query query) {
        return things.stream()
            .flatMap((thing) -> thing.entry()
                .commands()
                .stream()
                .filter((command) -> command.verb().equals(query.verb()))
                .map((command) -> Hit.of(thing, command, query.number(), thing.score(query.words())))
                .filter((hit) -> hit.score() > 0));
    }

    /** The groups by their best hit; commands stand first where one was typed. */
    private static List<Group> groups(Map<String, List<Hit>> hits, int most, boolean mayChange) {
        hits.replaceAll((kind, all) -> all.stream().filter((hit) -> mayChange || !hit.change()).toList());
        return hits.entrySet()
            .stream()
            .filter((group) -> !group.getValue().isEmpty())
            .map((group) -> new Group("found-" + group.getKey().toLowerCase(Locale.ROOT).replace(' ', '-'),
                    group.getKey(),
                    group.getValue()
                        .stream()
                        .sorted(Comparator.comparingInt(Hit::score).reversed().thenComparing(Search::length))
                        .limit(most)
                        .toList(),
                    group.getValue().size()))
            .sorted(Comparator
                .comparingInt((Group group) -> group.title().equals(COMMANDS) ? 1_000 : group.hits().get(0).score())
                .reversed())
            .toList();
    }

    /**
     * Short names fit better than long ones; numbers at the end, as of revisions, keep
     * their order.
     */
    private static int length(Hit hit) {
        return hit.title().replaceFirst("\\d+$", "").length();
    }

    private static List<String> missing(List<Contents> contents) {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        contents.forEach((one) -> one.shelf()
            .missing()
            .ifPresent((why) -> kinds
                .computeIfAbsent(one.shelf().connection().name() + ": " + why, (key) -> new LinkedHashSet<>())
                .add(one.shelf().kind().toLowerCase(Locale.ROOT))));
        long all = contents.stream().map((one) -> one.shelf().kind()).distinct().count();
        return kinds.entrySet()
            .stream()
            .map((entry) -> (entry.getValue().size() == all) ? "Nothing of " + entry.getKey()
                    : "No " + String.join(", ", entry.getValue()) + " of " + entry.getKey())
            .toList();
    }

}
