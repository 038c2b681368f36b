package dev.shipshape.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was typed: words to find something by, and perhaps a command before them
 * ({@code stop web}) and a number after them ({@code scale web 3}).
 *
 * @param text as it was typed
 * @param verb the command; null if none was typed
 * @param words what is looked for, in lower case
 * @param number the number of a command; null if none was typed
 */
record Query(String text, @Nullable String verb, List<String> words, @Nullable String number) {

    /** The commands, by every word that means one. */
    private static final Map<String, String> VERBS = Map.ofEntries(Map.entry("run", "run"), Map.entry("stop", "stop"),
            Map.entry("start", "start"), Map.entry("scale", "scale"), Map.entry("deploy", "deploy"),
            Map.entry("redeploy", "deploy"), Map.entry("logs", "logs"), Map.entry("log", "logs"),
            Map.entry("delete", "delete"), Map.entry("remove", "delete"), Map.entry("push", "push"),
            Map.entry("go", "go"), Map.entry("open", "go"), Map.entry("new", "new"), Map.entry("create", "new"));

    static Query of(@Nullable String typed) {
        String text = (typed != null) ? typed.strip() : "";
        List<String> words = new ArrayList<>(
                text.isEmpty() ? List.of() : Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\s+", -1)));
        String verb = words.isEmpty() ? null : VERBS.get(words.get(0));
        if (verb == null) {
            return new Query(text, null, List.copyOf(words), null);
        }
        words.remove(0);
        String number = null;
        int last = words.size() - 1;
        if (verb.equals("scale") && last > 0 && words.get(last).matches("\\d{1,5}")) {
            number = words.remove(last);
            words.remove("to");
        }
        return new Query(text, verb, List.copyOf(words), number);
    }

    /**
     * The same without its command, as words to find: a service may be called
     * {@code run}.
     */
    Query asWords() {
        List<String> all = new ArrayList<>();
        if (!this.text.isEmpty()) {
            all.addAll(Arrays.asList(this.text.toLowerCase(Locale.ROOT).split("\\s+", -1)));
        }
        return new Query(this.text, null, List.copyOf(all), null);
    }

}
