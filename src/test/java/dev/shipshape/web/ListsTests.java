package dev.shipshape.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListsTests {

    private static final Map<String, String> WEB = Map.of("name", "web-1", "state", "Running", "image", "nginx:1.27");

    @Test
    void aFilterNamesFactsOrLooksForWordsInAllOfThem() {
        assertThat(Filter.parse("state:running web").matches(WEB)).isTrue();
        assertThat(Filter.parse("state:stopped web").matches(WEB)).isFalse();
        assertThat(Filter.parse("STATE:Run").matches(WEB)).isTrue();
        assertThat(Filter.parse("worker").matches(WEB)).isFalse();
        assertThat(Filter.parse("  ").matches(WEB)).isTrue();
        assertThat(Filter.parse(null).isEmpty()).isTrue();
    }

    @Test
    void termsOfOneKeyAreAlternatives() {
        assertThat(Filter.parse("state:stopped state:running").matches(WEB)).isTrue();
        assertThat(Filter.parse("state:stopped state:pending").matches(WEB)).isFalse();
    }

    @Test
    void aColonInAWordIsNoKey() {
        assertThat(Filter.parse("nginx:1.27").matches(WEB)).isTrue();
        assertThat(Filter.parse("nginx:1.28").matches(WEB)).isFalse();
        assertThat(Filter.parse("state: :web").terms()).extracting(Filter.Term::key).containsOnly("");
    }

    @Test
    void aPartOfAFilterCanBeTakenAway() {
        Filter filter = Filter.parse("state:stopped family:web words");
        assertThat(filter.without(filter.terms().get(0))).isEqualTo("family:web words");
        assertThat(filter).hasToString("state:stopped family:web words");
    }

    @Test
    void aListIsCutIntoPages() {
        List<Integer> numbers = IntStream.rangeClosed(1, 101).boxed().toList();
        Slice<Integer> third = Slice.of(numbers, 3, 50);
        assertThat(third.rows()).containsExactly(101);
        assertThat(third).extracting(Slice::first, Slice::last, Slice::pages, Slice::total)
            .containsExactly(101, 101, 3, 101);
        assertThat(Slice.of(numbers, 99, 50).page()).as("past the end").isEqualTo(3);
        assertThat(Slice.of(List.of(), 1, 50)).extracting(Slice::first, Slice::last, Slice::pages)
            .containsExactly(0, 0, 1);
    }

    @Test
    void nonsenseInTheAddressCountsAsAbsent() {
        ListQuery query = ListQuery.of(null, "-name", "minus one", "100000");
        assertThat(query).extracting(ListQuery::sort, ListQuery::descending, ListQuery::page, ListQuery::size)
            .containsExactly("name", true, 1, 200);
        Map<String, Comparator<String>> orders = Map.of("name", Comparator.naturalOrder());
        assertThat(Slice.of(List.of("b", "a", "c"), query, orders).rows()).containsExactly("c", "b", "a");
        assertThat(Slice.of(List.of("b", "a"), ListQuery.of(null, "other", null, null), orders).rows())
            .containsExactly("b", "a");
    }

    @Test
    void anAddressChangesOneParameterAndKeepsTheOthers() {
        Address address = Address.parse("/a?q=x%20y&page=2&v=old&odd=%zz");
        assertThat(address.with("page", 3)).hasToString("/a?q=x+y&page=3&odd=%25zz");
        assertThat(address.with("q", null).with("page", null).with("odd", null)).hasToString("/a");
    }

}
