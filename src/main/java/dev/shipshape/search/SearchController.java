package dev.shipshape.search;

import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.web.Places;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;

/** Search as a page, and its results for the palette that opens over every page. */
@Controller
class SearchController {

    private static final int ON_A_PAGE = 50;

    private static final int IN_THE_PALETTE = 6;

    private final Search search;

    private final Catalogue catalogue;

    private final Connections connections;

    private final Places places;

    SearchController(Search search, Catalogue catalogue, Connections connections, Places places) {
        this.search = search;
        this.catalogue = catalogue;
        this.connections = connections;
        this.places = places;
    }

    @GetMapping("/search")
    String page(@RequestParam(required = false) @Nullable String q,
            @SessionAttribute(name = "connection", required = false) @Nullable String last, HttpServletRequest request,
            Model model) {
        return found(q, last, ON_A_PAGE, request, model, "search/page");
    }

    @GetMapping("/search/results")
    String results(@RequestParam(required = false) @Nullable String q,
            @SessionAttribute(name = "connection", required = false) @Nullable String last, HttpServletRequest request,
            Model model) {
        return found(q, last, IN_THE_PALETTE, request, model, "search/page :: options");
    }

    private String found(@Nullable String q, @Nullable String last, int most, HttpServletRequest request, Model model,
            String view) {
        Query query = Query.of(q);
        List<Indexed> pages = pages(request).map((entry) -> Indexed.of("", entry)).toList();
        List<Indexed> forms = this.connections.shown(last).stream().flatMap(this::forms).toList();
        model.addAttribute("query", query)
            .addAttribute("found", this.search.find(query, pages, forms, most, mayChange(request)));
        return view;
    }

    private static boolean mayChange(HttpServletRequest request) {
        return request.isUserInRole("OPERATOR") || request.isUserInRole("ADMIN");
    }

    private Stream<Indexed> forms(Connection connection) {
        return this.catalogue.forms(connection).stream().map((form) -> Indexed.of(connection, form));
    }

    private Stream<Entry> pages(HttpServletRequest request) {
        Stream<Entry> places = this.places.of(request).stream().map((place) -> Entry.page(place.label(), place.href()));
        Stream<Entry> ours = Stream.concat(
                Stream.of(Entry.page("Connections", "/connections"), Entry.page("Keys of the keyboard", "/help/keys")),
                this.connections.all()
                    .stream()
                    .map((one) -> Entry.page("Connection " + one.name(), "/connections/" + one.name())));
        return Stream.concat(places, ours);
    }

    @GetMapping("/help/keys")
    String keys() {
        return "kit/keys";
    }

}
