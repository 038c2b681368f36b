package dev.shipshape.registry.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.shipshape.registry.images.ImageConfig;
import dev.shipshape.registry.images.ImageContent;
import dev.shipshape.registry.scans.Finding;
import dev.shipshape.registry.scans.Scan;
import org.jspecify.annotations.Nullable;

/**
 * What tells two images for a platform apart.
 *
 * @param layers all layers of both, those that both have first
 * @param facts what the configurations say differently
 * @param sameBytes what the shared layers take
 * @param fromBytes what the first one's layers take
 * @param toBytes what the second one's layers take
 * @param fixed what was found in the first one alone
 * @param introduced what was found in the second one alone
 * @param scanned whether both were scanned
 */
record Comparison(List<Layer> layers, List<Fact> facts, long sameBytes, long fromBytes, long toBytes,
        List<Finding> fixed, List<Finding> introduced, boolean scanned) {

    static Comparison of(ImageContent from, ImageContent to, Scan before, Scan after) {
        List<Layer> layers = layers(from, to);
        return new Comparison(layers, facts(from.config(), to.config()),
                layers.stream().filter((layer) -> layer.where().equals("both")).mapToLong(Layer::bytes).sum(),
                from.bytes(), to.bytes(), without(before.findings(), after.findings()),
                without(after.findings(), before.findings()), before.told() && after.told());
    }

    private static List<Layer> layers(ImageContent from, ImageContent to) {
        Set<String> first = digests(from);
        Set<String> second = digests(to);
        List<Layer> layers = new ArrayList<>();
        from.layers()
            .forEach((layer) -> layers.add(Layer.of(layer, second.contains(layer.digest()) ? "both" : "first")));
        to.layers()
            .stream()
            .filter((layer) -> !first.contains(layer.digest()))
            .forEach((layer) -> layers.add(Layer.of(layer, "second")));
        return List.copyOf(new LinkedHashSet<>(layers));
    }

    private static Set<String> digests(ImageContent content) {
        return new HashSet<>(content.layers().stream().map(ImageContent.Layer::digest).toList());
    }

    private static List<Fact> facts(@Nullable ImageConfig from, @Nullable ImageConfig to) {
        if (from == null || to == null) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        add(facts, "Platform", from.platform(), to.platform());
        add(facts, "Entrypoint", String.join(" ", from.entrypoint()), String.join(" ", to.entrypoint()));
        add(facts, "Command", String.join(" ", from.command()), String.join(" ", to.command()));
        add(facts, "User", from.user(), to.user());
        add(facts, "Working directory", from.workingDirectory(), to.workingDirectory());
        add(facts, "Stop signal", from.stopSignal(), to.stopSignal());
        sets(facts, "Port", from.ports(), to.ports());
        sets(facts, "Volume", from.volumes(), to.volumes());
        sets(facts, "Environment", from.environment(), to.environment());
        Set<String> labels = new TreeSet<>(from.labels().keySet());
        labels.addAll(to.labels().keySet());
        labels.forEach((label) -> add(facts, "Label " + label, value(from.labels(), label), value(to.labels(), label)));
        return facts;
    }

    private static String value(Map<String, String> labels, String label) {
        return labels.getOrDefault(label, "");
    }

    private static void sets(List<Fact> facts, String name, Collection<String> from, Collection<String> to) {
        Set<String> all = new TreeSet<>(from);
        all.addAll(to);
        all.forEach((one) -> add(facts, name + " " + one, from.contains(one) ? one : "", to.contains(one) ? one : ""));
    }

    private static void add(List<Fact> facts, String name, String from, String to) {
        if (!from.equals(to)) {
            facts.add(new Fact(name, from.isEmpty() ? "–" : from, to.isEmpty() ? "–" : to));
        }
    }

    private static List<Finding> without(List<Finding> all, List<Finding> others) {
        Set<String> known = new HashSet<>(others.stream().map(Comparison::key).toList());
        return all.stream().filter((finding) -> !known.contains(key(finding))).toList();
    }

    /** The same vulnerability of the same package, whatever its version. */
    private static String key(Finding finding) {
        return finding.name() + " " + finding.packages().split(" ", 2)[0];
    }

    /** How much larger the second one is. */
    public long growth() {
        return this.toBytes - this.fromBytes;
    }

    /**
     * A layer of one of them or of both.
     *
     * @param digest its digest
     * @param bytes its compressed size
     * @param instruction what made it; null where nobody knows
     * @param where {@code first}, {@code second} or {@code both}
     */
    record Layer(String digest, long bytes, @Nullable String instruction, String where) {

        static Layer of(ImageContent.Layer layer, String where) {
            return new Layer(layer.digest(), layer.bytes(), layer.instruction(), where);
        }

    }

    /**
     * What the configurations say differently.
     *
     * @param name what it is
     * @param from what the first one says
     * @param to what the second one says
     */
    record Fact(String name, String from, String to) {
    }

}
