package dev.shipshape.taskdefinitions.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Compose's spans of time, sizes and shares of a processor. */
final class Units {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|us|ns|m|s)");

    private static final Map<String, BigDecimal> SECONDS = Map.of("h", new BigDecimal(3600), "m", new BigDecimal(60),
            "s", BigDecimal.ONE, "ms", new BigDecimal("0.001"), "us", new BigDecimal("0.000001"), "ns",
            new BigDecimal("0.000000001"));

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([kmgt]?)(?:i?b)?");

    private static final BigDecimal K = new BigDecimal(1024);

    private Units() {
    }

    /** Whole seconds of {@code 1m30s}, rounded up; null if it is no span of time. */
    static @Nullable Integer seconds(String text) {
        Matcher parts = SPAN.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (parts.find() && parts.start() == at) {
            at = parts.end();
            sum = sum.add(new BigDecimal(parts.group(1)).multiply(SECONDS.getOrDefault(parts.group(2), K)));
        }
        boolean bare = text.matches("\\d{1,6}");
        if (at != text.length() || text.isEmpty()) {
            return bare ? Integer.valueOf(text) : null;
        }
        return (sum.compareTo(new BigDecimal(1_000_000)) > 0) ? null
                : Integer.valueOf(sum.setScale(0, RoundingMode.CEILING).intValueExact());
    }

    /** MiB of {@code 512m}, rounded up; null if it is no size. */
    static @Nullable Integer mebibytes(String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return null;
        }
        int powers = "kmgt".indexOf(size.group(2)) + 1;
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(K.pow(size.group(2).isEmpty() ? 0 : powers));
        BigDecimal mebibytes = bytes.divide(K.multiply(K), 0, RoundingMode.CEILING);
        return (mebibytes.signum() == 0 || mebibytes.compareTo(new BigDecimal(4_194_304)) > 0) ? null
                : Integer.valueOf(mebibytes.intValueExact());
    }

    /** CPU units of {@code 0.5}, of which 1024 are a vCPU; null if it is no share. */
    static @Nullable Integer cpuUnits(String text) {
        if (!text.strip().matches("\\d{1,3}(\\.\\d{1,6})?|\\.\\d{1,6}")) {
            return null;
        }
        int units = new BigDecimal(text.strip()).multiply(K).setScale(0, RoundingMode.HALF_UP).intValueExact();
        return (units > 0) ? Integer.valueOf(units) : null;
    }

    /** A share of a processor of CPU units. */
    static String share(int units) {
        return new BigDecimal(units).divide(K).stripTrailingZeros().toPlainString();
    }

}
